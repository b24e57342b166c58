package org.rostrum.webhooks.rest;

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
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.rest.SecretAnswer;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.api.webhook.Webhook;
import org.rostrum.api.webhook.WebhookDelivery;
import org.rostrum.api.webhook.WebhookDraft;
import org.rostrum.api.webhook.WebhookSecret;
import org.rostrum.api.webhook.WebhookService;
import org.rostrum.api.webhook.WebhookTrial;

/** {@code /outgoing-webhooks}: who is told what happens. What networks tell this server comes in at {@code /webhooks}. */
@Component(service = OutgoingWebhooksResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("outgoing-webhooks")
@Tag(name = "outgoing-webhooks", description = "Events told to other systems")
@Produces(MediaType.APPLICATION_JSON)
public final class OutgoingWebhooksResource {
    private final WebhookService webhooks;

    @Activate
    public OutgoingWebhooksResource(@Reference WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    /** A webhook to be made, or all of one that is there. */
    public record OutgoingWebhookInput(
            @Schema(
                            description =
                                    "Whose events, those of all accounts below included; absent for the whole installation. Never changes",
                            example = "acme")
                    @Nullable
                    String accountId,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Data warehouse") @Nullable String name,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "https://example.org/hooks/rostrum")
                    @Nullable
                    String url,
            @Schema(description = "Those of /webhook-event-types that are told; absent or empty for all") @Nullable
                    List<String> types,
            @Schema(description = "Whether it is told anything; it is when absent") @Nullable Boolean active) {
        WebhookDraft draft() {
            return new WebhookDraft(name, url, types, active == null || active);
        }
    }

    /** Which events are sent again. */
    public record WebhookReplayInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Recorded at or after",
                            example = "2026-11-21T08:30:00Z")
                    @Nullable
                    String from,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Recorded before",
                            example = "2026-11-21T09:30:00Z")
                    @Nullable
                    String to) {}

    /** What will be sent again. */
    public record WebhookReplay(int events) {}

    @GET
    @RequiresPermission("webhooks:read")
    @Operation(operationId = "listOutgoingWebhooks", summary = "Lists the outgoing webhooks, by id")
    public CursorPage<Webhook> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        return webhooks.list(cursor, Inputs.limit(limit));
    }

    @POST
    @SecretAnswer
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("webhooks:change")
    @Operation(
            operationId = "createOutgoingWebhook",
            summary = "Makes an outgoing webhook",
            description = "The answer holds the secret that events are signed with; it is shown this once.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = WebhookSecret.class)))
    public Response create(OutgoingWebhookInput input) {
        WebhookSecret made = webhooks.create(input.accountId(), input.draft());
        return Response.created(URI.create("outgoing-webhooks/" + made.webhook().id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.webhook().version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("webhooks:read")
    @Operation(operationId = "getOutgoingWebhook", summary = "Shows an outgoing webhook")
    @ApiResponse(
            responseCode = "200",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = Webhook.class)))
    public Response get(@PathParam("id") long id) {
        return answer(webhooks.find(id).orElseThrow(() -> Problem.notFound("webhook", id)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("webhooks:change")
    @Operation(
            operationId = "changeOutgoingWebhook",
            summary = "Replaces an outgoing webhook",
            description = "All but its account and secret.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Webhook.class)))
    public Response change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the webhook as you have seen it") @Nullable
                    String ifMatch,
            OutgoingWebhookInput input) {
        return answer(webhooks.change(id, input.draft(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("webhooks:change")
    @Operation(
            operationId = "removeOutgoingWebhook",
            summary = "Removes an outgoing webhook",
            description = "What was not delivered to it waits on the dead-letter desk.")
    @ApiResponse(responseCode = "204", description = "Removed")
    public Response remove(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the webhook as you have seen it") @Nullable
                    String ifMatch) {
        webhooks.remove(id, EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }

    @POST
    @SecretAnswer
    @Path("{id}/secret")
    @RequiresPermission("webhooks:change")
    @Operation(
            operationId = "rotateOutgoingWebhookSecret",
            summary = "Gives an outgoing webhook a new secret",
            description = "The answer shows it this once. Until oldSecretUntil events carry a signature of both.")
    public WebhookSecret rotate(@PathParam("id") long id) {
        return webhooks.rotate(id);
    }

    @POST
    @Path("{id}/test")
    @RequiresPermission("webhooks:change")
    @Operation(
            operationId = "testOutgoingWebhook",
            summary = "Sends a ping to the receiver and tells how it went",
            description = "The event org.rostrum.webhook.ping, once, also while the webhook is switched off.")
    public WebhookTrial test(@PathParam("id") long id) {
        return webhooks.test(id);
    }

    @GET
    @Path("{id}/deliveries")
    @RequiresPermission("webhooks:read")
    @Operation(
            operationId = "listOutgoingWebhookDeliveries",
            summary = "Lists what became of the events of an outgoing webhook, newest first")
    public CursorPage<WebhookDelivery> deliveries(
            @PathParam("id") long id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return webhooks.deliveries(id, cursor, Inputs.limit(limit));
    }

    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("webhooks:change")
    @Operation(
            operationId = "replayOutgoingWebhook",
            summary = "Sends the events of a period again",
            description = "In their order, with the ids they had; up to 10,000 at once.")
    public WebhookReplay replay(@PathParam("id") long id, WebhookReplayInput input) {
        return new WebhookReplay(webhooks.replay(
                id,
                Inputs.required("from", Inputs.instant("from", input.from())),
                Inputs.required("to", Inputs.instant("to", input.to()))));
    }

    private static Response answer(Webhook webhook) {
        return Response.ok(webhook)
                .header(HttpHeaders.ETAG, EntityTags.of(webhook.version()))
                .build();
    }
}
