package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.Role;
import org.rostrum.api.identity.RoleCatalog;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /roles}: what users can be allowed to do. */
@Component(service = RolesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("roles")
@Tag(name = "roles", description = "Roles, grants of them, and what must not meet in one person")
@Produces(MediaType.APPLICATION_JSON)
public final class RolesResource {
    private final RoleCatalog roles;

    @Activate
    public RolesResource(@Reference RoleCatalog roles) {
        this.roles = roles;
    }

    /** A role to be made. */
    public record RoleInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "1 to 64 lower-case letters, digits and hyphens; never changes",
                            example = "press-office")
                    @Nullable
                    String name,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "For people, 1 to 500 characters")
                    @Nullable
                    String description,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "In wildcard syntax; GET /permissions lists what there is",
                            example = "[\"archive:read\", \"cases:*\"]")
                    @Nullable
                    List<String> permissions) {}

    /** What a role shall be. */
    public record RoleChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "For people, 1 to 500 characters")
                    @Nullable
                    String description,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "In wildcard syntax") @Nullable
                    List<String> permissions) {}

    @GET
    @RequiresPermission("roles:read")
    @Operation(operationId = "listRoles", summary = "Lists the roles with their permissions, ordered by name; one page")
    public CursorPage<Role> list() {
        return new CursorPage<>(roles.roles(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("roles:write")
    @Operation(
            operationId = "createRole",
            summary = "Makes a role",
            description = "Nobody can put into a role what they may not do themselves.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = Role.class)))
    public Response create(RoleInput input) {
        Role made = roles.create(
                Inputs.required("name", input.name()),
                Inputs.required("description", input.description()),
                Inputs.required("permissions", input.permissions()));
        return Response.created(URI.create("roles/" + made.name()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{name}")
    @RequiresPermission("roles:read")
    @Operation(operationId = "getRole", summary = "Shows a role")
    @ApiResponse(
            responseCode = "200",
            description = "The role",
            content = @Content(schema = @Schema(implementation = Role.class)))
    public Response get(@PathParam("name") String name) {
        return answer(roles.role(name).orElseThrow(() -> Problem.notFound("role", name)));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("roles:write")
    @Operation(
            operationId = "updateRole",
            summary = "Changes a role; it counts at once for all who hold it",
            description = "Those that come with the product stay as they are.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Role.class)))
    public Response update(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the role as you have seen it") @Nullable
                    String ifMatch,
            RoleChange change) {
        return answer(roles.update(
                name,
                Inputs.required("description", change.description()),
                Inputs.required("permissions", change.permissions()),
                EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{name}")
    @RequiresPermission("roles:write")
    @Operation(operationId = "removeRole", summary = "Removes a role that nobody holds")
    @ApiResponse(responseCode = "204", description = "Removed")
    public Response remove(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the role as you have seen it") @Nullable
                    String ifMatch) {
        roles.remove(name, EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }

    private static Response answer(Role role) {
        return Response.ok(role)
                .header(HttpHeaders.ETAG, EntityTags.of(role.version()))
                .build();
    }
}
