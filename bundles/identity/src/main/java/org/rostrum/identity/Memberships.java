package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.Group;

/** Puts users into groups and takes them out, under the rules of giving roles. Called with the users locked. */
@Component(service = Memberships.class)
public final class Memberships {
    private static final String GIVE = "grants:write";

    private final GroupStore store;
    private final GrantStore grants;
    private final Duties duties;
    private final Delegation delegation;
    private final ShiroAccess access;
    private final Clock clock;

    @Activate
    public Memberships(
            @Reference GroupStore store,
            @Reference GrantStore grants,
            @Reference Duties duties,
            @Reference Delegation delegation,
            @Reference ShiroAccess access,
            @Reference Clock clock) {
        this.store = store;
        this.grants = grants;
        this.duties = duties;
        this.delegation = delegation;
        this.access = access;
        this.clock = clock;
    }

    /** What changed of a group, as names of users. */
    record Change(Set<String> joined, Set<String> left) {
        boolean isNothing() {
            return joined.isEmpty() && left.isEmpty();
        }
    }

    /**
     * Puts users in and takes others out by one origin; who is there already, or not, stays so.
     *
     * @throws org.rostrum.api.problem.Problem FORBIDDEN when something changes and the caller may not give what the group gives,
     *     CONFLICT when what must not meet would meet in one of them
     */
    Change change(
            Connection connection, Group group, String origin, Collection<UserRow> joining, Collection<UserRow> leaving)
            throws SQLException {
        Collection<UserRow> gone = new ArrayList<>();
        for (UserRow user : leaving) {
            if (store.origins(connection, group.id(), user.id()).contains(origin)) {
                gone.add(user);
            }
        }
        Collection<UserRow> come = new ArrayList<>();
        for (UserRow user : joining) {
            if (!store.origins(connection, group.id(), user.id()).contains(origin)) {
                come.add(user);
            }
        }
        Change change = new Change(names(come), names(gone));
        if (change.isNothing()) {
            return change;
        }
        checkGivable(connection, group);
        // the group before its members, as who reads does: else both wait for each other on Derby
        store.changed(connection, group.id());
        for (UserRow user : gone) {
            store.leave(connection, group.id(), user.id(), origin);
        }
        for (UserRow user : come) {
            store.join(connection, group.id(), user.id(), origin);
            duties.checkUser(connection, user.id(), user.user().name());
        }
        return change;
    }

    private static Set<String> names(Collection<UserRow> users) {
        Set<String> names = new TreeSet<>();
        users.forEach(user -> names.add(user.user().name()));
        return names;
    }

    /** @throws org.rostrum.api.problem.Problem FORBIDDEN when the group gives, now or later, what the caller may not give */
    void checkGivable(Connection connection, Group group) throws SQLException {
        for (Grant grant : grants.ofGroup(connection, group.id(), clock.instant())) {
            String accountId = grant.accountId();
            if (accountId == null) {
                access.require(GIVE);
            } else {
                access.require(GIVE, accountId);
            }
            delegation.checkGiven("members", grants.permissions(Set.of(grant.role())), accountId);
        }
    }
}
