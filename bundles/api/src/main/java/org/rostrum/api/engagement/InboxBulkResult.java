package org.rostrum.api.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change of several conversations.
 *
 * @param changed as they are now
 * @param refused those that stay as they were
 */
public record InboxBulkResult(List<InboxConversation> changed, List<Refused> refused) {
    public InboxBulkResult {
        changed = List.copyOf(changed);
        refused = List.copyOf(refused);
    }

    /**
     * A conversation that was not changed.
     *
     * @param detail why
     * @param remedy what helps; null when nothing does
     */
    public record Refused(long id, String detail, @Nullable String remedy) {}
}
