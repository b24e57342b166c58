package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.InboxBulkResult;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.engagement.InboxNews;
import org.rostrum.api.engagement.InboxOrder;
import org.rostrum.api.engagement.InboxReplyPreview;
import org.rostrum.api.engagement.InboxService;
import org.rostrum.api.engagement.InboxTarget;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.RequiresPermission;

/** {@code /inbox}: conversations that somebody must see to. */
@Component(service = InboxResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("inbox")
@Tag(name = "inbox", description = "Conversations, who sees to them and what was done")
@Produces(MediaType.APPLICATION_JSON)
public final class InboxResource {
    private static final int LONGEST = 50_000;
    private static final String EVENTS = "text/event-stream";
    /** Less than proxies wait for an answer. */
    private static final Duration WAIT = Duration.ofSeconds(25);
    /** So that a burst of changes is told together. */
    private static final long AGAIN_MILLIS = 400;

    private final InboxService inbox;
    private final Access access;

    @Activate
    public InboxResource(@Reference InboxService inbox, @Reference Access access) {
        this.inbox = inbox;
        this.access = access;
    }

    @GET
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listInbox",
            summary = "Lists the conversations of the inbox, newest activity first or by what is due",
            description = "Those of accounts whose inbox you may not read are left out.")
    public CursorPage<InboxConversation> list(
            @QueryParam("account") @Parameter(description = "Only those of just this account") @Nullable String account,
            @QueryParam("channel") @Parameter(description = "Only those of this channel") @Nullable String channel,
            @QueryParam("status") @Parameter(description = "OPEN, PENDING, SNOOZED or CLOSED") @Nullable String status,
            @QueryParam("assignee")
                    @Parameter(description = "User name; \"me\" for your own, \"none\" for those that nobody sees to")
                    @Nullable
                    String assignee,
            @QueryParam("priority") @Parameter(description = "LOW, NORMAL, HIGH or URGENT") @Nullable String priority,
            @QueryParam("label") @Parameter(description = "Only those with this label") @Nullable String label,
            @QueryParam("mentioned")
                    @Parameter(description = "\"me\": only those in which you were mentioned and have not seen it")
                    @Nullable
                    String mentioned,
            @QueryParam("text") @Parameter(description = "Part of the excerpt or the contact's name") @Nullable
                    String text,
            @QueryParam("q")
                    @Parameter(
                            description =
                                    "Words that all occur in messages, notes or contacts' names, whatever the case and accents; the"
                                            + " last may be the beginning of one. 200 characters at most")
                    @Nullable
                    String q,
            @QueryParam("order")
                    @Parameter(
                            description =
                                    "DUE: only those in which something is due by a response target, what is due first coming"
                                            + " first; NEWEST if absent")
                    @Nullable
                    String order,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        InboxFilter filter = filter(account, channel, status, assignee, priority, label, mentioned, text, q);
        int size = Inputs.limit(limit);
        return Inputs.constant("order", InboxOrder.class, order) == InboxOrder.DUE
                ? inbox.listByDue(filter, cursor, size)
                : inbox.list(filter, cursor, size);
    }

    private InboxFilter filter(
            @Nullable String account,
            @Nullable String channel,
            @Nullable String status,
            @Nullable String assignee,
            @Nullable String priority,
            @Nullable String label,
            @Nullable String mentioned,
            @Nullable String text,
            @Nullable String search) {
        if (mentioned != null && !mentioned.equals("me")) {
            throw Problem.invalid("mentioned", "Nobody sees what others were mentioned in.", "Send \"me\".");
        }
        boolean unassigned = "none".equals(assignee);
        String user = "me".equals(assignee) ? access.caller().name() : assignee;
        return new InboxFilter(
                account,
                channel,
                Inputs.constant("status", Status.class, status),
                unassigned ? null : user,
                unassigned,
                Inputs.constant("priority", Priority.class, priority),
                label,
                mentioned == null ? null : access.caller().name(),
                text,
                search);
    }

    @GET
    @Path("counts")
    @RequiresPermission("inbox:read")
    @Operation(operationId = "countInbox", summary = "Tells how many conversations there are, by status")
    public Map<Status, Long> counts(
            @QueryParam("account") @Parameter(description = "Only those of just this account") @Nullable String account,
            @QueryParam("assignee")
                    @Parameter(description = "User name; \"me\" for your own, \"none\" for those that nobody sees to")
                    @Nullable
                    String assignee,
            @QueryParam("mentioned")
                    @Parameter(description = "\"me\": only those in which you were mentioned and have not seen it")
                    @Nullable
                    String mentioned) {
        return inbox.counts(filter(account, null, null, assignee, null, null, mentioned, null, null));
    }

    @GET
    @Path("changes")
    @Produces(EVENTS)
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "followInbox",
            summary = "Tells of changes as they happen, as server-sent events",
            description =
                    "For an EventSource. The answer ends after each event, and after 25 seconds without one; whoever follows"
                            + " asks again with the id of the last event, as an EventSource does by itself, and misses nothing. Events are"
                            + " named \"begin\" (without Last-Event-ID, at once), \"change\" (its data are the ids of conversations in JSON),"
                            + " \"reload\" (so much has changed that everything should be read anew) and \"nothing\".")
    @ApiResponse(
            responseCode = "200",
            description = "The event",
            content = @Content(mediaType = EVENTS, schema = @Schema(type = "string")))
    public void changes(
            @HeaderParam("Last-Event-ID") @Parameter(description = "The id of the event before") @Nullable String last,
            @Suspended AsyncResponse response) {
        Long after = last == null ? null : change(last);
        inbox.news(after, WAIT)
                .whenComplete((news, failure) -> response.resume(failure == null ? event(after, news) : failure));
    }

    private static long change(String last) {
        try {
            return Long.parseLong(last);
        } catch (NumberFormatException foreign) {
            throw Problem.invalid("Last-Event-ID", "This is no id of an event of ours.", "Leave it out to begin anew.")
                    .withCause(foreign);
        }
    }

    private static StreamingOutput event(@Nullable Long after, InboxNews news) {
        String name = after == null
                ? "begin"
                : news.more() ? "reload" : news.conversationIds().isEmpty() ? "nothing" : "change";
        String event = "retry: " + AGAIN_MILLIS + "\nid: " + news.change() + "\nevent: " + name + "\ndata: "
                + news.conversationIds() + "\n\n";
        return out -> out.write(event.getBytes(StandardCharsets.UTF_8));
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "getInboxConversation",
            summary = "Shows a conversation of the inbox",
            description = "What was said is at /activities?conversation=ID.")
    @ApiResponse(
            responseCode = "200",
            description = "The conversation",
            content = @Content(schema = @Schema(implementation = InboxConversation.class)))
    public Response get(@PathParam("id") long id) {
        return answer(inbox.find(id).orElseThrow(() -> Problem.notFound("conversation in the inbox", id)));
    }

    @PATCH
    @Path("{id: \\d{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:work")
    @Operation(operationId = "changeInboxConversation", summary = "Assigns, labels, snoozes or closes a conversation")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = InboxConversation.class)))
    public Response change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the conversation as you have seen it") @Nullable
                    String ifMatch,
            InboxInputs.ChangeInput input) {
        return answer(inbox.change(id, input.checked(), EntityTags.expectedVersion(ifMatch)));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:work")
    @Operation(
            operationId = "changeInboxConversations",
            summary = "Assigns, labels, snoozes or closes several conversations alike",
            description =
                    "Those that cannot be changed stay as they were and are told; with none changed, the answer is the"
                            + " trouble of the first.")
    public InboxBulkResult changeAll(InboxInputs.BulkInput input) {
        List<InboxTarget> targets = Inputs.required("conversations", input.conversations()).stream()
                .map(InboxInputs.TargetInput::checked)
                .toList();
        return inbox.changeAll(
                targets, Inputs.required("change", input.change()).checked());
    }

    @GET
    @Path("{id: \\d{1,18}}/events")
    @RequiresPermission("inbox:read")
    @Operation(operationId = "listInboxEvents", summary = "Lists what was done with a conversation, oldest first")
    public CursorPage<InboxEventView> events(@PathParam("id") long id) {
        return new CursorPage<>(
                inbox.events(id).stream().map(InboxEventView::of).toList(), null);
    }

    @POST
    @Path("{id: \\d{1,18}}/notes")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:work")
    @Operation(operationId = "addInboxNote", summary = "Writes down what nobody outside reads")
    @ApiResponse(
            responseCode = "201",
            description = "Written",
            content = @Content(schema = @Schema(implementation = InboxEventView.class)))
    public Response note(@PathParam("id") long id, InboxInputs.NoteInput input) {
        return made(id, InboxEventView.of(inbox.note(id, Inputs.required("text", input.text()))));
    }

    @POST
    @Path("{id: \\d{1,18}}/replies")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:reply")
    @Operation(
            operationId = "replyToInboxConversation",
            summary = "Answers what was said last from outside",
            description = "It goes out by the channel, exactly once; /events tells what became of it.")
    @ApiResponse(
            responseCode = "201",
            description = "Handed to the outbox",
            content = @Content(schema = @Schema(implementation = InboxEventView.class)))
    public Response reply(@PathParam("id") long id, InboxInputs.ReplyInput input) {
        return made(
                id,
                InboxEventView.of(
                        inbox.reply(id, input.checked(UUID.randomUUID().toString()))));
    }

    @POST
    @Path("{id: \\d{1,18}}/replies/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:reply")
    @Operation(
            operationId = "previewInboxReply",
            summary = "Shows how a reply would go out, and whether the network takes it",
            description = "Nothing is sent or kept.")
    public InboxReplyPreview preview(@PathParam("id") long id, InboxInputs.ReplyPreviewInput input) {
        String text = input.text() == null ? "" : input.text();
        if (text.length() > LONGEST) {
            throw Problem.invalid("text", "Longer than " + LONGEST + " characters.", "Shorten it.");
        }
        return inbox.preview(id, text);
    }

    @POST
    @Path("{id: \\d{1,18}}/replies/{delivery: \\d{1,18}}/retry")
    @RequiresPermission("inbox:reply")
    @Operation(
            operationId = "retryInboxReply",
            summary = "Sends a reply of yours once more that could not be delivered")
    @ApiResponse(responseCode = "204", description = "It is on its way")
    public Response retry(@PathParam("id") long id, @PathParam("delivery") long delivery) {
        inbox.retry(id, delivery);
        return Response.noContent().build();
    }

    private static Response made(long id, InboxEventView event) {
        return Response.created(URI.create("inbox/" + id + "/events"))
                .entity(event)
                .build();
    }

    private static Response answer(InboxConversation conversation) {
        return Response.ok(conversation)
                .header(HttpHeaders.ETAG, EntityTags.of(conversation.version()))
                .build();
    }
}
