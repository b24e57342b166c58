package org.rostrum.engagement.person;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.engagement.ContactIdentity;
import org.rostrum.api.engagement.Person;
import org.rostrum.api.engagement.PersonJoin;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.person.ContactStore.Seen;
import org.rostrum.engagement.person.PersonStore.Joined;
import org.rostrum.engagement.person.PersonStore.Words;

/** People as each asker may see them: made of nothing but the contacts within reach, so that nothing else shows. */
final class PersonViews {
    /** How many people can have been joined to one another in turn. */
    private static final int LONGEST_WAY = 100;

    /** Numbers that every reader of JSON keeps exactly. */
    private static final int VERSION_BITS = 52;

    private final ContactStore contacts;
    private final PersonStore people;
    private final AccountTree tree;

    PersonViews(ContactStore contacts, PersonStore people, AccountTree tree) {
        this.contacts = contacts;
        this.people = people;
        this.tree = tree;
    }

    /** A person, and the contacts that it is made of for this asker. */
    record View(Person person, List<Seen> seen) {
        SortedSet<Long> contactIds() {
            return ids(seen);
        }
    }

    static SortedSet<Long> ids(List<Seen> seen) {
        return seen.stream().map(Seen::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Empty when the asker may know of none of its contacts; a person who was joined to another is found as that. */
    Optional<View> find(Connection connection, long id, Reach reach) throws SQLException {
        Optional<Long> at = Optional.of(id);
        for (int steps = 0; at.isPresent() && steps < LONGEST_WAY; steps++) {
            List<Seen> seen = contacts.ofPerson(connection, at.get(), reach);
            if (!seen.isEmpty()) {
                return Optional.of(view(connection, at.get(), seen));
            }
            at = people.mergedInto(connection, at.get());
        }
        return Optional.empty();
    }

    private View view(Connection connection, long id, List<Seen> seen) throws SQLException {
        SortedSet<Long> ids = ids(seen);
        Words words = people.words(connection, id, ids).orElse(null);
        String chosen = words == null ? null : words.displayName();
        List<PersonJoin> joins = people.joins(connection, id).stream()
                .filter(join -> ids.containsAll(join.contacts()))
                .map(Joined::shown)
                .toList();
        Person person = new Person(
                id,
                chosen == null ? name(seen) : chosen,
                words == null ? null : words.note(),
                seen.stream().map(this::identity).toList(),
                joins,
                version(id, seen, words));
        return new View(person, seen);
    }

    /** The name that the network tells of whoever spoke last; one that is a name before one that is not. */
    private static String name(List<Seen> seen) {
        ContactIdentity last = seen.stream()
                .map(Seen::identity)
                .max(Comparator.<ContactIdentity, Boolean>comparing(identity -> identity.displayName() != null)
                        .thenComparing(identity -> identity.handle() != null)
                        .thenComparing(ContactIdentity::lastSeen))
                .orElseThrow();
        return last.displayName() != null
                ? last.displayName()
                : last.handle() != null ? last.handle() : last.networkId();
    }

    /** With the accounts that have taken over those that the archive knows. */
    ContactIdentity identity(Seen seen) {
        ContactIdentity bare = seen.identity();
        SortedSet<String> accounts =
                seen.accounts().stream().map(this::present).collect(Collectors.toCollection(TreeSet::new));
        return new ContactIdentity(
                bare.contactId(),
                bare.network(),
                bare.networkId(),
                bare.handle(),
                bare.displayName(),
                bare.url(),
                accounts,
                bare.firstSeen(),
                bare.lastSeen(),
                bare.personId());
    }

    /** The account that has taken over, if one has. */
    String present(String account) {
        return tree.mergedInto(account).orElse(account);
    }

    /** The contact with those that it is joined with, as far as they are within reach; empty when it is not itself. */
    List<Seen> group(Connection connection, long contact, Reach reach) throws SQLException {
        List<Seen> found = contacts.visible(connection, Set.of(contact), reach);
        Long person = found.isEmpty() ? null : found.get(0).personId();
        return person == null ? found : contacts.ofPerson(connection, person, reach);
    }

    /** Made of what is seen alone: a change elsewhere does not show in it. */
    private static long version(long id, List<Seen> seen, @Nullable Words words) {
        StringBuilder text = new StringBuilder().append(id);
        for (Seen one : seen) {
            text.append(' ').append(one.id()).append(':').append(one.placed());
        }
        if (words != null) {
            text.append(' ').append(words.id()).append('=').append(words.changed());
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, hash)
                    .shiftRight(hash.length * Byte.SIZE - VERSION_BITS)
                    .longValueExact();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
