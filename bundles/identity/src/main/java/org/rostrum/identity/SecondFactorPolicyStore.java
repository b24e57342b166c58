package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.SecondFactorPolicy;
import org.rostrum.api.identity.User;

/** The tables of who must have a second factor. Looked at with each call, as what somebody may do depends on it. */
@Component(service = SecondFactorPolicyStore.class)
public final class SecondFactorPolicyStore {
    private final SecondFactorStore factors;

    @Activate
    public SecondFactorPolicyStore(@Reference SecondFactorStore factors) {
        this.factors = factors;
    }

    private record Row(boolean everybody, Set<String> roles, long accounts, long version) {
        boolean asksNobody() {
            return !everybody && roles.isEmpty() && accounts == 0;
        }
    }

    private static Row row(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        "select everybody, role_names, version, (select count(*) from identity_second_factor_account) as"
                                + " accounts from identity_second_factor_policy where id = 1",
                        row -> new Row(
                                row.getBoolean("everybody"),
                                names(row.getString("role_names")),
                                row.getLong("accounts"),
                                row.getLong("version")))
                .orElseThrow();
    }

    private static Set<String> names(String joined) {
        return joined.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(joined.split(",", -1)));
    }

    private static List<String> accounts(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "select account_id from identity_second_factor_account",
                row -> row.getString("account_id"));
    }

    SecondFactorPolicy policy(Connection connection) throws SQLException {
        Row row = row(connection);
        return new SecondFactorPolicy(row.everybody(), row.roles(), accounts(connection), row.version());
    }

    /** Whether it was still of the version before. */
    boolean change(Connection connection, SecondFactorPolicy policy) throws SQLException {
        if (Sql.update(
                        connection,
                        "update identity_second_factor_policy set everybody = ?, role_names = ?, version = ? where id = 1 and"
                                + " version = ?",
                        policy.everybody(),
                        String.join(",", policy.roles()),
                        policy.version(),
                        policy.version() - 1)
                == 0) {
            return false;
        }
        Sql.update(connection, "delete from identity_second_factor_account");
        for (String account : policy.accounts()) {
            Sql.update(connection, "insert into identity_second_factor_account (account_id) values (?)", account);
        }
        return true;
    }

    /** A role that is no more. */
    void forget(Connection connection, String role) throws SQLException {
        SecondFactorPolicy before = policy(connection);
        Set<String> left = new TreeSet<>(before.roles());
        if (left.remove(role)) {
            change(
                    connection,
                    new SecondFactorPolicy(before.everybody(), left, before.accounts(), before.version() + 1));
        }
    }

    /**
     * Whether somebody who signs in with a password must set a second factor up before anything else.
     *
     * @param held grants that count now
     * @param tree null while nobody knows which account is below which
     */
    boolean isOwed(Connection connection, UserRow user, List<GrantStore.Held> held, @Nullable AccountTree tree)
            throws SQLException {
        Row policy = row(connection);
        return !policy.asksNobody()
                && !user.user().service()
                // no password lets in
                && !user.passwordHash().equals(PasswordHashes.NONE)
                && (policy.everybody()
                        || held.stream().anyMatch(grant -> policy.roles().contains(grant.role()))
                        || (policy.accounts() > 0 && isAt(accounts(connection), user.user(), held, tree)))
                && !factors.isActive(connection, user.id());
    }

    private static boolean isAt(
            List<String> accounts, User user, List<GrantStore.Held> held, @Nullable AccountTree tree) {
        return isBelow(accounts, user.accountId(), tree)
                || held.stream().anyMatch(grant -> isBelow(accounts, grant.accountId(), tree));
    }

    private static boolean isBelow(List<String> accounts, @Nullable String account, @Nullable AccountTree tree) {
        if (account == null) {
            return false;
        }
        return (tree == null ? List.of(account) : tree.lineage(account))
                .stream().anyMatch(accounts::contains);
    }
}
