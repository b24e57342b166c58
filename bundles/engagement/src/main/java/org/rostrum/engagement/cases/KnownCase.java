package org.rostrum.engagement.cases;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.engagement.CaseStatus;
import org.rostrum.api.engagement.RuleAction;

/**
 * A case of which something is told.
 *
 * @param conversationId of which it came; it may have grown into another since
 */
record KnownCase(long id, RuleAction kind, long conversationId, long deliveryId, CaseStatus status) {
    private static final Pattern KEY = Pattern.compile("(ticket|lead)/(\\d{1,18})(/[0-9a-f]{8})?");

    /**
     * The id of the case to which a delivery's idempotency key belongs, such as {@code ticket/7/3f2a9c1b}; those of earlier versions
     * end with the id. Empty when it is none of a case.
     */
    static Optional<Long> idOf(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches() ? Optional.of(Long.valueOf(parts.group(2))) : Optional.empty();
    }

    boolean isOfKind(String key) {
        return key.startsWith(kind.name().toLowerCase(Locale.ROOT) + "/");
    }
}
