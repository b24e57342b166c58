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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.GroupChange;
import org.rostrum.api.identity.GroupMember;
import org.rostrum.api.identity.GroupService;
import org.rostrum.api.identity.NewGroup;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /groups}: users who hold roles together. */
@Component(service = GroupsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("groups")
@Tag(name = "groups", description = "Users who hold roles together")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupsResource {
    private static final String IF_MATCH = "ETag of the group as you have seen it";

    private final GroupService groups;

    @Activate
    public GroupsResource(@Reference GroupService groups) {
        this.groups = groups;
    }

    /** A group to be made. */
    public record GroupInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "1 to 200 characters, unique",
                            example = "Social team north")
                    @Nullable
                    String name,
            @Schema(
                            description =
                                    "The account whose managers manage it; absent for the organisation as a whole",
                            example = "acme-north")
                    @Nullable
                    String accountId,
            @Schema(description = "What another system calls it, up to 200 characters") @Nullable String externalId) {}

    /** What shall be different of a group. */
    public record GroupPatch(
            @Nullable String name,
            @Schema(description = "What another system calls it; empty for none") @Nullable String externalId) {}

    /** Who shall be put into a group. */
    public record MembersInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Names of users, 1 to 500",
                            example = "[\"jane.doe\"]")
                    @Nullable
                    Set<String> users) {}

    @GET
    @RequiresPermission("groups:read")
    @Operation(
            operationId = "listGroups",
            summary = "Lists groups, ordered by name",
            description = "Those of accounts for which you may not read groups are left out.")
    public CursorPage<Group> list(
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return groups.list(cursor, Inputs.limit(limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("groups:write")
    @Operation(
            operationId = "createGroup",
            summary = "Makes a group",
            description =
                    "It has no members and gives nothing: POST /grants with its name as \"group\" gives it a role.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = Group.class)))
    public Response create(GroupInput input) {
        Group made = groups.create(
                new NewGroup(Inputs.required("name", input.name()), input.accountId(), input.externalId()));
        return Response.created(URI.create("groups/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("groups:read")
    @Operation(operationId = "getGroup", summary = "Shows a group")
    @ApiResponse(
            responseCode = "200",
            description = "The group",
            content = @Content(schema = @Schema(implementation = Group.class)))
    public Response get(@PathParam("id") long id) {
        return answer(groups.find(id).orElseThrow(() -> Problem.notFound("group", id)));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("groups:write")
    @Operation(operationId = "changeGroup", summary = "Renames a group")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Group.class)))
    public Response change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = IF_MATCH) @Nullable String ifMatch,
            GroupPatch change) {
        return answer(groups.update(
                id, new GroupChange(change.name(), change.externalId()), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("groups:write")
    @Operation(
            operationId = "removeGroup",
            summary = "Removes a group with the grants it held",
            description = "Needs what its grants give, as ending them would.")
    @ApiResponse(responseCode = "204", description = "Removed")
    public Response remove(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = IF_MATCH) @Nullable String ifMatch) {
        groups.remove(id, EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }

    @GET
    @Path("{id}/members")
    @RequiresPermission("groups:read")
    @Operation(operationId = "listGroupMembers", summary = "Lists the members, ordered by user name")
    public CursorPage<GroupMember> members(
            @PathParam("id") long id,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return groups.members(id, cursor, Inputs.limit(limit));
    }

    @POST
    @Path("{id}/members")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("groups:write")
    @Operation(
            operationId = "addGroupMembers",
            summary = "Puts users into a group",
            description =
                    "They hold what is granted to it at once, so it needs the right to give that. Who is there already"
                            + " stays; 409 when two permissions would meet that must not.")
    @ApiResponse(
            responseCode = "200",
            description = "The group",
            content = @Content(schema = @Schema(implementation = Group.class)))
    public Response add(@PathParam("id") long id, MembersInput input) {
        return answer(groups.addMembers(id, Inputs.required("users", input.users())));
    }

    @DELETE
    @Path("{id}/members/{user}")
    @RequiresPermission("groups:write")
    @Operation(
            operationId = "removeGroupMember",
            summary = "Takes a user out of a group",
            description = "409 when another system put the user there, which would do so again.")
    @ApiResponse(responseCode = "204", description = "Not a member any more, by decision of people here")
    public Response removeMember(@PathParam("id") long id, @PathParam("user") String user) {
        groups.removeMember(id, user);
        return Response.noContent().build();
    }

    private static Response answer(Group group) {
        return Response.ok(group)
                .header(HttpHeaders.ETAG, EntityTags.of(group.version()))
                .build();
    }
}
