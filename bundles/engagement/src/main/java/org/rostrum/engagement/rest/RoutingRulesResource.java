package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.RoutingConflict;
import org.rostrum.api.engagement.RoutingInsight;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingRuleVersion;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.engagement.routing.RuleAdapters;

/** {@code /routing-rules}: who gets what. */
@Component(service = RoutingRulesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("routing-rules")
@Tag(name = "routing", description = "Rules that make leads, tickets and notices of what was said")
@Produces(MediaType.APPLICATION_JSON)
public final class RoutingRulesResource {
    private final RoutingService routing;
    private final RoutingInsight insight;
    private final RuleAdapters adapters;

    @Activate
    public RoutingRulesResource(
            @Reference RoutingService routing, @Reference RoutingInsight insight, @Reference RuleAdapters adapters) {
        this.routing = routing;
        this.insight = insight;
        this.adapters = adapters;
    }

    /** The rules, in the order in which they are tried. */
    public record Rules(List<RuleView> items) {}

    @GET
    @RequiresPermission("routing-rules:read")
    @Operation(operationId = "listRoutingRules", summary = "Lists the rules in the order in which they are tried")
    public Rules list() {
        return new Rules(routing.rules().stream().map(this::view).toList());
    }

    /**
     * How far routing came.
     *
     * @param routedUpTo sequence of the last activity that was routed
     */
    public record Progress(long routedUpTo, long leads, long tickets) {}

    @GET
    @Path("progress")
    @RequiresPermission("cases:read")
    @Operation(
            operationId = "getRoutingProgress",
            summary = "Tells how far routing came",
            description = "routedUpTo is the sequence of the last activity that was routed; while it is behind the"
                    + " number of activities in the archive, there is work.")
    public Progress progress() {
        return new Progress(
                routing.routedUpTo(), routing.countCases(RuleAction.LEAD), routing.countCases(RuleAction.TICKET));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("routing-rules:write")
    @Operation(
            operationId = "createRoutingRule",
            summary = "Makes a rule",
            description =
                    "It applies to what is archived from now on. An adapter that is not here yet may be named: then"
                            + " warnings say so, and what the rule makes waits for it.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = RuleView.class)))
    public Response create(RuleInputs.RuleInput input) {
        RoutingRule made = routing.create(input.draft());
        return Response.created(URI.create("routing-rules/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(view(made))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("routing-rules:read")
    @Operation(operationId = "getRoutingRule", summary = "Shows a rule")
    @ApiResponse(
            responseCode = "200",
            description = "The rule",
            content = @Content(schema = @Schema(implementation = RuleView.class)))
    public Response get(@PathParam("id") long id) {
        return ok(routing.rule(id).orElseThrow(() -> Problem.notFound("routing rule", id)));
    }

    @GET
    @Path("conflicts")
    @RequiresPermission("routing-rules:read")
    @Operation(
            operationId = "listRoutingConflicts",
            summary = "Tells what does not fit in the enabled rules",
            description = "Only what is certain: rules that are never reached, contradict themselves, are both carried"
                    + " out and want different things, or whose notices would come back. All on one page.")
    public CursorPage<RoutingConflict> conflicts() {
        return new CursorPage<>(insight.conflicts(), null);
    }

    @GET
    @Path("{id}/versions")
    @RequiresPermission("routing-rules:read")
    @Operation(operationId = "listRoutingRuleVersions", summary = "Lists what a rule was, the newest first")
    public CursorPage<RuleVersionView> versions(
            @PathParam("id") long id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return insight.versions(id, cursor, Inputs.limit(limit)).map(RuleVersionView::of);
    }

    /**
     * A rule as it was.
     *
     * @param changedBy name of the user; absent for the installation's own rules
     */
    @Schema(name = "RoutingRuleVersion")
    public record RuleVersionView(RuleView rule, @Nullable String changedBy) {
        static RuleVersionView of(RoutingRuleVersion version) {
            return new RuleVersionView(RuleView.of(version.rule(), List.of()), version.changedBy());
        }
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("routing-rules:write")
    @Operation(operationId = "updateRoutingRule", summary = "Changes a rule")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = RuleView.class)))
    public Response update(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the rule as you have seen it")
                    @Nullable
                    String ifMatch,
            RuleInputs.RuleInput input) {
        return ok(routing.update(id, input.draft(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("routing-rules:write")
    @Operation(operationId = "removeRoutingRule", summary = "Removes a rule; what came of it stays")
    @ApiResponse(responseCode = "204", description = "Removed")
    public void remove(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the rule as you have seen it")
                    @Nullable
                    String ifMatch) {
        routing.remove(id, EntityTags.expectedVersion(ifMatch));
    }

    private RuleView view(RoutingRule rule) {
        return RuleView.of(rule, adapters.warning(rule).stream().toList());
    }

    private Response ok(RoutingRule rule) {
        return Response.ok(view(rule))
                .header(HttpHeaders.ETAG, EntityTags.of(rule.version()))
                .build();
    }
}
