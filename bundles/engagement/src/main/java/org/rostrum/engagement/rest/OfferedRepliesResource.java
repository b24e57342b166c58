package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.OfferedReply;
import org.rostrum.api.engagement.SavedReplyService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.RequiresPermission;

/** {@code /inbox/{id}/saved-replies}: those that fit a conversation. */
@Component(service = OfferedRepliesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("inbox/{id: \\d{1,18}}/saved-replies")
@Tag(name = "saved-replies", description = "Answers that were written beforehand")
@Produces(MediaType.APPLICATION_JSON)
public final class OfferedRepliesResource {
    private final SavedReplyService replies;

    @Activate
    public OfferedRepliesResource(@Reference SavedReplyService replies) {
        this.replies = replies;
    }

    @GET
    @RequiresPermission("saved-replies:read")
    @Operation(
            operationId = "listOfferedReplies",
            summary = "Lists the saved replies for a conversation by name, ready to be sent",
            description =
                    "Those of its account and of the accounts above. Each comes in the language that is asked for or else that of"
                            + " the conversation, of the account, or any; its placeholders are filled. Without a page"
                            + " after it: narrow it by text.")
    public CursorPage<OfferedReply> list(
            @PathParam("id") long id,
            @QueryParam("text") @Parameter(description = "Part of the name, the category or a text") @Nullable
                    String text,
            @QueryParam("language") @Parameter(description = "BCP 47 tag of the language that is wanted most") @Nullable
                    String language,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return new CursorPage<>(replies.offered(id, text, language, Inputs.limit(limit)), null);
    }
}
