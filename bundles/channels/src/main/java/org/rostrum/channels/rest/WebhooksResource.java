package org.rostrum.channels.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.StreamedBody;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.channels.webhook.Webhooks;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/** {@code /webhooks}: the addresses that networks call. */
@Component(service = WebhooksResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("webhooks/{channelId}")
@Tag(name = "webhooks", description = "Addresses that networks call")
@Produces(MediaType.WILDCARD)
public final class WebhooksResource {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String WHY =
            "networks call without an account here; the connector finds out whether it is them";

    private final Webhooks webhooks;

    @Activate
    public WebhooksResource(@Reference Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GET
    @OpenToAnyone(reason = WHY)
    @Operation(
            operationId = "answerWebhook",
            summary = "Proves to a network that the address is ours",
            description = "Parameters and answer are the network's own.")
    @ApiResponse(
            responseCode = "200",
            description = "What the network wants to hear",
            content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Problem401")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/Problem403")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Problem429")
    public Response answer(
            @PathParam("channelId") String channelId,
            @Parameter(hidden = true) @Context UriInfo uri,
            @Parameter(hidden = true) @Context HttpHeaders headers) {
        return response(webhooks.receive(channelId, () -> call("GET", uri, headers, new byte[0])));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @StreamedBody
    @OpenToAnyone(reason = WHY)
    @Operation(
            operationId = "receiveWebhook",
            summary = "Takes what a network tells of a channel",
            description =
                    "Body, signature and answer are the network's own; at most 1 MiB. What it brings is stored when this"
                            + " answers. 404 when no channel takes calls at this address, 503 while it is paused.")
    @ApiResponse(responseCode = "204", description = "Stored; some networks get another answer, as they want it")
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Problem401")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/Problem403")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Problem429")
    public Response receive(
            @PathParam("channelId") String channelId,
            @Parameter(hidden = true) @Context UriInfo uri,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            InputStream body) {
        return response(webhooks.receive(channelId, () -> call("POST", uri, headers, bounded(body))));
    }

    private static byte[] bounded(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Problem.of(Problem.Kind.TOO_LARGE, "The body is larger than " + MOST_BYTES + " bytes.")
                        .withRemedy("Send less at once.");
            }
            return bytes;
        } catch (IOException broken) {
            throw Problem.of(Problem.Kind.INVALID, "The body broke off.").withCause(broken);
        }
    }

    private static WebhookCall call(String method, UriInfo uri, HttpHeaders headers, byte[] body) {
        Map<String, List<String>> query = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(name, List.copyOf(values)));
        Map<String, List<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.getRequestHeaders().forEach((name, values) -> sent.put(name, List.copyOf(values)));
        return new WebhookCall(method, query, sent, new WebhookCall.Body(body));
    }

    /** What comes back is often what was sent: a browser must never take it for a page of ours. */
    private static Response response(Received received) {
        Response.ResponseBuilder answer =
                Response.status(received.status()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!received.body().isEmpty()) {
            String type = received.mediaType().toLowerCase(Locale.ROOT);
            boolean harmless = type.startsWith("text/plain")
                    || type.startsWith("application/json")
                    || type.startsWith("application/problem+json");
            answer.type(harmless ? received.mediaType() : MediaType.TEXT_PLAIN).entity(received.body());
        }
        return answer.build();
    }
}
