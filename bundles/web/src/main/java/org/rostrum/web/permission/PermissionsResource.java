package org.rostrum.web.permission;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.PermissionCatalog;

/** {@code /permissions}: what roles can be made of. */
@Component(service = PermissionsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("permissions")
@Tag(name = "roles")
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionsResource {
    private final PermissionCatalog catalog;

    @Activate
    public PermissionsResource(@Reference PermissionCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @OpenToAnyone(reason = "this description names them, too", signedIn = true)
    @Operation(
            operationId = "listPermissions",
            summary = "Lists the permissions there are, with the operations that need them; one page",
            description =
                    "Those of installed plugins are among them. A few are asked for in some cases only and name no"
                            + " operation.")
    public CursorPage<PermissionCatalog.Entry> list() {
        return new CursorPage<>(catalog.permissions(), null);
    }
}
