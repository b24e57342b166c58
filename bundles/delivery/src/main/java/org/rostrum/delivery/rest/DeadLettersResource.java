package org.rostrum.delivery.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.delivery.BulkReplay;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /dead-letters}: deliveries that wait for a person. */
@Component(service = DeadLettersResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("dead-letters")
@Tag(name = "dead-letters", description = "Deliveries that failed for good or whose outcome nobody knows")
@Produces(MediaType.APPLICATION_JSON)
public final class DeadLettersResource {
    private static final int DEFAULT_REPLAYS = 1000;

    private final DeliveryService deliveries;

    @Activate
    public DeadLettersResource(@Reference DeliveryService deliveries) {
        this.deliveries = deliveries;
    }

    /** Why a dead letter shall not be sent. */
    @Schema(name = "DiscardInput")
    public record DiscardInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 500 characters") @Nullable
                    String reason) {}

    /** What a dead letter shall say. */
    @Schema(name = "DeadLetterEdit")
    public record EditInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "JSON, as text, so that it stays as it is written; 1 MiB at most")
                    @Nullable
                    String payload) {}

    /** Which dead letters to replay; what is absent does not restrict. */
    @Schema(name = "ReplayInput")
    public record ReplayInput(
            @Nullable String kind,
            @Nullable String adapter,
            @Nullable String subject,
            @Schema(description = "How many at most, 1 to 10000; 1000 if absent") @Nullable Integer limit) {}

    @GET
    @RequiresPermission("deliveries:read")
    @Operation(operationId = "listDeadLetters", summary = "Lists dead letters, newest first, without their payloads")
    public CursorPage<DeliveryView> list(
            @QueryParam("kind") @Parameter(description = "Such as lead, ticket or mail") @Nullable String kind,
            @QueryParam("adapter")
                    @Parameter(description = "The adapter that was asked for, or that carried it last")
                    @Nullable
                    String adapter,
            @QueryParam("subject") @Parameter(description = "What it is about, such as lead/7") @Nullable
                    String subject,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        DeliveryFilter filter = new DeliveryFilter(Delivery.State.DEAD, kind, adapter, subject);
        return deliveries.list(filter, cursor, Inputs.limit(limit)).map(DeliveryView::brief);
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("deliveries:read")
    @Operation(operationId = "getDeadLetter", summary = "Shows a dead letter with its payload")
    @ApiResponse(
            responseCode = "200",
            description = "The dead letter; ETag is its version",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response get(@PathParam("id") long id) {
        return tagged(dead(id));
    }

    private Delivery dead(long id) {
        return deliveries
                .find(id)
                .filter(delivery -> delivery.state() == Delivery.State.DEAD)
                .orElseThrow(() -> Problem.notFound("dead letter", id));
    }

    @POST
    @Path("{id: \\d{1,18}}/replay")
    @RequiresPermission("deliveries:replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Sends a dead letter once more",
            description = "From its first attempt on. If it may have arrived it is looked up on the other side first; "
                    + "where the adapter cannot look up, it is sent. 409 when it is not dead, or somebody else was "
                    + "quicker.")
    public DeliveryView replay(@PathParam("id") long id) {
        return DeliveryView.whole(deliveries.replay(id));
    }

    @GET
    @Path("{id: \\d{1,18}}/payload")
    @RequiresPermission("deliveries:read")
    @Operation(
            operationId = "getDeadLetterPayload",
            summary = "What a dead letter says, to the letter, with its ETag",
            description = "For changing it: who reads it as part of the delivery may lose digits of long numbers.")
    @ApiResponse(
            responseCode = "200",
            description = "The payload, any JSON",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    public Response payload(@PathParam("id") long id) {
        DeliveryRequest request = dead(id).request();
        return Response.ok(request.payload().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
                .header("ETag", EntityTags.of(request.payloadVersion()))
                .build();
    }

    @PUT
    @Path("{id: \\d{1,18}}/payload")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("deliveries:edit")
    @Operation(
            operationId = "editDeadLetter",
            summary = "Changes what a dead letter says",
            description =
                    "Nothing is sent before it is replayed. 409 when it is not dead, or may have arrived as it was.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed; ETag is its version",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response edit(
            @PathParam("id") long id,
            @HeaderParam("If-Match")
                    @Parameter(description = "Its version as you have seen it, in quotes: \"7\"")
                    @Nullable
                    String ifMatch,
            @Nullable EditInput input) {
        String payload = Inputs.required("payload", input == null ? null : input.payload());
        return tagged(deliveries.edit(id, payload, EntityTags.expectedVersion(ifMatch)));
    }

    private static Response tagged(Delivery delivery) {
        return Response.ok(DeliveryView.whole(delivery))
                .header("ETag", EntityTags.of(delivery.request().payloadVersion()))
                .build();
    }

    @POST
    @Path("{id: \\d{1,18}}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("deliveries:discard")
    @Operation(
            operationId = "discardDeadLetter",
            summary = "Decides that a dead letter shall not be sent",
            description = "409 when it is not dead, or somebody else was quicker.")
    public DeliveryView discard(@PathParam("id") long id, @Nullable DiscardInput input) {
        String reason = input == null ? null : input.reason();
        return DeliveryView.whole(deliveries.discard(id, Inputs.required("reason", reason)));
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("deliveries:replay")
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Sends the oldest dead letters that fit once more",
            description = "Tells how many are left, so that it can be called again until none is.")
    public BulkReplay replayAll(@Nullable ReplayInput input) {
        ReplayInput wanted = input == null ? new ReplayInput(null, null, null, null) : input;
        DeliveryFilter filter =
                new DeliveryFilter(Delivery.State.DEAD, wanted.kind(), wanted.adapter(), wanted.subject());
        return deliveries.replayAll(filter, wanted.limit() == null ? DEFAULT_REPLAYS : wanted.limit());
    }
}
