package org.rostrum.engagement.assignment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.AssignmentPerson;
import org.rostrum.api.engagement.AssignmentPolicy;
import org.rostrum.api.engagement.AssignmentStrategy;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;

/** Gives out conversations in one transaction, and remembers within it who has how many. */
public final class Shift {
    private final Connection connection;
    private final Assigner assigner;
    private final PolicyBook book;
    private final PolicyStore store = new PolicyStore();
    private final Map<String, Long> open = new HashMap<>();
    private final Map<Long, Map<String, Long>> turns = new HashMap<>();
    private final Map<List<String>, Boolean> readers = new HashMap<>();
    private @Nullable Set<String> absent;

    Shift(Connection connection, Assigner assigner, PolicyBook book) {
        this.connection = connection;
        this.assigner = assigner;
        this.book = book;
    }

    /** What is so in the inbox now; null for what was not there, or is there no more. */
    public void changed(@Nullable InboxConversation before, @Nullable InboxConversation after) {
        add(before, -1);
        add(after, 1);
    }

    private void add(@Nullable InboxConversation conversation, long more) {
        if (conversation != null && conversation.status() == Status.OPEN && conversation.assignee() != null) {
            // those that nobody has asked about are counted when somebody does
            open.computeIfPresent(conversation.assignee(), (user, count) -> count + more);
        }
    }

    /** For a conversation that has come in, or was opened again by the customer; when nobody has room it waits. */
    public Optional<Choice> come(InboxConversation now) throws SQLException {
        AssignmentPolicy policy = policy(now);
        if (policy == null) {
            return Optional.empty();
        }
        String holder = now.assignee();
        if (holder == null) {
            Optional<Choice> choice = choose(policy, now, null, List.of());
            if (choice.isEmpty()) {
                assigner.waits(connection, now.id());
            } else {
                Unassigned.remove(connection, now.id());
            }
            return choice;
        }
        return policy.replacesAbsent() && absent().contains(holder)
                ? choose(policy, now, holder, List.of("AWAY", holder))
                : Optional.empty();
    }

    /** For one that waits, and goes on waiting when nobody has room. */
    public Optional<Choice> again(InboxConversation waiting) throws SQLException {
        AssignmentPolicy policy = policy(waiting);
        Optional<Choice> choice = policy == null ? Optional.empty() : choose(policy, waiting, null, List.of("WAITED"));
        if (choice.isPresent()) {
            Unassigned.remove(connection, waiting.id());
        }
        return choice;
    }

    private @Nullable AssignmentPolicy policy(InboxConversation conversation) {
        return assigner.nearest(book, conversation.accountId(), conversation.channelId())
                .filter(policy -> policy.strategy() != AssignmentStrategy.NONE)
                .orElse(null);
    }

    private record Candidate(AssignmentPerson person, int lacks, long open, long turn) {}

    private Optional<Choice> choose(
            AssignmentPolicy policy, InboxConversation conversation, @Nullable String away, List<String> why)
            throws SQLException {
        Fit fit = new Fit(policy, conversation);
        for (Candidate candidate : candidates(policy, fit, away)) {
            String user = candidate.person.user();
            if (mayRead(user, conversation.accountId())) {
                turns(policy.id()).put(user, store.turn(connection, policy.id(), user));
                assigner.gave(policy);
                List<String> words = new ArrayList<>(List.of(user, Long.toString(policy.id())));
                words.add(policy.strategy().name());
                words.addAll(fit.reasons(candidate.person));
                words.addAll(why);
                return Optional.of(new Choice(user, String.join(" ", words)));
            }
        }
        return Optional.empty();
    }

    /** Who is there and has room, the best first. */
    private List<Candidate> candidates(AssignmentPolicy policy, Fit fit, @Nullable String away) throws SQLException {
        boolean byOpen = policy.strategy() == AssignmentStrategy.LEAST_OPEN;
        List<Candidate> candidates = new ArrayList<>();
        for (AssignmentPerson person : policy.people()) {
            String user = person.user();
            Integer most = person.mostOpen();
            if ((policy.skipsAbsent() || away != null) && absent().contains(user)) {
                continue;
            }
            long has = byOpen || most != null ? open(user) : 0;
            if (most == null || has < most) {
                long turn = turns(policy.id()).getOrDefault(user, 0L);
                candidates.add(new Candidate(person, fit.lacks(person), byOpen ? has : 0, turn));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::lacks)
                .thenComparingLong(Candidate::open)
                .thenComparingLong(Candidate::turn));
        return candidates;
    }

    private long open(String user) throws SQLException {
        Long known = open.get(user);
        if (known == null) {
            known = Sql.number(
                    connection,
                    "select count(*) from engagement_conversation where assignee = ? and status = 'OPEN'",
                    user);
            open.put(user, known);
        }
        return known;
    }

    private Map<String, Long> turns(long policy) throws SQLException {
        Map<String, Long> known = turns.get(policy);
        if (known == null) {
            known = store.turns(connection, policy);
            turns.put(policy, known);
        }
        return known;
    }

    private Set<String> absent() throws SQLException {
        if (absent == null) {
            absent = Absences.all(connection);
        }
        return absent;
    }

    private boolean mayRead(String user, String accountId) {
        return readers.computeIfAbsent(List.of(user, accountId), key -> assigner.mayRead(user, accountId));
    }
}
