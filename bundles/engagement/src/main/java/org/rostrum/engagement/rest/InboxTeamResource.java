package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.InboxPerson;
import org.rostrum.api.engagement.InboxPresence;
import org.rostrum.api.engagement.InboxTeam;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /inbox/{id}/people}, {@code /presence} and {@code /mention}: those who see to a conversation together. */
@Component(service = InboxTeamResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("inbox")
@Tag(name = "inbox")
@Produces(MediaType.APPLICATION_JSON)
public final class InboxTeamResource {
    private static final int LONGEST = 100;

    private final InboxTeam team;

    @Activate
    public InboxTeamResource(@Reference InboxTeam team) {
        this.team = team;
    }

    /** What the caller does. */
    @Schema(name = "PresenceInput")
    public record PresenceInput(
            @Schema(description = "Whether you are writing; false when absent", example = "true") @Nullable
                    Boolean writing) {}

    @GET
    @Path("{id: \\d{1,18}}/people")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listInboxPeople",
            summary = "Lists users who may read the conversation, by name",
            description = "It can be assigned to them, and they can be mentioned in notes. The first 20 are listed.")
    public CursorPage<InboxPerson> people(
            @PathParam("id") long id,
            @QueryParam("text")
                    @Parameter(description = "Part of the name or display name, 100 characters at most")
                    @Nullable
                    String text) {
        if (text != null && text.length() > LONGEST) {
            throw Problem.invalid("text", "Longer than " + LONGEST + " characters.", "Shorten it.");
        }
        return new CursorPage<>(team.people(id, text == null ? "" : text), null);
    }

    @PUT
    @Path("{id: \\d{1,18}}/presence")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "tellInboxPresence",
            summary = "Tells that you have the conversation open, and lists the others who have",
            description = "It counts for 30 seconds; say it again as long as you have it open.")
    public CursorPage<InboxPresence> present(@PathParam("id") long id, PresenceInput input) {
        return new CursorPage<>(team.present(id, Boolean.TRUE.equals(input.writing())), null);
    }

    @DELETE
    @Path("{id: \\d{1,18}}/mention")
    @RequiresPermission("inbox:read")
    @Operation(operationId = "seeInboxMention", summary = "Tells that you have seen that you were mentioned")
    @ApiResponse(responseCode = "204", description = "Seen, or you were not mentioned")
    public Response seen(@PathParam("id") long id) {
        team.seen(id);
        return Response.noContent().build();
    }
}
