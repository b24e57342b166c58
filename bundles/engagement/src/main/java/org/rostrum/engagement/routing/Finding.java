package org.rostrum.engagement.routing;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.engagement.RoutingRule;

/**
 * A rule that applied to an activity.
 *
 * @param contactId the contact of the conversation; null when nobody outside has spoken
 */
public record Finding(
        RoutingRule rule, ArchivedActivity archived, @Nullable Long contactId, Instant found, RuleMatcher.Why why) {
    private static final int SUMMARY = 500;

    public String handle() {
        Actor actor = archived.activity().actor();
        return Objects.requireNonNullElse(actor.handle(), actor.networkId());
    }

    /** The content in one line, cut at 500 characters between two code points. */
    public String summary() {
        String line = archived.activity().content().replaceAll("\\s+", " ").strip();
        if (line.length() <= SUMMARY) {
            return line;
        }
        int end = SUMMARY - 1;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "…";
    }

    @Nullable
    public String url() {
        java.net.URI url = archived.activity().url();
        return url == null || url.toString().length() > 2000 ? null : url.toString();
    }
}
