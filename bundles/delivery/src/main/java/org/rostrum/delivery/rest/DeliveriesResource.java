package org.rostrum.delivery.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
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
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFigures;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /deliveries}: everything that leaves. */
@Component(service = DeliveriesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("deliveries")
@Tag(name = "deliveries", description = "Everything that must reach another system exactly once")
@Produces(MediaType.APPLICATION_JSON)
public final class DeliveriesResource {
    private final DeliveryService deliveries;

    @Activate
    public DeliveriesResource(@Reference DeliveryService deliveries) {
        this.deliveries = deliveries;
    }

    @GET
    @RequiresPermission("deliveries:read")
    @Operation(
            operationId = "listDeliveries",
            summary = "Lists deliveries, newest first",
            description = "Without their payloads; ask for one delivery to see its payload.")
    public CursorPage<DeliveryView> list(
            @QueryParam("state")
                    @Parameter(
                            description = "PENDING, SENDING, DELIVERED, DEAD or DISCARDED; any if absent",
                            schema = @Schema(implementation = Delivery.State.class))
                    @Nullable
                    String state,
            @QueryParam("kind") @Parameter(description = "Such as lead, ticket or mail") @Nullable String kind,
            @QueryParam("adapter")
                    @Parameter(description = "The adapter that was asked for, or that carried it last")
                    @Nullable
                    String adapter,
            @QueryParam("subject") @Parameter(description = "What it is about, such as lead/7") @Nullable
                    String subject,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        DeliveryFilter filter =
                new DeliveryFilter(Inputs.constant("state", Delivery.State.class, state), kind, adapter, subject);
        return deliveries.list(filter, cursor, Inputs.limit(limit)).map(DeliveryView::brief);
    }

    @GET
    @Path("figures")
    @RequiresPermission("deliveries:read")
    @Operation(
            operationId = "getDeliveryFigures",
            summary = "Shows how many deliveries wait, are sent or are dead, and which adapters are paused")
    public DeliveryFigures figures() {
        return deliveries.figures();
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("deliveries:read")
    @Operation(operationId = "getDelivery", summary = "Shows a delivery with its payload")
    public DeliveryView get(@PathParam("id") long id) {
        return deliveries.find(id).map(DeliveryView::whole).orElseThrow(() -> Problem.notFound("delivery", id));
    }
}
