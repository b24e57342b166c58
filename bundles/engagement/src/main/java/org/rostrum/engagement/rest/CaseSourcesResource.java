package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.CaseNewsService;
import org.rostrum.api.engagement.CaseSourceState;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** {@code /case-sources}: the systems that tell what became of leads and tickets. */
@Component(service = CaseSourcesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("case-sources")
@Tag(name = "routing", description = "Rules that make leads, tickets and notices of what was said")
@Produces(MediaType.APPLICATION_JSON)
public final class CaseSourcesResource {
    private final CaseNewsService news;

    @Activate
    public CaseSourcesResource(@Reference CaseNewsService news) {
        this.news = news;
    }

    @GET
    @RequiresPermission("cases:read")
    @Operation(
            operationId = "listCaseSources",
            summary = "Lists the systems that tell of leads and tickets",
            description =
                    "How it goes with their news; what failed, for those who hold the permission for the whole organisation.")
    public CursorPage<CaseSourceState> list() {
        return new CursorPage<>(news.sources(), null);
    }

    @POST
    @Path("{adapter}/hint")
    @OpenToAnyone(reason = "the adapter's secret is the proof")
    @Operation(
            operationId = "hintCaseSource",
            summary = "Says that a system has news of leads and tickets",
            description = "It is asked at once; what else the call says is not believed.")
    @ApiResponse(responseCode = "204", description = "It is asked")
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Problem401")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/Problem403")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Problem429")
    public void hint(
            @PathParam("adapter") @Parameter(description = "Its name, such as request-tracker") String adapter,
            @HeaderParam("Rostrum-Hint") @Parameter(description = "The secret of the adapter's settings") @Nullable
                    String secret) {
        news.hint(adapter, secret == null ? "" : secret);
    }
}
