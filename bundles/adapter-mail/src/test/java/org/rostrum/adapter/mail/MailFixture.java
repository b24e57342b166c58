package org.rostrum.adapter.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;

/** Runs the adapter's routes; stands in for the platform's component. */
final class MailFixture implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private static final class DirectRostrum extends DirectComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            parameters.clear();
            return super.createEndpoint("direct://" + remaining, remaining, new HashMap<>());
        }
    }

    MailFixture(RoutesBuilder routes) {
        try {
            context.addComponent("rostrum", new DirectRostrum());
            context.addRoutes(routes);
            context.start();
            template = context.createProducerTemplate();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    DefaultCamelContext context() {
        return context;
    }

    /** @return the id that the route ended with */
    String deliver(String payload, String key, List<DataSource> attachments) throws DeliveryException {
        Exchange exchange = template.send("rostrum:mail?adapter=mail", prepared -> {
            prepared.getMessage().setBody(payload);
            prepared.getMessage().setHeader("RostrumIdempotencyKey", key);
            prepared.getMessage().setHeader("RostrumAccount", "acme");
            for (DataSource attachment : attachments) {
                prepared.getMessage(AttachmentMessage.class)
                        .addAttachment(attachment.getName(), new DataHandler(attachment));
            }
        });
        for (@Nullable Throwable cause = exchange.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof DeliveryException failure) {
                throw failure;
            }
        }
        if (exchange.getException() != null) {
            throw new AssertionError("no category", exchange.getException());
        }
        return exchange.getMessage().getHeader("RostrumExternalId", String.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
