package org.rostrum.engagement.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.engagement.PersonSuggestion;
import org.rostrum.api.engagement.PersonSuggestion.Kind;
import org.rostrum.api.engagement.PersonSuggestion.Reason;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.person.ContactStore.Seen;

/**
 * Who has something in common. What one reason weighs is that of its kind, divided by how many others have the same; what all
 * reasons together leave of the doubt, {@code (1 - w1) (1 - w2) …}, is taken from 1. Only contacts within reach count.
 */
final class Suggestions {
    /** What more contacts have than that is not looked at: it tells nothing. */
    private static final int LOOKED_AT = 200;

    /** What more others have than that within reach is not rare. */
    private static final int RARE = 5;

    private static final int LEAST = 10;
    private static final int CERTAIN = 99;

    private final ContactStore contacts;
    private final PersonStore people;
    private final PersonViews views;

    Suggestions(ContactStore contacts, PersonStore people, PersonViews views) {
        this.contacts = contacts;
        this.people = people;
        this.views = views;
    }

    /** Somebody who has something in common, with what that is. */
    private record Candidate(Seen seen, Map<Kind, Reason> reasons) {
        int score() {
            double doubt = 1;
            for (Reason reason : reasons.values()) {
                doubt *= 1 - reason.weight() / 100.0;
            }
            return (int) Math.min(CERTAIN, Math.round(100 * (1 - doubt)));
        }
    }

    /** @param group contacts who are one person, or one contact */
    List<PersonSuggestion> of(Connection connection, List<Seen> group, Reach reach, int limit) throws SQLException {
        Map<Long, Candidate> candidates = new HashMap<>();
        for (Seen one : group) {
            for (Map.Entry<Kind, List<String>> keys :
                    contacts.keys(connection, one.id()).entrySet()) {
                for (String content : keys.getValue()) {
                    if (PersonKeys.telling(keys.getKey(), content)) {
                        compare(connection, group, one, keys.getKey(), content, reach, candidates);
                    }
                }
            }
        }
        List<Candidate> likeliest = new ArrayList<>(candidates.values());
        likeliest.removeIf(candidate -> candidate.score() < LEAST);
        likeliest.sort(Comparator.comparingInt(Candidate::score)
                .reversed()
                .thenComparingLong(candidate -> candidate.seen().id()));
        Set<Long> suggested = new LinkedHashSet<>();
        List<PersonSuggestion> found = new ArrayList<>();
        for (Candidate candidate : likeliest) {
            Long person = candidate.seen().personId();
            if (found.size() < limit
                    && !(person != null && suggested.contains(person))
                    && !apart(connection, group, candidate.seen())) {
                if (person != null) {
                    suggested.add(person);
                }
                found.add(shown(candidate));
            }
        }
        return found;
    }

    private void compare(
            Connection connection,
            List<Seen> group,
            Seen one,
            Kind kind,
            String content,
            Reach reach,
            Map<Long, Candidate> candidates)
            throws SQLException {
        List<Long> bearers = contacts.bearers(connection, kind, content, LOOKED_AT);
        if (bearers.size() == LOOKED_AT) {
            return;
        }
        Set<Long> own = PersonViews.ids(group);
        List<Seen> others = new ArrayList<>(contacts.visible(connection, bearers, reach));
        others.removeIf(other -> own.contains(other.id()));
        if (kind == Kind.HANDLE) {
            // on the same network it is somebody else's, or was given up
            others.removeIf(
                    other -> other.identity().network().equals(one.identity().network()));
        }
        if (others.isEmpty() || others.size() > RARE) {
            return;
        }
        for (Seen other : others) {
            Reason reason = new Reason(
                    kind, content, one.id(), others.size(), Math.round((float) kind.weight() / others.size()));
            candidates
                    .computeIfAbsent(other.id(), id -> new Candidate(other, new HashMap<>()))
                    .reasons()
                    .merge(kind, reason, (known, fresh) -> fresh.weight() > known.weight() ? fresh : known);
        }
    }

    /** Whether somebody said that the contact is not one of the group. */
    private boolean apart(Connection connection, List<Seen> group, Seen other) throws SQLException {
        for (Seen one : group) {
            if (people.apart(connection, one.id(), other.id())) {
                return true;
            }
        }
        return false;
    }

    private PersonSuggestion shown(Candidate candidate) {
        return new PersonSuggestion(
                views.identity(candidate.seen()),
                candidate.score(),
                candidate.reasons().values().stream()
                        .sorted(Comparator.comparingInt(Reason::weight)
                                .reversed()
                                .thenComparing(Reason::kind))
                        .toList());
    }

    /** Those of just this handle, name or mail address. */
    List<Seen> named(Connection connection, String text, Reach reach, int limit) throws SQLException {
        Set<Long> found = new LinkedHashSet<>();
        for (Map.Entry<Kind, String> key : PersonKeys.of(text).entrySet()) {
            found.addAll(contacts.bearers(connection, key.getKey(), key.getValue(), LOOKED_AT));
        }
        return contacts.visible(connection, found, reach).stream().limit(limit).toList();
    }
}
