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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.InboxView;
import org.rostrum.api.engagement.InboxViewService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /inbox/views}: conditions of the inbox that people keep under a name. */
@Component(service = InboxViewsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("inbox/views")
@Tag(name = "inbox")
@Produces(MediaType.APPLICATION_JSON)
public final class InboxViewsResource {
    private final InboxViewService views;

    @Activate
    public InboxViewsResource(@Reference InboxViewService views) {
        this.views = views;
    }

    @GET
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listInboxViews",
            summary = "Lists your views of the inbox, then those that others share with you; each by name",
            description =
                    "A view shows what GET /inbox shows with its filter and order. What its filter names that is not there any more"
                            + " stands in \"gone\". Of others' views the first 100 are listed.")
    public CursorPage<InboxView> list() {
        return new CursorPage<>(views.list(), null);
    }

    @GET
    @Path("counts")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "countInboxViews",
            summary = "Tells how many conversations there are in each view, by its id",
            description = "100 stands for that many or more. Views that look for a part of a text are left out.")
    public Map<Long, Integer> counts() {
        return views.counts();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "createInboxView",
            summary = "Keeps conditions of the inbox under a name",
            description = "You can have 50. To share one with an account's people takes inbox:work there.")
    @ApiResponse(
            responseCode = "201",
            description = "Kept; Location names it",
            content = @Content(schema = @Schema(implementation = InboxView.class)))
    public Response create(ViewInputs.ViewInput input) {
        InboxView made = views.create(input.draft());
        return Response.created(URI.create("inbox/views/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("inbox:read")
    @Operation(operationId = "getInboxView", summary = "Shows a view of the inbox")
    @ApiResponse(
            responseCode = "200",
            description = "The view",
            content = @Content(schema = @Schema(implementation = InboxView.class)))
    public Response get(@PathParam("id") long id) {
        return ok(views.find(id).orElseThrow(() -> Problem.notFound("view", id)));
    }

    @PUT
    @Path("{id: \\d{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "updateInboxView",
            summary = "Changes a view of yours, or one shared with an account on whose inbox you may work")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = InboxView.class)))
    public Response update(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the view as you have seen it")
                    @Nullable
                    String ifMatch,
            ViewInputs.ViewInput input) {
        return ok(views.update(id, input.draft(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("inbox:read")
    @Operation(operationId = "removeInboxView", summary = "Removes a view; conversations stay")
    @ApiResponse(responseCode = "204", description = "Removed")
    public void remove(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the view as you have seen it")
                    @Nullable
                    String ifMatch) {
        views.remove(id, EntityTags.expectedVersion(ifMatch));
    }

    private static Response ok(InboxView view) {
        return Response.ok(view)
                .header(HttpHeaders.ETAG, EntityTags.of(view.version()))
                .build();
    }
}
