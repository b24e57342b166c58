package org.rostrum.archive.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /conversations}: activities of one channel that answer one another. */
@Component(service = ConversationsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("conversations")
@Tag(name = "conversations", description = "Activities of one channel that answer one another")
@Produces(MediaType.APPLICATION_JSON)
public final class ConversationsResource {
    private final Archive archive;

    @Activate
    public ConversationsResource(@Reference Archive archive) {
        this.archive = archive;
    }

    /** A conversation as JSON. */
    @Schema(name = "Conversation")
    public record ConversationView(
            long id,
            String accountId,
            String channelId,
            @Schema(description = "When the earliest activity was published") Instant started,
            @Schema(description = "When the latest activity was published") Instant lastActivity,
            @Schema(description = "The person outside who spoke first") @Nullable Long contactId,
            @Schema(description = "How many activities came in") int inbound,
            @Schema(description = "How many went out") int outbound,
            @Nullable Instant firstInbound,
            @Schema(description = "The earliest outbound activity after firstInbound") @Nullable Instant firstResponse,
            @Schema(description = "From firstInbound to firstResponse, in whole seconds") @Nullable
                    Long firstResponseSeconds,
            @Schema(description = "Whether somebody waits for an answer") boolean open) {
        static ConversationView of(Conversation conversation) {
            Duration response = conversation.firstResponseTime();
            return new ConversationView(
                    conversation.id(),
                    conversation.accountId(),
                    conversation.channelId(),
                    conversation.started(),
                    conversation.lastActivity(),
                    conversation.contactId(),
                    conversation.inbound(),
                    conversation.outbound(),
                    conversation.firstInbound(),
                    conversation.firstResponse(),
                    response == null ? null : Long.valueOf(response.toSeconds()),
                    conversation.open());
        }
    }

    @GET
    @RequiresPermission("archive:read")
    @Operation(operationId = "listConversations", summary = "Lists conversations, the newest activity first")
    public CursorPage<ConversationView> list(
            @QueryParam("account") @Parameter(description = "Only those of this account") @Nullable String account,
            @QueryParam("channel") @Parameter(description = "Only those of this channel") @Nullable String channel,
            @QueryParam("open")
                    @Parameter(description = "true: only those in which somebody waits; false: the others")
                    @Nullable
                    Boolean open,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return archive.conversations(new ConversationFilter(account, channel, open), cursor, Inputs.limit(limit))
                .map(ConversationView::of);
    }

    @GET
    @Path("{id}")
    @RequiresPermission("archive:read")
    @Operation(
            operationId = "getConversation",
            summary = "Shows a conversation",
            description = "A conversation that turned out to be part of an older one is answered with that one.")
    @ApiResponse(
            responseCode = "200",
            description = "The conversation",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    public Response get(@PathParam("id") long id) {
        Conversation found = find(id);
        // it only ever grows
        return Response.ok(ConversationView.of(found))
                .tag(found.id() + "-" + (found.inbound() + found.outbound()))
                .build();
    }

    @GET
    @Path("{id}/activities")
    @RequiresPermission("archive:read")
    @Operation(
            operationId = "listConversationActivities",
            summary = "Lists the activities of a conversation, the last archived first")
    public CursorPage<ActivityView> activities(
            @PathParam("id") long id,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        find(id);
        return archive.list(ActivityFilter.conversation(id), cursor, Inputs.limit(limit))
                .map(ActivityView::of);
    }

    private Conversation find(long id) {
        return archive.conversation(id).orElseThrow(() -> Problem.notFound("conversation", id));
    }
}
