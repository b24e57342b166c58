package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.RoutingDecision;
import org.rostrum.api.engagement.RoutingInsight;
import org.rostrum.api.engagement.RoutingTrace;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** {@code /inbox/{id}/routing/…}: why a conversation went where it went. */
@Component(service = InboxRoutingResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("inbox/{id: \\d{1,18}}/routing")
@Tag(name = "inbox")
@Produces(MediaType.APPLICATION_JSON)
public final class InboxRoutingResource {
    private final RoutingInsight insight;

    @Activate
    public InboxRoutingResource(@Reference RoutingInsight insight) {
        this.insight = insight;
    }

    @GET
    @Path("decisions")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listRoutingDecisions",
            summary = "Tells which rules applied to a conversation, and why",
            description = "The first one first; the last 500, on one page. Rules are told of as they were then.")
    public CursorPage<RoutingDecision> decisions(@PathParam("id") long id) {
        return new CursorPage<>(insight.decisions(id), null);
    }

    @GET
    @Path("trace")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "getRoutingTrace",
            summary = "Tries the rules of now on the last thing said in a conversation",
            description = "Tells for each rule up to the one that ends it whether it applies, or which condition does"
                    + " not hold. Nothing comes of it.")
    public RoutingTrace trace(@PathParam("id") long id) {
        return insight.trace(id);
    }
}
