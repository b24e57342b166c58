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
import org.rostrum.api.identity.StandIn;
import org.rostrum.api.identity.StandInService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.OpenToAnyone;

/** {@code /stand-ins}: who stands in for whom during an absence. */
@Component(service = StandInsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("stand-ins")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
public final class StandInsResource {
    private final StandInService standIns;

    @Activate
    public StandInsResource(@Reference StandInService standIns) {
        this.standIns = standIns;
    }

    /** Who shall stand in. */
    public record StandInInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Who is absent", example = "jane.doe")
                    @Nullable
                    String user,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "john.roe") @Nullable String standIn,
            @Schema(description = "From when on; now when absent", example = "2027-01-01T00:00:00Z") @Nullable
                    String starts,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Until when; within a year",
                            example = "2027-01-15T00:00:00Z")
                    @Nullable
                    String ends,
            @Schema(description = "Up to 500 characters", example = "Holidays") @Nullable String reason) {}

    @GET
    @OpenToAnyone(reason = "everybody sees who stands in for them, and for whom they do", signedIn = true)
    @Operation(
            operationId = "listStandIns",
            summary = "Lists who stands in for whom, now or later; one page",
            description = "One's own, and those of users one may read.")
    public CursorPage<StandIn> list() {
        return new CursorPage<>(standIns.standIns(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(
            reason = "everybody may name who stands in for them; for others it needs users:write",
            signedIn = true)
    @Operation(
            operationId = "createStandIn",
            summary = "Has somebody stand in for somebody",
            description = "Who stands in holds what the absent one holds, in that time. 409 when two permissions would"
                    + " meet that must not.")
    @ApiResponse(
            responseCode = "201",
            description = "Set; Location names it",
            content = @Content(schema = @Schema(implementation = StandIn.class)))
    public Response create(StandInInput input) {
        StandIn made = standIns.standIn(
                Inputs.required("user", input.user()),
                Inputs.required("standIn", input.standIn()),
                Inputs.instant("starts", input.starts()),
                Inputs.required("ends", Inputs.instant("ends", input.ends())),
                input.reason());
        return Response.created(URI.create("stand-ins/" + made.id()))
                .entity(made)
                .build();
    }

    @DELETE
    @Path("{id}")
    @OpenToAnyone(reason = "everybody may end what they are part of; for others it needs users:write", signedIn = true)
    @Operation(operationId = "endStandIn", summary = "Ends that somebody stands in for somebody, now")
    @ApiResponse(responseCode = "204", description = "Ended")
    public Response end(@PathParam("id") long id) {
        standIns.end(id);
        return Response.noContent().build();
    }
}
