package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.identity.Role;
import org.rostrum.api.identity.RoleCatalog;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.PermissionCatalog;

/** The roles, with the rules of {@link RoleCatalog}. */
@Component(service = {RoleCatalog.class, Roles.class})
public final class Roles implements RoleCatalog {
    private static final String READ = "roles:read";
    private static final String WRITE = "roles:write";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_PERMISSIONS = 8000;

    private final RoleStore store;
    private final UserStore users;
    private final GrantStore grants;
    private final Duties duties;
    private final SecondFactorPolicyStore secondFactors;
    private final Delegation delegation;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    /** What operations ask for; null while the web tier is not there. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PermissionCatalog catalog;

    @Activate
    public Roles(
            @Reference RoleStore store,
            @Reference UserStore users,
            @Reference GrantStore grants,
            @Reference Duties duties,
            @Reference SecondFactorPolicyStore secondFactors,
            @Reference Delegation delegation,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.store = store;
        this.users = users;
        this.grants = grants;
        this.duties = duties;
        this.secondFactors = secondFactors;
        this.delegation = delegation;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public List<Role> roles() {
        access.requireSomewhere(READ);
        return List.copyOf(store.database().read(store::all).values());
    }

    @Override
    public Optional<Role> role(String name) {
        access.requireSomewhere(READ);
        return store.database().read(connection -> store.find(connection, name));
    }

    @Override
    public Role create(String name, String description, List<String> permissions) {
        access.require(WRITE);
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid(
                    "name",
                    "\"" + name + "\" cannot be the name of a role.",
                    "Use 1 to 64 lower-case letters, digits and hyphens, and begin with a letter.");
        }
        Role role = new Role(
                name, Inputs.name("description", description, LONGEST_DESCRIPTION), checked(permissions), false, 1);
        return store.database().transaction(connection -> {
            users.lock(connection);
            if (store.find(connection, name).isPresent()) {
                throw Problem.of(Problem.Kind.CONFLICT, "There is a role \"" + name + "\" already.")
                        .withField("name")
                        .withRemedy("Choose another name, or change the role that exists.");
            }
            store.insert(connection, role, clock.instant());
            auditLog.record("role.create", "role/" + name, null, null, IdentityJson.of(role));
            return role;
        });
    }

    @Override
    public Role update(String name, String description, List<String> permissions, long expectedVersion) {
        access.require(WRITE);
        String text = Inputs.name("description", description, LONGEST_DESCRIPTION);
        List<String> wanted = checked(permissions);
        return store.database().transaction(connection -> {
            Role before = changeable(connection, name, expectedVersion);
            Role after = new Role(name, text, wanted, false, before.version() + 1);
            store.update(connection, after);
            duties.checkRole(connection, name);
            auditLog.record("role.update", "role/" + name, null, IdentityJson.of(before), IdentityJson.of(after));
            return after;
        });
    }

    @Override
    public void remove(String name, long expectedVersion) {
        access.require(WRITE);
        store.database().transact(connection -> {
            Role before = changeable(connection, name, expectedVersion);
            if (grants.isGranted(connection, name, clock.instant())) {
                throw Problem.of(Problem.Kind.CONFLICT, "The role \"" + name + "\" is granted to somebody.")
                        .withRemedy("End its grants first: GET /api/v1/grants?role=" + name + " lists them.");
            }
            store.delete(connection, name);
            secondFactors.forget(connection, name);
            auditLog.record("role.remove", "role/" + name, null, IdentityJson.of(before), null);
        });
    }

    private Role changeable(Connection connection, String name, long expectedVersion) throws SQLException {
        users.lock(connection);
        Role role = store.find(connection, name).orElseThrow(() -> Problem.notFound("role", name));
        if (role.builtIn()) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "The role \"" + name + "\" comes with the product and stays as it is.")
                    .withRemedy("Make a role of your own with the permissions you want.");
        }
        if (role.version() != expectedVersion) {
            throw EntityTags.stale(expectedVersion, role.version());
        }
        delegation.checkGiven("permissions", role.permissions(), null);
        return role;
    }

    private List<String> checked(List<String> permissions) {
        if (permissions.isEmpty()) {
            throw Problem.invalid("permissions", "A role permits something.", "Name at least one permission.");
        }
        Permissions.check("permissions", permissions);
        List<String> wanted = List.copyOf(new TreeSet<>(permissions));
        if (String.join(" ", wanted).length() > LONGEST_PERMISSIONS) {
            throw Problem.invalid(
                    "permissions", "These are too many permissions.", "Join them, as in archive:read,export.");
        }
        PermissionCatalog known = catalog;
        if (known != null) {
            Set<String> names = new TreeSet<>();
            known.permissions().forEach(entry -> names.add(entry.name()));
            wanted.forEach(permission -> checkKnown(permission, names));
        }
        delegation.checkGiven("permissions", wanted, null);
        return wanted;
    }

    /** A permission that nothing asks for is a slip of the pen, and would be missed only when somebody is turned away. */
    private static void checkKnown(String permission, Collection<String> names) {
        if (names.stream().noneMatch(name -> Wanted.parse(permission).implies(Wanted.parse(name)))) {
            throw Problem.invalid(
                    "permissions",
                    "Nothing in this server asks for \"" + permission + "\".",
                    "GET /api/v1/permissions lists what there is.");
        }
    }

    /** @throws Problem INVALID when one of the names is no role */
    Role check(Connection connection, String field, String name) throws SQLException {
        Optional<Role> found = store.find(connection, name);
        if (found.isEmpty()) {
            throw Problem.invalid(
                    field,
                    "There is no role \"" + name + "\".",
                    "Use one of " + store.all(connection).keySet() + ".");
        }
        return found.get();
    }

    /** All permissions of the roles together, ordered. @throws Problem INVALID when one of the names is no role */
    List<String> permissions(String field, Collection<String> names) {
        return store.database().read(connection -> {
            Set<String> permissions = new TreeSet<>();
            for (String name : names) {
                permissions.addAll(check(connection, field, name).permissions());
            }
            return List.copyOf(permissions);
        });
    }
}
