package org.rostrum.engagement.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.person.ContactStore.Seen;
import org.rostrum.engagement.person.PersonStore.Joined;
import org.rostrum.engagement.person.PersonStore.Moved;
import org.rostrum.engagement.person.PersonStore.Words;

/** Moves contacts between people; always under {@link PersonProgress#lock}. */
final class Joining {
    static final int MOST = 50;

    private final ContactStore contacts;
    private final PersonStore people;

    Joining(ContactStore contacts, PersonStore people) {
        this.contacts = contacts;
        this.people = people;
    }

    /**
     * Who does it.
     *
     * @param change number of the change
     */
    record Doing(Requester actor, Instant now, long change, @Nullable String reason) {}

    /**
     * Moves the contacts to the person.
     *
     * @param contactsThere those of the person that the asker sees
     */
    void join(Connection connection, long person, Collection<Seen> contactsThere, List<Seen> moving, Doing doing)
            throws SQLException {
        if (contacts.count(connection, person) + moving.size() > MOST) {
            throw Problem.of(Problem.Kind.CONFLICT, "A person has at most " + MOST + " contacts.");
        }
        List<Moved> moved = moving.stream()
                .map(one -> new Moved(one.id(), one.personId(), one.joinId()))
                .toList();
        long join = people.join(connection, person, doing.now(), doing.actor(), doing.reason(), moved);
        Set<Long> left = new TreeSet<>();
        for (Seen one : moving) {
            contacts.place(connection, one.id(), person, join, doing.change());
            Optional.ofNullable(one.personId()).ifPresent(left::add);
            for (Seen there : contactsThere) {
                people.forgetApart(connection, one.id(), there.id());
            }
            for (Seen other : moving) {
                people.forgetApart(connection, one.id(), other.id());
            }
        }
        for (Long source : left) {
            if (contacts.count(connection, source) == 0) {
                people.setMergedInto(connection, source, person);
            }
        }
    }

    void split(Connection connection, long person, Seen contact, Collection<Seen> others, Doing doing)
            throws SQLException {
        contacts.place(connection, contact.id(), null, null, doing.change());
        for (Seen other : others) {
            people.putApart(
                    connection,
                    contact.id(),
                    other.id(),
                    doing.now(),
                    doing.actor().name());
        }
        dissolve(connection, person, doing.change());
    }

    /** @return the contacts that went back, each with the person it is of now; null for none */
    Map<Long, @Nullable Long> undo(Connection connection, long person, Joined join, List<Seen> seen, Doing doing)
            throws SQLException {
        Map<Long, @Nullable Long> back = new LinkedHashMap<>();
        for (Moved moved : join.moved()) {
            boolean still = seen.stream()
                    .anyMatch(one -> one.id() == moved.contactId() && Objects.equals(one.joinId(), join.id()));
            if (still) {
                contacts.place(connection, moved.contactId(), moved.fromPerson(), moved.fromJoin(), doing.change());
                back.put(moved.contactId(), moved.fromPerson());
                if (moved.fromPerson() != null) {
                    people.setMergedInto(connection, moved.fromPerson(), null);
                }
            }
        }
        if (back.isEmpty()) {
            throw Problem.of(Problem.Kind.CONFLICT, "None of those who came by this join is there by it any more.");
        }
        people.undone(connection, join.id(), doing.now());
        dissolve(connection, person, doing.change());
        return back;
    }

    /** A single contact of whom nobody has written anything is no person. */
    private void dissolve(Connection connection, long person, long change) throws SQLException {
        List<Seen> rest = contacts.ofPerson(connection, person, Reach.EVERYWHERE);
        if (rest.size() == 1) {
            Words words =
                    people.words(connection, person, PersonViews.ids(rest)).orElse(null);
            if (words == null || (words.displayName() == null && words.note() == null)) {
                contacts.place(connection, rest.get(0).id(), null, null, change);
            }
        }
    }

    /** Those of these that are not of the person yet, each once. */
    static List<Seen> missing(Collection<Seen> wanted, @Nullable Long person) {
        Map<Long, Seen> missing = new LinkedHashMap<>();
        for (Seen one : wanted) {
            if (person == null || !person.equals(one.personId())) {
                missing.put(one.id(), one);
            }
        }
        return new ArrayList<>(missing.values());
    }
}
