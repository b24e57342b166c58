package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.Exclusion;
import org.rostrum.api.identity.ExclusionService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.RequiresPermission;

/** {@code /exclusions}: separation of duties. */
@Component(service = ExclusionsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("exclusions")
@Tag(name = "roles")
@Produces(MediaType.APPLICATION_JSON)
public final class ExclusionsResource {
    private final ExclusionService exclusions;

    @Activate
    public ExclusionsResource(@Reference ExclusionService exclusions) {
        this.exclusions = exclusions;
    }

    /** A pair to be made. */
    public record ExclusionInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "deliveries:replay") @Nullable String first,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "routing-rules:write") @Nullable
                    String second,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Why, 1 to 500 characters",
                            example = "Four eyes")
                    @Nullable
                    String reason) {}

    @GET
    @RequiresPermission("roles:read")
    @Operation(
            operationId = "listExclusions",
            summary = "Lists the pairs of permissions that must not meet in one person at one account; one page")
    public CursorPage<Exclusion> list() {
        return new CursorPage<>(exclusions.exclusions(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("roles:write")
    @Operation(
            operationId = "createExclusion",
            summary = "Excludes a pair of permissions",
            description =
                    "409 when somebody holds both at one account. Administrators of the whole installation, who hold *,"
                            + " are the exception.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = Exclusion.class)))
    public Response create(ExclusionInput input) {
        Exclusion made = exclusions.exclude(
                Inputs.required("first", input.first()),
                Inputs.required("second", input.second()),
                Inputs.required("reason", input.reason()));
        return Response.created(URI.create("exclusions/" + made.id()))
                .entity(made)
                .build();
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("roles:write")
    @Operation(operationId = "removeExclusion", summary = "Allows a pair again")
    @ApiResponse(responseCode = "204", description = "Removed")
    public Response remove(@PathParam("id") long id) {
        exclusions.remove(id);
        return Response.noContent().build();
    }
}
