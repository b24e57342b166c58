package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of the inbox that somebody keeps under a name.
 *
 * @param owner user who made it
 * @param sharedWith account whose people see it, too; null for nobody
 * @param gone names of those parts of the filter that name something that is not there any more, or not for whoever looks
 */
public record InboxView(
        long id,
        String owner,
        String name,
        @Nullable String sharedWith,
        InboxViewFilter filter,
        InboxOrder order,
        List<String> gone,
        Instant changed,
        long version) {
    public InboxView {
        gone = List.copyOf(gone);
    }
}
