package org.rostrum.engagement.assignment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.engagement.AssignmentPolicy;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.Readers;

/** Gives conversations to people by the assignment policies. */
@Component(service = Assigner.class)
public final class Assigner {
    public static final Requester SELF = new Requester("assignment", null);
    /** The timed task that gives out what waits. */
    public static final String TASK = "assignment";

    public static final String KEY = "all";
    public static final String ASSIGNED = "rostrum.engagement.assigned";
    public static final String WAITS = "rostrum.engagement.assignment.waits";

    private final AccountTree tree;
    private final Readers readers;
    private final Metrics metrics;
    private final Clock clock;
    private final PolicyStore store = new PolicyStore();
    private volatile PolicyBook remembered = new PolicyBook(-1, List.of());

    @Activate
    public Assigner(
            @Reference AccountTree tree,
            @Reference AccessExplanations explanations,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.tree = tree;
        this.readers = new Readers(access, explanations);
        this.metrics = metrics;
        this.clock = clock;
        metrics.describe(ASSIGNED, "Conversations that were given to somebody by an assignment policy");
        metrics.describe(WAITS, "Conversations for which nobody had room when they came in");
    }

    private PolicyBook book(Connection connection) throws SQLException {
        PolicyBook known = remembered;
        long number = PolicyStore.number(connection);
        if (known.number() == number) {
            return known;
        }
        PolicyBook book = new PolicyBook(number, store.all(connection));
        remembered = book;
        return book;
    }

    /** For one transaction, while the inbox is locked. */
    public Shift begin(Connection connection) throws SQLException {
        return new Shift(connection, this, book(connection));
    }

    Optional<AssignmentPolicy> nearest(PolicyBook book, String accountId, String channelId) {
        return book.policies().isEmpty() ? Optional.empty() : book.nearest(channelId, tree.lineage(accountId));
    }

    public boolean mayRead(String user, String accountId) {
        return readers.may(user, accountId);
    }

    void gave(AssignmentPolicy policy) {
        metrics.count(ASSIGNED, 1, "strategy", policy.strategy().name());
    }

    void waits(Connection connection, long conversationId) throws SQLException {
        metrics.count(WAITS, 1);
        Unassigned.add(connection, conversationId, clock.instant());
    }
}
