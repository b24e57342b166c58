package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.GrantService;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.Role;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Reach;

/** Who holds which role where and when: see {@link GrantService}. */
@Component(service = GrantService.class)
public final class Grants implements GrantService {
    private static final String READ = "grants:read";
    private static final String WRITE = "grants:write";
    private static final int LONGEST_REASON = 500;

    private final UserStore users;
    private final GrantStore store;
    private final GroupStore groups;
    private final Roles roles;
    private final Duties duties;
    private final Delegation delegation;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public Grants(
            @Reference UserStore users,
            @Reference GrantStore store,
            @Reference GroupStore groups,
            @Reference Roles roles,
            @Reference Duties duties,
            @Reference Delegation delegation,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.users = users;
        this.store = store;
        this.groups = groups;
        this.roles = roles;
        this.duties = duties;
        this.delegation = delegation;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public Grant give(NewGrant wanted) {
        String accountId = wanted.accountId();
        if (accountId == null) {
            access.require(WRITE);
        } else {
            access.require(WRITE, accountId);
            checkAccount(accountId);
        }
        Instant now = clock.instant();
        Instant starts = wanted.starts() == null ? now : wanted.starts();
        checkTimes(starts, wanted.ends(), now);
        if (wanted.reason() != null) {
            Inputs.name("reason", wanted.reason(), LONGEST_REASON);
        }
        if ((wanted.user() == null) == (wanted.group() == null)) {
            throw Problem.invalid("user", "A grant is for a user or for a group.", "Give one of them, and not both.");
        }
        return store.database().transaction(connection -> {
            users.lock(connection);
            Role role = roles.check(connection, "role", wanted.role());
            delegation.checkGiven("role", role.permissions(), accountId);
            Long userId = null;
            Long groupId = null;
            if (wanted.user() != null) {
                UserRow row = users.find(connection, UserNames.normal(wanted.user()))
                        .orElseThrow(() -> Problem.invalid(
                                "user", "There is no user \"" + wanted.user() + "\".", "Make the user first."));
                userId = row.id();
            } else {
                groupId = groups.idOf(connection, wanted.group())
                        .orElseThrow(() -> Problem.invalid(
                                "group", "There is no group \"" + wanted.group() + "\".", "Make the group first."));
            }
            checkNew(connection, userId, groupId, wanted, starts);
            long id = store.insert(
                    connection, userId, groupId, wanted, starts, access.caller().name(), now);
            Grant made = store.find(connection, id).orElseThrow();
            if (userId != null) {
                duties.checkUser(connection, userId, String.valueOf(made.user()));
            } else if (groupId != null) {
                duties.checkGroup(connection, groupId);
            }
            auditLog.record("grant.give", "grant/" + id, accountId, null, IdentityJson.of(made));
            return made;
        });
    }

    private void checkAccount(String accountId) {
        AccountTree tree = access.tree;
        if (tree != null
                && (tree.lineage(accountId).isEmpty()
                        || tree.mergedInto(accountId).isPresent())) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + accountId + "\".", "Name an account that exists.");
        }
    }

    private static void checkTimes(Instant starts, @Nullable Instant ends, Instant now) {
        if (ends != null && (!ends.isAfter(starts) || !ends.isAfter(now))) {
            throw Problem.invalid("ends", "A grant ends after it begins, and in the future.", "Give a later time.");
        }
    }

    private void checkNew(
            Connection connection, @Nullable Long userId, @Nullable Long groupId, NewGrant wanted, Instant starts)
            throws SQLException {
        Optional<Long> same = store.overlapping(
                connection, userId, groupId, wanted.role(), wanted.accountId(), starts, wanted.ends());
        if (same.isPresent()) {
            throw Problem.of(Problem.Kind.CONFLICT, "The grant " + same.get() + " gives this already at that time.")
                    .withRemedy("Change when it ends, or choose a time in which it does not count.");
        }
    }

    @Override
    public Optional<Grant> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return store.database()
                .read(connection -> store.find(connection, id))
                .filter(grant -> reach.covers(grant.accountId()));
    }

    @Override
    public CursorPage<Grant> list(GrantFilter filter, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int most = Inputs.limit(limit);
        Long before = Inputs.numericCursor(cursor);
        List<Grant> found = store.database()
                .read(connection -> store.list(connection, filter, reach, before, clock.instant(), most + 1));
        return CursorPage.of(found, most, Grant::id);
    }

    @Override
    public Grant end(long id, @Nullable Instant ends, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        Instant now = clock.instant();
        return store.database().transaction(connection -> {
            users.lock(connection);
            Grant before = store.find(connection, id)
                    .filter(grant -> reach.covers(grant.accountId()))
                    .orElseThrow(() -> Problem.notFound("grant", id));
            if (before.version() != expectedVersion) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            if (before.hasEndedAt(now)) {
                throw Problem.of(Problem.Kind.CONFLICT, "The grant ended at " + before.ends() + ".")
                        .withRemedy("Give the role anew.");
            }
            delegation.checkGiven("role", store.permissions(List.of(before.role())), before.accountId());
            Instant end = ends == null || ends.isAfter(now) ? ends : now;
            if (end != null && end.isAfter(now)) {
                checkTimes(before.starts(), end, now);
            }
            store.end(connection, id, end);
            checkGovernable(connection, before);
            Grant after = store.find(connection, id).orElseThrow();
            // a grant that goes on longer may meet another one
            String user = after.user();
            if (user != null) {
                duties.checkUser(
                        connection, users.find(connection, user).orElseThrow().id(), user);
            } else {
                duties.checkGroup(
                        connection, groups.idOf(connection, after.group()).orElseThrow());
            }
            auditLog.record(
                    "grant.end", "grant/" + id, before.accountId(), IdentityJson.of(before), IdentityJson.of(after));
            return after;
        });
    }

    private void checkGovernable(Connection connection, Grant ended) throws SQLException {
        if (ended.role().equals(BuiltInRoles.ADMINISTRATOR)
                && ended.accountId() == null
                && users.enabledHolders(connection, BuiltInRoles.ADMINISTRATOR) == 0) {
            throw Problem.of(Problem.Kind.CONFLICT, "This grant makes the last administrator who can sign in.")
                    .withRemedy("Make somebody else administrator of the whole installation, without an end, first.");
        }
    }
}
