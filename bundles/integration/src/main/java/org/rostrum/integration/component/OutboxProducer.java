package org.rostrum.integration.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.spi.route.RouteNames;

/** The end of a route that sends: puts what it gets into the outbox, in the name of the plugin. */
final class OutboxProducer extends DefaultProducer {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final RostrumEndpoint endpoint;
    private final RostrumEndpoint.Words words;
    private final Platform platform;

    OutboxProducer(RostrumEndpoint endpoint, RostrumEndpoint.Words words, Platform platform) {
        super(endpoint);
        this.endpoint = endpoint;
        this.words = words;
        this.platform = platform;
    }

    @Override
    public void process(Exchange exchange) {
        DeliveryRequest request = request(exchange);
        Delivery delivery = platform.access()
                .asSystem(endpoint.plugin(), () -> platform.deliveries().enqueue(request));
        exchange.getMessage().setHeader(RouteNames.DELIVERY_ID, delivery.id());
    }

    private DeliveryRequest request(Exchange exchange) {
        Message message = exchange.getMessage();
        String kind = words.kind().isEmpty() ? header(message, RouteNames.KIND) : words.kind();
        if (kind == null) {
            throw missing("the parameter \"kind\" or the header \"" + RouteNames.KIND + "\"", "such as lead");
        }
        String key = header(message, RouteNames.IDEMPOTENCY_KEY);
        if (key == null) {
            throw missing(
                    "the header \"" + RouteNames.IDEMPOTENCY_KEY + "\"",
                    "the same text whenever the same thing is sent once more");
        }
        String subject = header(message, RouteNames.SUBJECT);
        return new DeliveryRequest(
                kind,
                words.adapter().isEmpty() ? null : words.adapter(),
                header(message, RouteNames.ACCOUNT),
                subject == null ? "route/" + exchange.getFromRouteId() : subject,
                key,
                payload(message),
                attachments(message));
    }

    private static @Nullable String header(Message message, String name) {
        String value = message.getHeader(name, String.class);
        return value == null || value.isBlank() ? null : value;
    }

    private IllegalArgumentException missing(String what, String hint) {
        return new IllegalArgumentException("to(\"" + endpoint.getEndpointUri() + "\") needs " + what + ": " + hint);
    }

    private String payload(Message message) {
        String body = message.getBody(String.class);
        if (body == null) {
            throw missing("a body", "the payload as JSON");
        }
        try {
            if (JSON.readTree(body).isMissingNode()) {
                throw missing("a body", "the payload as JSON");
            }
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(
                    "to(\"" + endpoint.getEndpointUri() + "\") needs a body of JSON: " + invalid.getOriginalMessage(),
                    invalid);
        }
        return body;
    }

    private List<DeliveryRequest.AttachmentReference> attachments(Message message) {
        List<DeliveryRequest.AttachmentReference> references = new ArrayList<>();
        if (message.getHeader(RouteNames.ATTACHMENTS) instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof DeliveryRequest.AttachmentReference reference)) {
                    throw missing(
                            "AttachmentReferences in the header \"" + RouteNames.ATTACHMENTS + "\"", "not others");
                }
                references.add(reference);
            }
        }
        return references;
    }
}
