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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.GrantService;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /grants}: who holds which role where and when. */
@Component(service = GrantsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("grants")
@Tag(name = "roles")
@Produces(MediaType.APPLICATION_JSON)
public final class GrantsResource {
    private final GrantService grants;
    private final Clock clock;

    @Activate
    public GrantsResource(@Reference GrantService grants, @Reference Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    /** A grant to be made. */
    public record GrantInput(
            @Schema(description = "Who shall hold the role; this or group", example = "jane.doe") @Nullable String user,
            @Schema(description = "Whose members shall hold the role; this or user") @Nullable String group,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "account-manager") @Nullable String role,
            @Schema(
                            description = "Where it counts, and below; absent for the whole installation",
                            example = "acme-north")
                    @Nullable
                    String accountId,
            @Schema(description = "From when on; now when absent", example = "2027-01-01T00:00:00Z") @Nullable
                    String starts,
            @Schema(description = "Until when; without an end when absent", example = "2027-02-01T00:00:00Z") @Nullable
                    String ends,
            @Schema(description = "Why, up to 500 characters", example = "Runs the spring campaign") @Nullable
                    String reason) {}

    /** When a grant shall end. */
    public record GrantChange(
            @Schema(description = "Until when; without an end when absent", example = "2027-02-01T00:00:00Z") @Nullable
                    String ends) {}

    @GET
    @RequiresPermission("grants:read")
    @Operation(
            operationId = "listGrants",
            summary = "Lists grants, newest first",
            description = "Those of accounts for which you may not read grants are left out.")
    public CursorPage<Grant> list(
            @QueryParam("user") @Parameter(description = "Those given to this user") @Nullable String user,
            @QueryParam("group") @Parameter(description = "Those given to this group") @Nullable String group,
            @QueryParam("role") @Parameter(description = "Those of this role") @Nullable String role,
            @QueryParam("accountId") @Parameter(description = "Those given for just this account") @Nullable
                    String accountId,
            @QueryParam("ended") @Parameter(description = "true to see those that have ended, too") @Nullable
                    Boolean ended,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return grants.list(
                new GrantFilter(user, group, role, accountId, Boolean.TRUE.equals(ended)), cursor, Inputs.limit(limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("grants:write")
    @Operation(
            operationId = "giveGrant",
            summary = "Gives a role to a user or a group",
            description = "It counts at once, also for those who are signed in. Nobody can give away rights they do not"
                    + " have there; 409 when two permissions would meet that must not.")
    @ApiResponse(
            responseCode = "201",
            description = "Given; Location names it",
            content = @Content(schema = @Schema(implementation = Grant.class)))
    public Response give(GrantInput input) {
        Grant made = grants.give(new NewGrant(
                input.user(),
                input.group(),
                Inputs.required("role", input.role()),
                input.accountId(),
                Inputs.instant("starts", input.starts()),
                Inputs.instant("ends", input.ends()),
                input.reason()));
        return Response.created(URI.create("grants/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("grants:read")
    @Operation(operationId = "getGrant", summary = "Shows a grant")
    @ApiResponse(
            responseCode = "200",
            description = "The grant",
            content = @Content(schema = @Schema(implementation = Grant.class)))
    public Response get(@PathParam("id") long id) {
        return answer(grants.find(id).orElseThrow(() -> Problem.notFound("grant", id)));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("grants:write")
    @Operation(operationId = "changeGrant", summary = "Sets when a grant ends")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Grant.class)))
    public Response change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the grant as you have seen it") @Nullable
                    String ifMatch,
            GrantChange change) {
        return answer(grants.end(id, Inputs.instant("ends", change.ends()), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("grants:write")
    @Operation(
            operationId = "revokeGrant",
            summary = "Ends a grant now",
            description = "It counts no more at once, and stays on record.")
    @ApiResponse(responseCode = "204", description = "Ended")
    public Response revoke(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the grant as you have seen it") @Nullable
                    String ifMatch) {
        grants.end(id, clock.instant(), EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }

    private static Response answer(Grant grant) {
        return Response.ok(grant)
                .header(HttpHeaders.ETAG, EntityTags.of(grant.version()))
                .build();
    }
}
