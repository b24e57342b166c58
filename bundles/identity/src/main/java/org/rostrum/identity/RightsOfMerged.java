package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;

/** Grants, users, groups and limits of tokens of an account that is merged go to the other one. */
@Component
public final class RightsOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .moves("identity_grant", "account_id", "grants")
            .moves("identity_user", "account_id", "users")
            .moves("identity_group", "account_id", "groups")
            .moves("identity_second_factor_account", "account_id", "second-factor-policy");
    private final UserStore users;
    private final Duties duties;

    @Activate
    public RightsOfMerged(@Reference UserStore users, @Reference Duties duties) {
        this.users = users;
        this.duties = duties;
    }

    @Override
    public String capability() {
        return "identity";
    }

    @Override
    public Set<String> columns() {
        return columns.names();
    }

    @Override
    public List<Share> shares(Connection connection, String from) throws SQLException {
        List<Share> shares = new ArrayList<>(columns.shares(connection, from));
        int limited = limited(connection, from).size();
        if (limited > 0) {
            shares.add(new Share("limits-of-tokens", limited, true));
        }
        return shares;
    }

    /** What is separated by duty must not meet by the merge: tried, and taken back. */
    @Override
    public List<Conflict> conflicts(Connection connection, String from, String into) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            columns.merge(connection, from, into);
            duties.checkEverybody(connection);
            return List.of();
        } catch (Problem met) {
            return List.of(new Conflict(
                    met.detail(), Objects.requireNonNullElse(met.remedy(), "End one of the grants first.")));
        } finally {
            connection.rollback(before);
        }
    }

    @Override
    public void merge(Connection connection, String from, String into) throws SQLException {
        users.lock(connection);
        columns.merge(connection, from, into);
        for (Limited token : limited(connection, from)) {
            Set<String> limits = new LinkedHashSet<>();
            for (String limit : token.permissions()) {
                limits.add(at(limit, from) ? limit.substring(0, limit.indexOf('@') + 1) + into : limit);
            }
            Sql.update(
                    connection,
                    "update identity_token set permissions = ? where id = ?",
                    String.join(" ", limits),
                    token.id());
        }
        duties.checkEverybody(connection);
    }

    private record Limited(long id, List<String> permissions) {}

    private static List<Limited> limited(Connection connection, String account) throws SQLException {
        return Sql.list(
                        connection,
                        "select id, permissions from identity_token where permissions like ?",
                        row -> new Limited(
                                row.getLong("id"),
                                List.of(row.getString("permissions").split(" "))),
                        "%@%" + account + "%")
                .stream()
                .filter(token -> token.permissions().stream().anyMatch(limit -> at(limit, account)))
                .toList();
    }

    /** Whether the limit is for the account, written alone or with those above it. */
    private static boolean at(String limit, String account) {
        return limit.endsWith("@" + account) || (limit.contains("@/") && limit.endsWith("/" + account));
    }
}
