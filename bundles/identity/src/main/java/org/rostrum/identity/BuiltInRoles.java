package org.rostrum.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.Role;
import org.rostrum.api.identity.RoleCatalog;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;

/** The two roles to begin with. */
@Component(service = {RoleCatalog.class, BuiltInRoles.class})
public final class BuiltInRoles implements RoleCatalog {
    static final String ADMINISTRATOR = "administrator";
    static final String VIEWER = "viewer";

    private static final Map<String, Role> ROLES = new TreeMap<>(Map.of(
            ADMINISTRATOR,
            new Role(ADMINISTRATOR, "May do everything.", List.of("*"), true),
            VIEWER,
            new Role(
                    VIEWER,
                    "Sees accounts, activities, cases, deliveries and reports, and has reports made. Changes nothing,"
                            + " mails nothing to anybody, takes no raw data out in bulk, sees neither users nor the"
                            + " audit trail.",
                    List.of(
                            "accounts:read",
                            "archive:read",
                            "cases:read",
                            "channels:read",
                            "deliveries:read",
                            "imports:read",
                            "report-schedules:read",
                            // making a report changes nothing that others see, and reading reports is the point of the
                            // role
                            "reports:read,run",
                            "routing-rules:read",
                            "tokens:own"),
                    true)));

    private final Access access;

    @Activate
    public BuiltInRoles(@Reference Access access) {
        this.access = access;
    }

    @Override
    public List<Role> roles() {
        access.require("roles:read");
        return List.copyOf(ROLES.values());
    }

    /** All permissions of the roles together, ordered; a role that is no longer known gives none. */
    List<String> permissions(Collection<String> roles) {
        Set<String> permissions = new TreeSet<>();
        for (String name : roles) {
            Role role = ROLES.get(name);
            if (role != null) {
                permissions.addAll(role.permissions());
            }
        }
        return List.copyOf(permissions);
    }

    /** @throws Problem INVALID when one of the names is no role */
    void check(String field, Collection<String> roles) {
        for (String name : roles) {
            if (!ROLES.containsKey(name)) {
                throw Problem.invalid(
                        field, "There is no role \"" + name + "\".", "Use one of " + ROLES.keySet() + ".");
            }
        }
    }
}
