package org.rostrum.integration.component;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.route.RouteNames;

/** Reads the receipt with which a route ended. */
final class Receipts {
    private Receipts() {}

    static Optional<DeliveryReceipt> found(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof DeliveryReceipt receipt) {
            return Optional.of(receipt);
        }
        String id = message.getHeader(RouteNames.EXTERNAL_ID, String.class);
        if (id == null || id.isBlank()) {
            return Optional.empty();
        }
        String url = message.getHeader(RouteNames.EXTERNAL_URL, String.class);
        return Optional.of(new DeliveryReceipt(id, url == null || url.isBlank() ? null : url));
    }

    static DeliveryReceipt required(String routeId, Exchange exchange) throws DeliveryException {
        Optional<DeliveryReceipt> receipt = found(exchange);
        if (receipt.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    "The route \"" + routeId + "\" ended without a receipt. It must end with the header \""
                            + RouteNames.EXTERNAL_ID
                            + "\" holding the other side's id, or with a body of type DeliveryReceipt.",
                    null);
        }
        return receipt.get();
    }
}
