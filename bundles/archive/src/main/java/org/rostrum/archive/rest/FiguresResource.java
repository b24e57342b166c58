package org.rostrum.archive.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /archive/responses}: how fast accounts answer. */
@Component(service = FiguresResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("archive/responses")
@Tag(name = "archive")
@Produces(MediaType.APPLICATION_JSON)
public final class FiguresResource {
    private final EngagementFigures figures;

    @Activate
    public FiguresResource(@Reference EngagementFigures figures) {
        this.figures = figures;
    }

    @GET
    @RequiresPermission("archive:read")
    @Operation(
            operationId = "getResponseFigures",
            summary = "Tells how fast accounts answered first",
            description = "Per conversation from its first inbound to the first later outbound activity, in whole"
                    + " seconds; median and 90 % are discrete (percentile_disc). A conversation belongs to the period"
                    + " its first inbound activity falls into.")
    public ResponseFigures responses(
            @QueryParam("account")
                    @Parameter(
                            required = true,
                            description = "Id of an account; given several times, all of them together. Accounts"
                                    + " below it are not counted unless named, too")
                    @Nullable
                    List<String> accounts,
            @QueryParam("from")
                    @Parameter(description = "Begin, ISO 8601 with offset; the very first if absent")
                    @Nullable
                    String from,
            @QueryParam("to")
                    @Parameter(description = "End (exclusive), ISO 8601 with offset; none if absent")
                    @Nullable
                    String to) {
        if (accounts == null || accounts.isEmpty()) {
            throw Problem.invalid("account", "No account is named.", "Give at least one id, as in ?account=acme.");
        }
        Instant begin = Inputs.instant("from", from);
        Instant end = Inputs.instant("to", to);
        return figures.responses(
                Set.copyOf(accounts), begin == null ? Instant.MIN : begin, end == null ? Instant.MAX : end);
    }
}
