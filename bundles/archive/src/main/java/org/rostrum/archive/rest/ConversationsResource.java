package org.rostrum.archive.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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

/** {@code /conversations}: who spoke with whom. */
@Component(service = ConversationsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("conversations")
@Tag(name = "archive", description = "Everything said to and by the organisation, append-only and tamper-evident")
@Produces(MediaType.APPLICATION_JSON)
public final class ConversationsResource {
    private final Archive archive;

    @Activate
    public ConversationsResource(@Reference Archive archive) {
        this.archive = archive;
    }

    /** A conversation as JSON. */
    public record ConversationView(
            long id,
            String accountId,
            String channelId,
            Instant started,
            Instant lastActivity,
            @Nullable Long contactId,
            int inbound,
            int outbound,
            @Nullable Instant firstInbound,
            @Nullable Instant firstResponse,
            @Schema(description = "From the first inbound to the first later outbound activity, whole seconds")
                    @Nullable
                    Long firstResponseSeconds,
            @Schema(description = "Whether the latest activity is inbound: somebody waits for an answer")
                    boolean open) {
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
                    response == null ? null : response.toSeconds(),
                    conversation.open());
        }
    }

    @GET
    @RequiresPermission("archive:read")
    @Operation(operationId = "listConversations", summary = "Lists conversations, the latest activity first")
    public CursorPage<ConversationView> list(
            @QueryParam("account") @Parameter(description = "Only those of this account") @Nullable String account,
            @QueryParam("channel") @Parameter(description = "Only those of this channel") @Nullable String channel,
            @QueryParam("open") @Parameter(description = "true for those that wait for an answer") @Nullable
                    Boolean open,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return archive.conversations(new ConversationFilter(account, channel, open), cursor, Inputs.limit(limit))
                .map(ConversationView::of);
    }

    @GET
    @Path("{id}")
    @RequiresPermission("archive:read")
    @Operation(operationId = "getConversation", summary = "Shows a conversation")
    public ConversationView get(@PathParam("id") long id) {
        return ConversationView.of(archive.conversation(id).orElseThrow(() -> Problem.notFound("conversation", id)));
    }

    @GET
    @Path("{id}/activities")
    @RequiresPermission("archive:read")
    @Operation(operationId = "listActivitiesOfConversation", summary = "Lists what was said in a conversation")
    public CursorPage<ActivityView> activities(
            @PathParam("id") long id,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        if (archive.conversation(id).isEmpty()) {
            throw Problem.notFound("conversation", id);
        }
        return archive.list(ActivityFilter.conversation(id), cursor, Inputs.limit(limit))
                .map(ActivityView::withoutOriginal);
    }
}
