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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.SavedReply;
import org.rostrum.api.engagement.SavedReplyDraft;
import org.rostrum.api.engagement.SavedReplyService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /saved-replies}: answers that were written beforehand. */
@Component(service = SavedRepliesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("saved-replies")
@Tag(name = "saved-replies", description = "Answers that were written beforehand")
@Produces(MediaType.APPLICATION_JSON)
public final class SavedRepliesResource {
    private final SavedReplyService replies;

    @Activate
    public SavedRepliesResource(@Reference SavedReplyService replies) {
        this.replies = replies;
    }

    /** A saved reply as a person writes it. */
    @Schema(name = "SavedReplyInput")
    public record SavedReplyInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "It is offered at this account and all below it",
                            example = "acme")
                    @Nullable
                    String accountId,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "1 to 200 characters on one line, unique within the account",
                            example = "Ask for the model")
                    @Nullable
                    String name,
            @Schema(description = "Up to 60 characters; absent for none", example = "Repairs") @Nullable
                    String category,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description =
                                    "By BCP 47 tag, at least one, each of 1 to 10,000 characters. {contact}, {agent},"
                                            + " {account} and {channel} are filled when it is used; {contact|there} tells what"
                                            + " stands there when nothing is known.",
                            example = "{\"en\": \"Hello {contact|there}, which model is it?\"}")
                    @Nullable
                    Map<String, @Nullable String> texts) {
        SavedReplyDraft draft() {
            return new SavedReplyDraft(
                    Inputs.required("accountId", accountId),
                    Inputs.required("name", name),
                    category,
                    Inputs.required("texts", texts));
        }
    }

    @GET
    @RequiresPermission("saved-replies:read")
    @Operation(
            operationId = "listSavedReplies",
            summary = "Lists saved replies by name",
            description = "Those of accounts whose saved replies you may not read are left out.")
    public CursorPage<SavedReply> list(
            @QueryParam("account") @Parameter(description = "Only those of just this account") @Nullable String account,
            @QueryParam("text") @Parameter(description = "Part of the name, the category or a text") @Nullable
                    String text,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return replies.list(account, text, cursor, Inputs.limit(limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("saved-replies:change")
    @Operation(operationId = "createSavedReply", summary = "Saves a reply")
    @ApiResponse(
            responseCode = "201",
            description = "Saved; Location names it",
            content = @Content(schema = @Schema(implementation = SavedReply.class)))
    public Response create(SavedReplyInput input) {
        SavedReply made = replies.create(input.draft());
        return Response.created(URI.create("saved-replies/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("saved-replies:read")
    @Operation(operationId = "getSavedReply", summary = "Shows a saved reply")
    @ApiResponse(
            responseCode = "200",
            description = "The saved reply",
            content = @Content(schema = @Schema(implementation = SavedReply.class)))
    public Response get(@PathParam("id") long id) {
        return ok(replies.find(id).orElseThrow(() -> Problem.notFound("saved reply", id)));
    }

    @PUT
    @Path("{id: \\d{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("saved-replies:change")
    @Operation(operationId = "updateSavedReply", summary = "Changes a saved reply")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = SavedReply.class)))
    public Response update(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the saved reply as you have seen it")
                    @Nullable
                    String ifMatch,
            SavedReplyInput input) {
        return ok(replies.update(id, input.draft(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("saved-replies:change")
    @Operation(operationId = "removeSavedReply", summary = "Removes a saved reply; what was sent with it stays")
    @ApiResponse(responseCode = "204", description = "Removed")
    public void remove(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the saved reply as you have seen it")
                    @Nullable
                    String ifMatch) {
        replies.remove(id, EntityTags.expectedVersion(ifMatch));
    }

    private static Response ok(SavedReply reply) {
        return Response.ok(reply)
                .header(HttpHeaders.ETAG, EntityTags.of(reply.version()))
                .build();
    }
}
