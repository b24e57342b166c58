package org.rostrum.adapter.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.rostrum.api.delivery.DeliveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails for Camel's mail component. Fails with a {@code MessagingException} that carries a DeliveryException. */
final class SmtpSender extends DefaultJavaMailSender {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpSender.class);

    private final MailServer server;
    private final Session session;
    private final SmtpFailures failures;

    SmtpSender(MailServer server, Session session, SmtpFailures failures) {
        this.server = server;
        this.session = session;
        this.failures = failures;
        setSession(session);
        setHost(server.host());
        setPort(server.port());
        setProtocol(server.security().protocol());
    }

    @Override
    public void send(MimeMessage message) throws MessagingException {
        String messageId = message.getMessageID();
        message.saveChanges();
        // saving gives it another one
        message.setHeader("Message-ID", messageId);
        SmtpConversation conversation = new SmtpConversation(session, server.security());
        try {
            conversation.connect(
                    server.host(),
                    server.port(),
                    server.signsIn() ? server.user() : null,
                    server.signsIn() ? server.password() : null);
            conversation.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException failure) {
            SmtpConversation.Reply answer = conversation.answer();
            if (answer != null && answer.accepted()) {
                LOG.debug("The mail server took the mail and said more than expected: {}", answer.text());
                return;
            }
            DeliveryException meaning = failures.of(failure, conversation);
            throw new MessagingException(meaning.getMessage(), meaning);
        } finally {
            close(conversation);
        }
    }

    private static void close(SmtpConversation conversation) {
        try {
            conversation.close();
        } catch (MessagingException broken) {
            // whether the mail was taken has been said before
            LOG.debug("The connection to the mail server did not end politely", broken);
        }
    }
}
