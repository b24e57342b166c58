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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.engagement.RuleAdapters;

/** {@code /routing-rules}: who gets what. */
@Component(service = RoutingRulesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("routing-rules")
@Tag(name = "routing", description = "Rules that make leads, tickets and notices of what was said")
@Produces(MediaType.APPLICATION_JSON)
public final class RoutingRulesResource {
    private final RoutingService routing;
    private final RuleAdapters adapters;

    @Activate
    public RoutingRulesResource(@Reference RoutingService routing, @Reference RuleAdapters adapters) {
        this.routing = routing;
        this.adapters = adapters;
    }

    /** Conditions as JSON; whatever is left out does not restrict. */
    public record ConditionsInput(
            @Schema(description = "At least one occurs, as whole words, ignoring case and accents") @Nullable
                    List<String> anyWords,
            @Schema(description = "Every one occurs") @Nullable List<String> allWords,
            @Schema(description = "None occurs") @Nullable List<String> noWords,
            @Schema(description = "BCP 47 tags or their prefixes") @Nullable List<String> languages,
            @Nullable List<String> accountIds,
            @Nullable Direction direction,
            @Schema(description = "Only the first inbound activity of a conversation") @Nullable
                    Boolean firstOfConversation) {
        RuleConditions conditions() {
            return new RuleConditions(
                    orEmpty(anyWords),
                    orEmpty(allWords),
                    orEmpty(noWords),
                    orEmpty(languages),
                    orEmpty(accountIds),
                    direction,
                    Boolean.TRUE.equals(firstOfConversation));
        }

        private static List<String> orEmpty(@Nullable List<String> list) {
            return list == null ? List.of() : list;
        }
    }

    /** A rule as a person writes it. */
    public record RuleInput(
            @Schema(description = "Smaller is tried earlier; 100 if absent") @Nullable Integer position,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 200 characters on one line")
                    @Nullable
                    String name,
            @Schema(description = "true if absent") @Nullable Boolean enabled,
            @Nullable ConditionsInput conditions,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable RuleAction action,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Who takes care of it; for NOTICE a mail address")
                    @Nullable
                    String owner,
            @Schema(description = "The adapter that carries it; any that takes the kind if absent") @Nullable
                    String adapter,
            @Schema(description = "Whether later rules are tried too; false if absent") @Nullable Boolean goOn) {
        RuleDraft draft() {
            ConditionsInput given = conditions;
            return new RuleDraft(
                    Objects.requireNonNullElse(position, 100),
                    Inputs.required("name", name),
                    Objects.requireNonNullElse(enabled, true),
                    given == null
                            ? new ConditionsInput(null, null, null, null, null, null, null).conditions()
                            : given.conditions(),
                    Inputs.required("action", action),
                    Inputs.required("owner", owner),
                    adapter,
                    Objects.requireNonNullElse(goOn, false));
        }
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
    public Response create(RuleInput input) {
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
            RuleInput input) {
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
