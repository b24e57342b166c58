package org.rostrum.integration.component;

import jakarta.activation.DataHandler;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.spi.route.RouteNames;

/** Puts a delivery into the words of Camel. */
final class DeliveryMessages {
    private DeliveryMessages() {}

    static void fill(Exchange exchange, Delivery delivery, AttachmentOpener attachments) {
        DeliveryRequest request = delivery.request();
        exchange.setProperty(RouteNames.DELIVERY, delivery);
        Message message = exchange.getIn();
        message.setBody(request.payload());
        message.setHeader(RouteNames.DELIVERY_ID, delivery.id());
        message.setHeader(RouteNames.KIND, request.kind());
        message.setHeader(RouteNames.IDEMPOTENCY_KEY, request.idempotencyKey());
        message.setHeader(RouteNames.SUBJECT, request.subject());
        message.setHeader(RouteNames.ATTEMPT, Math.max(1, delivery.attempts()));
        if (request.accountId() != null) {
            message.setHeader(RouteNames.ACCOUNT, request.accountId());
        }
        if (!request.attachments().isEmpty()) {
            attach(exchange, request, attachments);
        }
    }

    private static void attach(Exchange exchange, DeliveryRequest request, AttachmentOpener attachments) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        Set<String> names = new HashSet<>();
        for (DeliveryRequest.AttachmentReference reference : request.attachments()) {
            message.addAttachment(
                    unused(reference.name(), names), new DataHandler(new AttachmentSource(reference, attachments)));
        }
    }

    /** Camel keeps attachments by name: a second one of the same name would take the place of the first. */
    private static String unused(String name, Set<String> names) {
        String candidate = name;
        for (int number = 2; !names.add(candidate); number++) {
            int dot = name.lastIndexOf('.');
            candidate = dot > 0
                    ? name.substring(0, dot) + " (" + number + ")" + name.substring(dot)
                    : name + " (" + number + ")";
        }
        return candidate;
    }
}
