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
import org.rostrum.api.engagement.AssignmentPolicy;
import org.rostrum.api.engagement.AssignmentPolicyService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /assignment-policies}: who gets the conversations that come in. */
@Component(service = AssignmentPoliciesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("assignment-policies")
@Tag(name = "assignment-policies", description = "Who gets the conversations that come in")
@Produces(MediaType.APPLICATION_JSON)
public final class AssignmentPoliciesResource {
    private final AssignmentPolicyService policies;

    @Activate
    public AssignmentPoliciesResource(@Reference AssignmentPolicyService policies) {
        this.policies = policies;
    }

    @GET
    @RequiresPermission("assignment-policies:read")
    @Operation(
            operationId = "listAssignmentPolicies",
            summary = "Lists assignment policys, the oldest first",
            description = "Those of accounts whose policies you may not read are left out.")
    public CursorPage<AssignmentPolicy> list(
            @QueryParam("account") @Parameter(description = "Only those of just this account") @Nullable String account,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return policies.list(account, cursor, Inputs.limit(limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("assignment-policies:change")
    @Operation(
            operationId = "createAssignmentPolicy",
            summary = "Sets an assignment policy",
            description = "It counts for what comes in from now on, and for what waits because nobody had room.")
    @ApiResponse(
            responseCode = "201",
            description = "Set; Location names it",
            content = @Content(schema = @Schema(implementation = AssignmentPolicy.class)))
    public Response create(AssignmentInputs.PolicyInput input) {
        AssignmentPolicy made = policies.create(input.draft());
        return Response.created(URI.create("assignment-policies/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("assignment-policies:read")
    @Operation(operationId = "getAssignmentPolicy", summary = "Shows an assignment policy")
    @ApiResponse(
            responseCode = "200",
            description = "The assignment policy",
            content = @Content(schema = @Schema(implementation = AssignmentPolicy.class)))
    public Response get(@PathParam("id") long id) {
        return ok(policies.find(id).orElseThrow(() -> Problem.notFound("assignment policy", id)));
    }

    @PUT
    @Path("{id: \\d{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("assignment-policies:change")
    @Operation(
            operationId = "updateAssignmentPolicy",
            summary = "Changes an assignment policy",
            description = "What was given to somebody stays with them.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = AssignmentPolicy.class)))
    public Response update(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the assignment policy as you have seen it")
                    @Nullable
                    String ifMatch,
            AssignmentInputs.PolicyInput input) {
        return ok(policies.update(id, input.draft(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("assignment-policies:change")
    @Operation(
            operationId = "removeAssignmentPolicy",
            summary = "Removes an assignment policy; what was given by it stays with whoever has it")
    @ApiResponse(responseCode = "204", description = "Removed")
    public void remove(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the assignment policy as you have seen it")
                    @Nullable
                    String ifMatch) {
        policies.remove(id, EntityTags.expectedVersion(ifMatch));
    }

    private static Response ok(AssignmentPolicy policy) {
        return Response.ok(policy)
                .header(HttpHeaders.ETAG, EntityTags.of(policy.version()))
                .build();
    }
}
