package org.rostrum.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.RightsComparison;
import org.rostrum.api.identity.Role;

/** Works out what everybody would gain or lose if grants counted elsewhere: see {@link RightsComparison}. */
@Component(service = RightsComparison.class)
public final class HeldRights implements RightsComparison {
    private static final String READ = "grants:read";
    private static final String HELD = "select u.name as user_name, g.account_id, g.role, r.permissions from ";
    private static final String ROLE =
            " left join identity_role r on r.name = g.role where (g.ends is null or g.ends > ?)";
    /** Of their own, by groups, and by standing in for others directly and by their groups; now or later. */
    private static final String HOLDINGS = HELD + "identity_user u join identity_grant g on g.user_id = u.id" + ROLE
            + " union " + HELD
            + "identity_user u join identity_membership m on m.user_id = u.id"
            + " join identity_grant g on g.group_id = m.group_id" + ROLE
            + " union " + HELD
            + "identity_user u join identity_stand_in s on s.stand_in_id = u.id"
            + " join identity_grant g on g.user_id = s.user_id" + ROLE + " and s.ends > ?"
            + " union " + HELD
            + "identity_user u join identity_stand_in s on s.stand_in_id = u.id"
            + " join identity_membership m on m.user_id = s.user_id"
            + " join identity_grant g on g.group_id = m.group_id" + ROLE + " and s.ends > ?";

    private final GrantStore grants;
    private final ShiroAccess access;
    private final Clock clock;

    @Activate
    public HeldRights(@Reference GrantStore grants, @Reference ShiroAccess access, @Reference Clock clock) {
        this.grants = grants;
        this.access = access;
        this.clock = clock;
    }

    private record Row(String user, @Nullable String accountId, List<String> permissions) {}

    @Override
    public List<Change> compare(Collection<String> permissions, List<Scene> scenes) {
        access.requireAll(READ, scenes.stream().map(Scene::accountId).toList());
        Set<String> differing = new HashSet<>();
        for (Scene scene : scenes) {
            Set<String> both = new HashSet<>(scene.before());
            both.retainAll(scene.after());
            scene.before().stream().filter(account -> !both.contains(account)).forEach(differing::add);
            scene.after().stream().filter(account -> !both.contains(account)).forEach(differing::add);
        }
        List<Change> changes = new ArrayList<>();
        if (differing.isEmpty()) {
            return changes;
        }
        byUser().forEach((user, holdings) -> {
            if (holdings.stream()
                    .anyMatch(holding -> holding.accountId() != null && differing.contains(holding.accountId()))) {
                compare(user, new Rights(holdings), permissions, scenes, changes);
            }
        });
        return changes;
    }

    private static void compare(
            String user, Rights rights, Collection<String> permissions, List<Scene> scenes, List<Change> changes) {
        List<String> ordered = List.copyOf(new TreeSet<>(permissions));
        List<Where> held = ordered.stream().map(rights::where).toList();
        for (Scene scene : scenes) {
            List<String> gained = new ArrayList<>();
            List<String> lost = new ArrayList<>();
            for (int i = 0; i < ordered.size(); i++) {
                boolean before = held.get(i).covers(scene.before());
                boolean after = held.get(i).covers(scene.after());
                if (before != after) {
                    (after ? gained : lost).add(ordered.get(i));
                }
            }
            if (!gained.isEmpty()) {
                changes.add(new Change(user, scene.accountId(), true, gained));
            }
            if (!lost.isEmpty()) {
                changes.add(new Change(user, scene.accountId(), false, lost));
            }
        }
    }

    private Map<String, List<Rights.Holding>> byUser() {
        Instant now = clock.instant();
        Map<String, List<Rights.Holding>> byUser = new TreeMap<>();
        List<Row> rows = grants.database().read(connection -> rows(connection, now));
        for (Row row : rows) {
            byUser.computeIfAbsent(row.user(), user -> new ArrayList<>())
                    .add(Rights.Holding.of(row.accountId(), row.permissions()));
        }
        return byUser;
    }

    private static List<Row> rows(Connection connection, Instant now) throws SQLException {
        return Sql.list(connection, HOLDINGS, HeldRights::row, now, now, now, now, now, now);
    }

    private static Row row(ResultSet row) throws SQLException {
        Role builtIn = BuiltInRoles.ROLES.get(row.getString("role"));
        String permissions = row.getString("permissions");
        return new Row(
                row.getString("user_name"),
                row.getString("account_id"),
                builtIn != null
                        ? builtIn.permissions()
                        : permissions == null ? List.of() : RoleStore.permissions(permissions));
    }
}
