package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.SecondFactorPolicy;
import org.rostrum.api.identity.SecondFactorPolicyService;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;

/** Says who must have a second factor. */
@Component(service = SecondFactorPolicyService.class)
public final class SecondFactorPolicies implements SecondFactorPolicyService {
    private static final String READ = "sign-in-policy:read";
    private static final String WRITE = "sign-in-policy:write";
    private static final int MOST = 100;

    private final Database database;
    private final SecondFactorPolicyStore store;
    private final UserStore users;
    private final Roles roles;
    private final ShiroAccess access;
    private final AuditLog auditLog;

    @Activate
    public SecondFactorPolicies(
            @Reference SecondFactorPolicyStore store,
            @Reference UserStore users,
            @Reference Roles roles,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog) {
        this.database = users.database();
        this.store = store;
        this.users = users;
        this.roles = roles;
        this.access = access;
        this.auditLog = auditLog;
    }

    @Override
    public SecondFactorPolicy policy() {
        access.require(READ);
        return database.read(store::policy);
    }

    @Override
    public SecondFactorPolicy change(
            boolean everybody, Collection<String> wantedRoles, Collection<String> accounts, long expectedVersion) {
        access.require(WRITE);
        SecondFactorPolicy after = new SecondFactorPolicy(everybody, wantedRoles, accounts, expectedVersion + 1);
        checkNumber("roles", after.roles());
        checkNumber("accounts", after.accounts());
        after.accounts().forEach(this::checkAccount);
        return database.transaction(connection -> {
            users.lock(connection);
            checkRoles(connection, after.roles());
            SecondFactorPolicy before = store.policy(connection);
            if (!store.change(connection, after)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            auditLog.record(
                    "second-factor-policy.update",
                    "second-factor-policy",
                    null,
                    IdentityJson.of(before),
                    IdentityJson.of(after));
            return after;
        });
    }

    private static void checkNumber(String field, Collection<String> names) {
        if (names.size() > MOST) {
            throw Problem.invalid(
                    field, "These are more than " + MOST + ".", "Name fewer, or have everybody set one up.");
        }
    }

    private void checkRoles(Connection connection, Collection<String> names) throws SQLException {
        for (String name : names) {
            roles.check(connection, "roles", name);
        }
    }

    private void checkAccount(String account) {
        AccountTree tree = access.tree;
        if (tree != null
                && (tree.lineage(account).isEmpty() || tree.mergedInto(account).isPresent())) {
            throw Problem.invalid("accounts", "There is no account \"" + account + "\".", "Name accounts that exist.");
        }
    }
}
