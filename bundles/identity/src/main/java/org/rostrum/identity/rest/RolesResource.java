package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.Role;
import org.rostrum.api.identity.RoleCatalog;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** {@code /roles}: what users can be allowed to do. */
@Component(service = RolesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("roles")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
public final class RolesResource {
    private final RoleCatalog roles;

    @Activate
    public RolesResource(@Reference RoleCatalog roles) {
        this.roles = roles;
    }

    @GET
    @RequiresPermission("roles:read")
    @Operation(operationId = "listRoles", summary = "Lists the roles with their permissions, ordered by name; one page")
    public CursorPage<Role> list() {
        return new CursorPage<>(roles.roles(), null);
    }
}
