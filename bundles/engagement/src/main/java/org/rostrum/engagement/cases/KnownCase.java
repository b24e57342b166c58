package org.rostrum.engagement.cases;

import java.util.Locale;
import java.util.Optional;
import org.rostrum.api.engagement.CaseStatus;
import org.rostrum.api.engagement.RuleAction;

/**
 * A case of which something is told.
 *
 * @param conversationId of which it came; it may have grown into another since
 */
record KnownCase(long id, RuleAction kind, long conversationId, long deliveryId, CaseStatus status) {
    /** The id of the case to which a delivery's idempotency key belongs; empty when it is none of a case. */
    static Optional<Long> idOf(String key) {
        int slash = key.indexOf('/');
        if (slash < 0 || !(key.startsWith("ticket/") || key.startsWith("lead/"))) {
            return Optional.empty();
        }
        String digits = key.substring(slash + 1);
        boolean number = !digits.isEmpty()
                && digits.length() <= 18
                && digits.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return number ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    boolean hasKey(String key) {
        return key.equals(kind.name().toLowerCase(Locale.ROOT) + "/" + id);
    }
}
