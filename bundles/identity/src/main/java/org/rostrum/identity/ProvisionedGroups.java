package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.GroupProfile;
import org.rostrum.api.identity.GroupProvisioning;
import org.rostrum.api.identity.NewGroup;
import org.rostrum.api.identity.ProvisionedGroup;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;

/** Groups by provisioning: see {@link GroupProvisioning}. */
@Component(service = GroupProvisioning.class)
public final class ProvisionedGroups implements GroupProvisioning {
    /** Also for reading: what Derby ends because of a deadlock is tried again. */
    private final Database database;

    private final GroupStore groups;
    private final ProvisioningStore store;
    private final Provisioning provisioning;
    private final Memberships memberships;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public ProvisionedGroups(
            @Reference GroupStore groups,
            @Reference ProvisioningStore store,
            @Reference Provisioning provisioning,
            @Reference Memberships memberships,
            @Reference Access access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = groups.database();
        this.groups = groups;
        this.store = store;
        this.provisioning = provisioning;
        this.memberships = memberships;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public ProvisionedGroup createGroup(GroupProfile profile) {
        Reach reach = access.requireSomewhere(Provisioning.WRITE);
        String home = provisioning.home(reach);
        NewGroup wanted =
                new NewGroup(Groups.checkedName(profile.name()), home, Groups.checkedExternalId(profile.externalId()));
        return named(
                wanted.name(),
                () -> database.transaction(connection -> {
                    store.users().lock(connection);
                    long id = groups.insert(connection, wanted, clock.instant());
                    Group made = groups.find(connection, id).orElseThrow();
                    Memberships.Change change = fill(connection, reach, made, profile.members());
                    auditLog.record(
                            "group.create", "group/" + id, home, null, ProvisioningJson.of(made, change.joined()));
                    return complete(connection, reach, id);
                }));
    }

    @Override
    public Optional<ProvisionedGroup> group(long id) {
        Reach reach = access.requireSomewhere(Provisioning.READ);
        return database.transaction(connection -> {
            Optional<Group> found = groups.find(connection, id).filter(group -> reach.covers(group.accountId()));
            return found.isEmpty() ? Optional.empty() : Optional.of(with(connection, reach, found.get()));
        });
    }

    @Override
    public ProvisioningPage<ProvisionedGroup> groups(ProvisioningFilter filter, long skip, int limit, boolean members) {
        Reach reach = access.requireSomewhere(Provisioning.READ);
        return database.transaction(connection -> {
            ProvisioningPage<Group> found = groups.page(connection, reach, filter, skip, limit);
            Map<Long, List<ProvisionedGroup.Member>> all = members
                    ? store.members(
                            connection,
                            reach,
                            found.items().stream().map(Group::id).toList())
                    : Map.of();
            return new ProvisioningPage<>(
                    found.items().stream()
                            .map(group -> with(group, all.getOrDefault(group.id(), List.of())))
                            .toList(),
                    found.total());
        });
    }

    @Override
    public ProvisionedGroup replaceGroup(long id, GroupProfile profile, long expectedVersion) {
        Reach reach = access.requireSomewhere(Provisioning.WRITE);
        String name = Groups.checkedName(profile.name());
        String externalId = Groups.checkedExternalId(profile.externalId());
        return named(
                name,
                () -> database.transaction(connection -> {
                    Group before = lockedAt(connection, reach, id, expectedVersion);
                    Memberships.Change change = fill(connection, reach, before, profile.members());
                    groups.update(connection, id, name, externalId);
                    Group after = groups.find(connection, id).orElseThrow();
                    auditLog.record(
                            "group.update",
                            "group/" + id,
                            after.accountId(),
                            ProvisioningJson.of(before, change.left()),
                            ProvisioningJson.of(after, change.joined()));
                    return complete(connection, reach, id);
                }));
    }

    @Override
    public void removeGroup(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(Provisioning.WRITE);
        database.transact(connection -> {
            Group before = lockedAt(connection, reach, id, expectedVersion);
            provisioning.asUser(() -> {
                memberships.checkGivable(connection, before);
                return true;
            });
            groups.delete(connection, id);
            auditLog.record("group.remove", "group/" + id, before.accountId(), IdentityJson.of(before), null);
        });
    }

    /** Leaves in the group, by provisioning, those of the members within reach that are named. */
    private Memberships.Change fill(Connection connection, Reach reach, Group group, Set<Long> wanted)
            throws SQLException {
        Set<Long> before = new TreeSet<>();
        store.members(connection, reach, List.of(group.id()))
                .getOrDefault(group.id(), List.of())
                .forEach(member -> before.add(member.id()));
        Set<Long> joining = new TreeSet<>(wanted);
        joining.removeAll(before);
        Set<Long> leaving = new TreeSet<>(before);
        leaving.removeAll(wanted);
        List<UserRow> known = store.rows(connection, reach, joining);
        if (known.size() != joining.size()) {
            known.forEach(row -> joining.remove(row.id()));
            throw Problem.invalid(
                    "members", "There is no user \"" + joining.iterator().next() + "\".", "Make the user first.");
        }
        List<UserRow> gone = store.rows(connection, reach, leaving);
        return provisioning.asUser(() -> memberships.change(connection, group, ORIGIN, known, gone));
    }

    private Group lockedAt(Connection connection, Reach reach, long id, long expectedVersion) throws SQLException {
        store.users().lock(connection);
        Group group = groups.find(connection, id)
                .filter(found -> reach.covers(found.accountId()))
                .orElseThrow(() -> Problem.notFound("group", id));
        if (group.version() != expectedVersion) {
            throw EntityTags.stale(expectedVersion, group.version());
        }
        return group;
    }

    private ProvisionedGroup complete(Connection connection, Reach reach, long id) throws SQLException {
        return with(connection, reach, groups.find(connection, id).orElseThrow());
    }

    private ProvisionedGroup with(Connection connection, Reach reach, Group group) throws SQLException {
        return with(group, store.members(connection, reach, List.of(group.id())).getOrDefault(group.id(), List.of()));
    }

    private static ProvisionedGroup with(Group group, List<ProvisionedGroup.Member> members) {
        Set<Long> ids = new TreeSet<>();
        members.forEach(member -> ids.add(member.id()));
        return new ProvisionedGroup(
                group.id(),
                new GroupProfile(group.name(), group.externalId(), ids),
                members,
                group.created(),
                group.changed(),
                group.version());
    }

    private static ProvisionedGroup named(String name, Supplier<ProvisionedGroup> work) {
        try {
            return work.get();
        } catch (DatabaseException failure) {
            throw Groups.taken(name, failure);
        }
    }
}
