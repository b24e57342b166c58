package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.RoutingTrial;
import org.rostrum.api.engagement.RoutingTrialDraft;
import org.rostrum.api.engagement.RoutingTrials;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.RequiresPermission;

/** {@code /routing-trials}: what rules would have done with what is archived. */
@Component(service = RoutingTrialsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("routing-trials")
@Tag(name = "routing")
@Produces(MediaType.APPLICATION_JSON)
public final class RoutingTrialsResource {
    private final RoutingTrials trials;

    @Activate
    public RoutingTrialsResource(@Reference RoutingTrials trials) {
        this.trials = trials;
    }

    /** What is to be tried, and on what. */
    @Schema(name = "RoutingTrialInput")
    public record TrialInput(
            @Schema(description = "The kept rule in whose place \"rule\" is tried; a new one if absent") @Nullable
                    Long ruleId,
            @Schema(description = "Tried with the rules that are kept; those alone if absent")
                    RuleInputs.@Nullable RuleInput rule,
            @Schema(description = "Whose archive; all if absent") @Nullable String accountId,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Published then or later") @Nullable
                    Instant from,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Published before") @Nullable
                    Instant to) {
        RoutingTrialDraft draft() {
            return new RoutingTrialDraft(
                    ruleId,
                    rule == null ? null : rule.draft(),
                    accountId,
                    Inputs.required("from", from),
                    Inputs.required("to", to));
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("routing-rules:read")
    @Operation(
            operationId = "startRoutingTrial",
            summary = "Tries rules on what is archived, without any effect",
            description = "Runs in the background; Location names it. At most 500,000 activities are looked at, the"
                    + " newest ones. Needs archive:read there, too. Refused with 409 while the user's last one has not"
                    + " ended. Kept for a day.")
    @ApiResponse(
            responseCode = "202",
            description = "Begun, or about to",
            content = @Content(schema = @Schema(implementation = RoutingTrial.class)))
    public Response start(TrialInput input) {
        RoutingTrial trial = trials.start(input.draft());
        return Response.accepted(trial)
                .location(URI.create("routing-trials/" + trial.id()))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("routing-rules:read")
    @Operation(operationId = "getRoutingTrial", summary = "Shows how far a trial of one's own came and its outcome")
    public RoutingTrial get(@PathParam("id") long id) {
        return trials.find(id);
    }

    @POST
    @Path("{id}/cancel")
    @RequiresPermission("routing-rules:read")
    @Operation(operationId = "cancelRoutingTrial", summary = "Stops a trial of one's own; quiet when it has ended")
    @ApiResponse(
            responseCode = "202",
            description = "It stops within a second",
            content = @Content(schema = @Schema(implementation = RoutingTrial.class)))
    public Response cancel(@PathParam("id") long id) {
        return Response.accepted(trials.cancel(id)).build();
    }
}
