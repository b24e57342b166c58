package org.rostrum.engagement.rest;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.ResponseTarget;
import org.rostrum.api.engagement.ResponseTargetService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /slas}: how soon conversations are to be answered and done. */
@Component(service = ResponseTargetsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("slas")
@Tag(name = "slas", description = "Response targets: how soon conversations are to be answered and done")
@Produces(MediaType.APPLICATION_JSON)
public final class ResponseTargetsResource {
    private final ResponseTargetService targets;

    @Activate
    public ResponseTargetsResource(@Reference ResponseTargetService targets) {
        this.targets = targets;
    }

    @GET
    @RequiresPermission("slas:read")
    @Operation(
            operationId = "listResponseTargets",
            summary = "Lists response targets, the oldest first",
            description = "Those of accounts whose targets you may not read are left out.")
    public CursorPage<ResponseTarget> list(
            @QueryParam("account") @Parameter(description = "Only those of just this account") @Nullable String account,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return targets.list(account, cursor, Inputs.limit(limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("slas:change")
    @Operation(
            operationId = "createResponseTarget",
            summary = "Sets a response target",
            description =
                    "It counts for conversations that go on, too, from now on: nothing is late at once because of it.")
    @ApiResponse(
            responseCode = "201",
            description = "Set; Location names it",
            content = @Content(schema = @Schema(implementation = ResponseTarget.class)))
    public Response create(TargetInputs.TargetInput input) {
        ResponseTarget made = targets.create(input.draft());
        return Response.created(URI.create("slas/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("slas:read")
    @Operation(operationId = "getResponseTarget", summary = "Shows a response target")
    @ApiResponse(
            responseCode = "200",
            description = "The response target",
            content = @Content(schema = @Schema(implementation = ResponseTarget.class)))
    public Response get(@PathParam("id") long id) {
        return ok(targets.find(id).orElseThrow(() -> Problem.notFound("response target", id)));
    }

    @PUT
    @Path("{id: \\d{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("slas:change")
    @Operation(
            operationId = "updateResponseTarget",
            summary = "Changes a response target",
            description = "What is due in conversations that go on is computed anew within moments.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = ResponseTarget.class)))
    public Response update(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the response target as you have seen it")
                    @Nullable
                    String ifMatch,
            TargetInputs.TargetInput input) {
        return ok(targets.update(id, input.draft(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("slas:change")
    @Operation(
            operationId = "removeResponseTarget",
            summary = "Removes a response target; what was met and missed by it stays")
    @ApiResponse(responseCode = "204", description = "Removed")
    public void remove(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the response target as you have seen it")
                    @Nullable
                    String ifMatch) {
        targets.remove(id, EntityTags.expectedVersion(ifMatch));
    }

    private static Response ok(ResponseTarget target) {
        return Response.ok(target)
                .header(HttpHeaders.ETAG, EntityTags.of(target.version()))
                .build();
    }
}
