package org.rostrum.api.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contacts who are the same person, as far as the asker may know of them: those who have spoken to accounts whose inbox the asker
 * may read. Whoever sees other contacts of the same person sees another part, and neither learns of the other's.
 *
 * @param displayName as somebody chose who saw no more contacts than the asker; else that of the contact who spoke last
 * @param note the same; null when there is none
 * @param identities at least one, by contact
 * @param joins those that have not been undone and of which the asker sees all contacts, the newest first
 * @param version another number after each change of what the asker sees; the ETag
 */
public record Person(
        long id,
        String displayName,
        @Nullable String note,
        List<ContactIdentity> identities,
        List<PersonJoin> joins,
        long version) {
    public Person {
        identities = List.copyOf(identities);
        joins = List.copyOf(joins);
    }
}
