package org.rostrum.api.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as somebody makes one of contacts.
 *
 * @param contactIds at least two, or one with a name or a note
 * @param displayName null to go on with that of the contact who spoke last
 * @param reason why they are the same
 */
public record PersonDraft(
        List<Long> contactIds, @Nullable String displayName, @Nullable String note, @Nullable String reason) {
    public PersonDraft {
        contactIds = List.copyOf(contactIds);
    }
}
