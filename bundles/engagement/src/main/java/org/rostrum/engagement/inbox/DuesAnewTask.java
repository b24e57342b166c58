package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.ResponseClocks;
import org.rostrum.engagement.due.TargetsOfAccounts;

/**
 * Computes anew when conversations that go on are due, of an account and all below it: after its targets, its hours or its place
 * have changed. The key is the account.
 */
@Component(service = TimedTask.class)
public final class DuesAnewTask implements TimedTask {
    static final String NAME = TargetsOfAccounts.ANEW;
    private static final int BATCH = 100;

    private final Database database;
    private final AccountTree tree;
    private final ResponseClocks clocks;
    private final Access access;
    private final InboxStore store;

    /** @param tables makes the tables */
    @Activate
    public DuesAnewTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference AccountTree tree,
            @Reference ResponseClocks clocks,
            @Reference Access access) {
        this.database = database;
        this.tree = tree;
        this.clocks = clocks;
        this.access = access;
        this.store = new InboxStore(clocks);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public @Nullable Instant run(Execution execution) {
        access.asSystem(NAME, () -> {
            all(execution.key());
            return NAME;
        });
        return null;
    }

    private void all(String account) {
        Set<String> accounts = new HashSet<>(tree.subtree(List.of(account)));
        accounts.add(account);
        Reach at = Reach.of(accounts);
        for (long last = 0; last >= 0; ) {
            long after = last;
            last = database.transaction(connection -> batch(connection, at, after));
        }
    }

    /** @return the last one; -1 when there was none */
    private long batch(Connection connection, Reach at, long after) throws SQLException {
        InboxProgress.lock(connection);
        List<InboxConversation> some = store.unfinished(connection, at, after, BATCH);
        for (InboxConversation one : some) {
            clocks.follow(connection, one);
        }
        return some.isEmpty() ? -1 : some.get(some.size() - 1).id();
    }
}
