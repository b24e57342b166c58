package org.rostrum.accounts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.model.Ceilings;
import org.rostrum.accounts.model.ModelStore;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.accounts.RightsCeiling;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/** The shape of the tree in memory, read anew when it has changed. Its activation makes the tables of this capability. */
@Component(service = {AccountTree.class, RememberedTree.class})
public final class RememberedTree implements AccountTree {
    private final Database database;
    private volatile @Nullable Shape shape;

    @Activate
    public RememberedTree(@Reference Database database) {
        this.database = database;
        database.migrate("accounts", RememberedTree.class);
    }

    public Database database() {
        return database;
    }

    /**
     * The tree at one moment.
     *
     * @param changes number of the last change it knows of
     * @param parents by account; empty text at a root
     * @param merged where accounts went that were merged
     */
    private record Shape(
            long changes,
            Map<String, String> parents,
            Map<String, List<String>> children,
            Map<String, String> merged,
            Ceilings ceilings) {
        List<String> lineage(String accountId) {
            List<String> lineage = new ArrayList<>();
            String parent = parents.get(accountId);
            String current = accountId;
            while (parent != null) {
                lineage.add(current);
                current = parent;
                parent = parents.get(current);
            }
            return lineage;
        }
    }

    @Override
    public List<String> lineage(String accountId) {
        if (database.inTransaction()) {
            // what the transaction has changed is known to nobody else yet
            return database.read(connection -> stored(connection, accountId));
        }
        return current().lineage(accountId);
    }

    @Override
    public Set<String> subtree(Collection<String> accountIds) {
        Shape known = now();
        Set<String> all = new LinkedHashSet<>();
        Deque<String> waiting = new ArrayDeque<>(accountIds);
        while (!waiting.isEmpty()) {
            String next = waiting.poll();
            if (known.parents().containsKey(next) && all.add(next)) {
                waiting.addAll(known.children().getOrDefault(next, List.of()));
            }
        }
        return all;
    }

    @Override
    public Optional<String> mergedInto(String accountId) {
        return Optional.ofNullable(now().merged().get(accountId));
    }

    @Override
    public Set<String> former(String accountId) {
        Map<String, String> merged = now().merged();
        if (merged.isEmpty()) {
            return Set.of();
        }
        Set<String> former = new TreeSet<>();
        merged.forEach((account, into) -> {
            if (into.equals(accountId)) {
                former.add(account);
            }
        });
        return former;
    }

    @Override
    public boolean bounded(String permission) {
        return now().ceilings().bounded(permission);
    }

    @Override
    public List<String> exercised(String permission, List<String> lineage) {
        return Ceilings.governs(permission) ? now().ceilings().exercised(permission, lineage) : lineage;
    }

    @Override
    public Optional<RightsCeiling> ceiling(String permission, List<String> lineage) {
        return now().ceilings().ceiling(permission, lineage);
    }

    public Ceilings ceilings() {
        return now().ceilings();
    }

    private Shape now() {
        if (!database.inTransaction()) {
            return current();
        }
        // what the transaction has changed is known to nobody else yet
        Shape known = shape;
        return known != null && known.changes() == database.<Long>read(this::changes) ? known : load();
    }

    @Override
    public void refresh() {
        Shape known = shape;
        if (known != null && known.changes() != database.<Long>read(this::changes)) {
            shape = null;
        }
    }

    /** To be called in the transaction that changes who is below whom. */
    public void changed(Connection connection) throws SQLException {
        Sql.update(connection, "update accounts_tree set changes = changes + 1 where id = 1");
        database.afterCommit(() -> shape = null);
    }

    private Shape current() {
        Shape known = shape;
        if (known == null) {
            known = load();
            shape = known;
        }
        return known;
    }

    private Shape load() {
        return database.read(connection -> {
            // the number first: what changes in between is read twice and not missed
            long changes = changes(connection);
            Map<String, String> parents = new HashMap<>();
            Map<String, List<String>> children = new HashMap<>();
            Map<String, String> merged = new HashMap<>();
            for (Link link : Sql.list(
                    connection,
                    "select id, parent_id, merged_into from accounts_account order by id",
                    row -> new Link(row.getString("id"), row.getString("parent_id"), row.getString("merged_into")))) {
                String into = link.mergedInto();
                if (into != null) {
                    merged.put(link.id(), into);
                }
                String parent = link.parent();
                parents.put(link.id(), parent == null ? "" : parent);
                if (parent != null) {
                    children.computeIfAbsent(parent, above -> new ArrayList<>()).add(link.id());
                }
            }
            return new Shape(changes, parents, children, merged, new Ceilings(ModelStore.all(connection)));
        });
    }

    private record Link(String id, @Nullable String parent, @Nullable String mergedInto) {}

    private long changes(Connection connection) throws SQLException {
        // Derby would have every request wait for whoever is just changing the tree
        String unlocked = database.engine() == Database.Engine.DERBY ? " with ur" : "";
        return Sql.number(connection, "select changes from accounts_tree where id = 1" + unlocked);
    }

    private static List<String> stored(Connection connection, String accountId) throws SQLException {
        List<String> lineage = new ArrayList<>();
        String next = accountId;
        while (next != null) {
            String current = next;
            List<@Nullable String> above = Sql.list(
                    connection,
                    "select parent_id from accounts_account where id = ?",
                    row -> row.getString("parent_id"),
                    current);
            if (above.isEmpty()) {
                break;
            }
            lineage.add(current);
            next = above.get(0);
        }
        return lineage;
    }
}
