package org.rostrum.api.engagement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * Contacts of the archive as people: several contacts can be joined to one person. The archive's contacts stay as they are. A
 * contact is known to those who may read the inbox of an account to which it has spoken, to others not at all. Whoever changes a
 * person changes the part that they see.
 */
public interface PersonService {
    /** Newest first; those of whom the asker may know at least one contact. */
    @RequiresPermission("inbox:read")
    CursorPage<Person> list(@Nullable String cursor, int limit);

    /** A person who was joined to another one is found as that one. */
    @RequiresPermission("inbox:read")
    Optional<Person> find(long id);

    @RequiresPermission("inbox:read")
    Optional<ContactIdentity> identity(long contactId);

    /**
     * Those of just this handle, name or mail address, whatever its case and accents.
     *
     * @param limit the most entries
     */
    @RequiresPermission("inbox:read")
    List<ContactIdentity> identities(String text, int limit);

    /**
     * Joins contacts to one person. Contacts who belong to people bring along what the asker sees of these; the oldest person
     * goes on.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND for a contact that the asker may not know of; CONFLICT when they are the
     *     same person already
     */
    @RequiresPermission("contacts:change")
    Person create(PersonDraft draft);

    /** Joins a contact, with the person it belongs to, to this person; as {@link #create}. */
    @RequiresPermission("contacts:change")
    Person join(long id, long contactId, @Nullable String reason, long expectedVersion);

    /**
     * Chooses name and note. They are read by those who see all contacts that the asker sees.
     *
     * @param displayName null for none
     * @param note null for none
     */
    @RequiresPermission("contacts:change")
    Person describe(long id, @Nullable String displayName, @Nullable String note, long expectedVersion);

    /** Takes a contact out again; it is not suggested for this person any more. */
    @RequiresPermission("contacts:change")
    void split(long id, long contactId, long expectedVersion);

    /** Puts those who came by a join where they were before, as far as they have not been joined elsewhere since. */
    @RequiresPermission("contacts:change")
    void undo(long id, long joinId, long expectedVersion);

    /** Who may be the same person as this contact and those it is joined with, the likeliest first. */
    @RequiresPermission("inbox:read")
    List<PersonSuggestion> suggestions(long contactId, int limit);

    /** Says that two contacts, and those that each is joined with, are not the same person. */
    @RequiresPermission("contacts:change")
    void dismiss(long contactId, long otherId);

    /**
     * The conversations of the inbox in which a contact, or one that it is joined with, has spoken, the newest activity first.
     *
     * @param unfinished only those that are not closed
     * @param limit the most entries
     */
    @RequiresPermission("inbox:read")
    List<PersonConversation> conversations(long contactId, boolean unfinished, int limit);

    /** What was said by and to a person and done because of them, newest first. */
    @RequiresPermission("inbox:read")
    CursorPage<TimelineEntry> timeline(long id, @Nullable String cursor, int limit);

    /** The same for one contact alone. */
    @RequiresPermission("inbox:read")
    CursorPage<TimelineEntry> timelineOfContact(long contactId, @Nullable String cursor, int limit);
}
