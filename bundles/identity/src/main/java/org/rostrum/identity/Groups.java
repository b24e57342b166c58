package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.GroupChange;
import org.rostrum.api.identity.GroupMember;
import org.rostrum.api.identity.GroupService;
import org.rostrum.api.identity.NewGroup;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Reach;

/** The groups: see {@link GroupService}. */
@Component(service = {GroupService.class, Groups.class})
public final class Groups implements GroupService {
    private static final String READ = "groups:read";
    private static final String WRITE = "groups:write";
    private static final int LONGEST_NAME = 200;
    private static final int MOST_AT_ONCE = 500;
    private static final Pattern ORIGIN = Pattern.compile("scim|oidc:[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

    private final Database database;
    private final GroupStore store;
    private final UserStore users;
    private final Memberships memberships;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public Groups(
            @Reference GroupStore store,
            @Reference UserStore users,
            @Reference Memberships memberships,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = store.database();
        this.store = store;
        this.users = users;
        this.memberships = memberships;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public Group create(NewGroup wanted) {
        String accountId = wanted.accountId();
        if (accountId == null) {
            access.require(WRITE);
        } else {
            access.require(WRITE, accountId);
            AccountTree tree = access.tree;
            if (tree != null
                    && (tree.lineage(accountId).isEmpty()
                            || tree.mergedInto(accountId).isPresent())) {
                throw Problem.invalid(
                        "accountId", "There is no account \"" + accountId + "\".", "Name an account that exists.");
            }
        }
        NewGroup checked = new NewGroup(checkedName(wanted.name()), accountId, checkedExternalId(wanted.externalId()));
        return named(
                checked.name(),
                () -> database.transaction(connection -> {
                    Group made = store.find(connection, store.insert(connection, checked, clock.instant()))
                            .orElseThrow();
                    auditLog.record("group.create", subject(made), accountId, null, IdentityJson.of(made));
                    return made;
                }));
    }

    @Override
    public Optional<Group> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.find(connection, id)).filter(group -> reach.covers(group.accountId()));
    }

    @Override
    public CursorPage<Group> list(@Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int most = Inputs.limit(limit);
        return CursorPage.of(
                database.read(connection -> store.list(connection, reach, cursor, most + 1)), most, Group::name);
    }

    @Override
    public Group update(long id, GroupChange change, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        String name = change.name() == null ? null : checkedName(change.name());
        String external = change.externalId() == null || change.externalId().isEmpty()
                ? null
                : checkedExternalId(change.externalId());
        return named(
                String.valueOf(name),
                () -> database.transaction(connection -> {
                    Group before = lockedAt(connection, id, reach, expectedVersion);
                    store.update(
                            connection,
                            id,
                            name == null ? before.name() : name,
                            change.externalId() == null ? before.externalId() : external);
                    Group after = store.find(connection, id).orElseThrow();
                    auditLog.record(
                            "group.update",
                            subject(after),
                            after.accountId(),
                            IdentityJson.of(before),
                            IdentityJson.of(after));
                    return after;
                }));
    }

    @Override
    public void remove(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        database.transact(connection -> {
            Group before = lockedAt(connection, id, reach, expectedVersion);
            memberships.checkGivable(connection, before);
            store.delete(connection, id);
            auditLog.record("group.remove", subject(before), before.accountId(), IdentityJson.of(before), null);
        });
    }

    @Override
    public CursorPage<GroupMember> members(long id, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int most = Inputs.limit(limit);
        List<GroupMember> found = database.read(connection -> {
            at(store.find(connection, id), id, reach);
            return store.members(connection, id, cursor, most + 1);
        });
        return CursorPage.of(found, most, GroupMember::user);
    }

    @Override
    public Group addMembers(long id, Set<String> names) {
        Reach reach = access.requireSomewhere(WRITE);
        if (names.isEmpty() || names.size() > MOST_AT_ONCE || names.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid(
                    "users", "1 to " + MOST_AT_ONCE + " users can be put in at once.", "Name some, or fewer.");
        }
        return database.transaction(connection -> {
            Group group = locked(connection, id, reach);
            List<UserRow> joining = new ArrayList<>();
            for (String name : new TreeSet<>(names)) {
                joining.add(users.find(connection, UserNames.normal(name))
                        .orElseThrow(() -> Problem.invalid(
                                "users", "There is no user \"" + name + "\".", "Make the user first.")));
            }
            return record(group, LOCAL, memberships.change(connection, group, LOCAL, joining, List.of()), connection);
        });
    }

    @Override
    public Group removeMember(long id, String name) {
        Reach reach = access.requireSomewhere(WRITE);
        return database.transaction(connection -> {
            Group group = locked(connection, id, reach);
            UserRow user =
                    users.find(connection, UserNames.normal(name)).orElseThrow(() -> Problem.notFound("member", name));
            Set<String> origins = store.origins(connection, id, user.id());
            if (origins.isEmpty()) {
                throw Problem.notFound("member", name);
            }
            if (!origins.contains(LOCAL)) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "\"" + user.user().name() + "\" was put into the group by " + origins
                                        + ", which would do so again.")
                        .withRemedy("Take the user out of the group there.");
            }
            return record(
                    group, LOCAL, memberships.change(connection, group, LOCAL, List.of(), List.of(user)), connection);
        });
    }

    private Group record(Group group, String origin, Memberships.Change change, Connection connection)
            throws SQLException {
        if (change.isNothing()) {
            return group;
        }
        auditLog.record(
                "group.members",
                subject(group),
                group.accountId(),
                change.left().isEmpty() ? null : IdentityJson.members(group, origin, change.left()),
                change.joined().isEmpty() ? null : IdentityJson.members(group, origin, change.joined()));
        return store.find(connection, group.id()).orElseThrow();
    }

    @Override
    public void setMemberships(String user, String origin, Set<Long> groupIds) {
        Reach reach = access.requireSomewhere(WRITE);
        if (!ORIGIN.matcher(origin).matches()) {
            throw Problem.invalid(
                    "origin", "\"" + origin + "\" is no origin of memberships.", "Use scim or oidc:<provider>.");
        }
        database.transact(connection -> {
            users.lock(connection);
            UserRow row =
                    users.find(connection, UserNames.normal(user)).orElseThrow(() -> Problem.notFound("user", user));
            Set<Long> before = store.groupsOf(connection, row.id(), origin);
            Map<Group, Boolean> changes = new LinkedHashMap<>();
            // leaving first: what must not meet does not meet on the way
            for (Long id : before) {
                if (!groupIds.contains(id)) {
                    changes.put(known(connection, id, reach), false);
                }
            }
            for (Long id : groupIds) {
                if (!before.contains(id)) {
                    changes.put(known(connection, id, reach), true);
                }
            }
            Set<String> joined = new TreeSet<>();
            Set<String> left = new TreeSet<>();
            for (Map.Entry<Group, Boolean> change : changes.entrySet()) {
                List<UserRow> joining = change.getValue() ? List.of(row) : List.of();
                List<UserRow> leaving = change.getValue() ? List.of() : List.of(row);
                memberships.change(connection, change.getKey(), origin, joining, leaving);
                (change.getValue() ? joined : left).add(change.getKey().name());
            }
            if (!changes.isEmpty()) {
                auditLog.record(
                        "user.groups",
                        "user/" + row.user().name(),
                        row.user().accountId(),
                        left.isEmpty() ? null : IdentityJson.of(Map.of("origin", origin, "groups", left)),
                        joined.isEmpty() ? null : IdentityJson.of(Map.of("origin", origin, "groups", joined)));
            }
        });
    }

    private Group known(Connection connection, long id, Reach reach) throws SQLException {
        return store.find(connection, id)
                .filter(group -> reach.covers(group.accountId()))
                .orElseThrow(
                        () -> Problem.invalid("groupIds", "There is no group " + id + ".", "Make the group first."));
    }

    private Group locked(Connection connection, long id, Reach reach) throws SQLException {
        users.lock(connection);
        return at(store.find(connection, id), id, reach);
    }

    private Group lockedAt(Connection connection, long id, Reach reach, long expectedVersion) throws SQLException {
        Group group = locked(connection, id, reach);
        if (group.version() != expectedVersion) {
            throw EntityTags.stale(expectedVersion, group.version());
        }
        return group;
    }

    private static Group at(Optional<Group> found, long id, Reach reach) {
        return found.filter(group -> reach.covers(group.accountId())).orElseThrow(() -> Problem.notFound("group", id));
    }

    private static String subject(Group group) {
        return "group/" + group.id();
    }

    static String checkedName(@Nullable String name) {
        return Inputs.name("name", name, LONGEST_NAME);
    }

    static @Nullable String checkedExternalId(@Nullable String external) {
        return external == null ? null : Inputs.name("externalId", external, LONGEST_NAME);
    }

    private static Group named(String name, Supplier<Group> work) {
        try {
            return work.get();
        } catch (DatabaseException failure) {
            throw taken(name, failure);
        }
    }

    /** What a failure to give a group this name comes to. */
    static RuntimeException taken(String name, DatabaseException failure) {
        return failure.isDuplicateKey()
                ? Problem.of(Problem.Kind.CONFLICT, "There is a group \"" + name + "\" already.")
                        .withField("name")
                        .withRemedy("Choose another name.")
                        .withCause(failure)
                : failure;
    }
}
