package org.rostrum.adapter.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailConstants;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.route.RouteNames;

/** From a delivery to the mail server. */
final class MailRoutes extends RouteBuilder {
    private static final String SENDER = "rostrumSmtp";

    private final MailServer server;
    private final LetterWriter writer;
    private final SmtpSender sender;
    private final Clock clock;
    private volatile @Nullable Instant lastSent;

    MailRoutes(MailServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        Session session = Session.getInstance(server.properties());
        this.writer = new LetterWriter(session, server.from(), clock);
        this.sender = new SmtpSender(server, session, new SmtpFailures(server.host() + ":" + server.port(), clock));
    }

    /** When the server last took a mail; empty when it took none since the start. */
    Optional<Instant> lastSent() {
        return Optional.ofNullable(lastSent);
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind(SENDER, sender);
        errorHandler(noErrorHandler());
        from("rostrum:mail?adapter=mail")
                .routeId("mail-by-smtp")
                .process(this::write)
                .to(server.security().protocol() + "://" + server.host() + ":" + server.port() + "?javaMailSender=#"
                        + SENDER)
                .setHeader(RouteNames.EXTERNAL_ID, header(MailConstants.MAIL_MESSAGE_ID))
                .process(exchange -> lastSent = clock.instant());
    }

    private void write(Exchange exchange) throws DeliveryException, MessagingException {
        Letter letter = Letter.parse(exchange.getMessage().getBody(String.class));
        String key = exchange.getMessage().getHeader(RouteNames.IDEMPOTENCY_KEY, String.class);
        MimeMessage message = writer.write(letter, attachments(exchange), key);
        exchange.getMessage().setBody(message);
    }

    private static List<DataSource> attachments(Exchange exchange) {
        Map<String, DataHandler> attachments =
                exchange.getMessage(AttachmentMessage.class).getAttachments();
        return attachments == null
                ? List.of()
                : attachments.values().stream().map(DataHandler::getDataSource).toList();
    }
}
