package org.rostrum.connector.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.mail.MailSettings.Server;
import org.rostrum.connector.mail.net.Bounds;
import org.rostrum.connector.mail.net.Dial;
import org.rostrum.connector.mail.net.OpenSockets;
import org.rostrum.connector.mail.net.Trust;
import org.rostrum.spi.net.NetworkGate;

/** Sends mails by SMTP. */
final class SmtpServer {
    private static final Duration WHOLE = Duration.ofSeconds(25);
    private static final long MOST_BYTES = 1024 * 1024;

    private final MailSettings settings;
    private final NetworkGate gate;
    private final Trust trust;
    private final OpenSockets sockets;
    private final MailFailures failures;

    SmtpServer(MailSettings settings, NetworkGate gate, Trust trust, OpenSockets sockets, MailFailures failures) {
        this.settings = settings;
        this.gate = gate;
        this.trust = trust;
        this.sockets = sockets;
        this.failures = failures;
    }

    /** Finds out whether we would be let in. */
    void check(Server server) throws DeliveryException {
        Session session = session(server, WHOLE);
        SmtpConversation conversation = new SmtpConversation(session);
        try {
            connect(conversation, server);
        } catch (MessagingException failure) {
            throw whileConnecting(failure, conversation, server);
        } finally {
            close(conversation);
        }
    }

    /**
     * Gives the mail to the server, which has it for good when this returns.
     *
     * @param whole how long that may take
     */
    void send(Server server, Letter letter, Duration whole) throws DeliveryException {
        Session session = session(server, whole);
        SmtpConversation conversation = new SmtpConversation(session);
        try {
            try {
                connect(conversation, server);
            } catch (MessagingException failure) {
                throw whileConnecting(failure, conversation, server);
            }
            conversation.sendMessage(new Written(session, letter), letter.to().toArray(Address[]::new));
        } catch (MessagingException failure) {
            throw whileSending(failure, conversation, server);
        } finally {
            close(conversation);
        }
    }

    private void connect(SmtpConversation conversation, Server server) throws MessagingException {
        boolean signIn = settings.smtpSignIn();
        conversation.connect(
                server.host(), server.port(), signIn ? settings.user() : null, signIn ? settings.password() : null);
    }

    private static void close(SmtpConversation conversation) {
        try {
            conversation.close();
        } catch (MessagingException gone) {
            // nothing depends on the farewell
        }
    }

    private Session session(Server server, Duration whole) throws DeliveryException {
        Duration patience = Duration.ofSeconds(settings.patienceSeconds());
        Dial dial = Dial.to(
                server.host(),
                server.port(),
                server.security() == Security.TLS,
                server.security() == Security.NONE && !settings.unprotected(),
                gate,
                trust,
                Bounds.of(whole, patience, MOST_BYTES),
                sockets,
                patience);
        Properties properties = new Properties();
        dial.into(properties, "mail.smtp");
        String own = settings.address().getAddress();
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.smtpSignIn()));
        properties.setProperty(
                "mail.smtp.auth.mechanisms", settings.signIn() == SignIn.XOAUTH2 ? "XOAUTH2" : "PLAIN LOGIN");
        properties.setProperty("mail.smtp.from", own);
        properties.setProperty("mail.smtp.localhost", own.substring(own.lastIndexOf('@') + 1));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.writetimeout", Long.toString(patience.toMillis()));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(server.security() == Security.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(server.security() == Security.STARTTLS));
        return Session.getInstance(properties);
    }

    private DeliveryException whileConnecting(
            MessagingException failure, SmtpConversation conversation, Server server) {
        SmtpConversation.Reply refusal = conversation.refusal();
        if (refusal == null) {
            return network(failure, server, false);
        }
        String said = failures.clean(refusal.text());
        boolean signIn =
                failure instanceof AuthenticationFailedException || refusal.code() == 530 || refusal.code() == 535;
        if (signIn && !refusal.temporary()) {
            return failures.signIn(server, said);
        }
        Instant later = failures.wantsLess(said);
        return new DeliveryException(
                later == null ? FailureCategory.UNAVAILABLE : FailureCategory.RATE_LIMITED,
                "The mail server " + server.name() + " is not ready: " + said,
                later,
                null);
    }

    private DeliveryException whileSending(MessagingException failure, SmtpConversation conversation, Server server) {
        if (unreadable(failure) instanceof Letter.UnreadableException attachment && !conversation.contentSent()) {
            return new DeliveryException(FailureCategory.UNAVAILABLE, String.valueOf(attachment.getMessage()), null);
        }
        SmtpConversation.Reply reply = conversation.contentSent() ? conversation.answer() : conversation.refusal();
        if (reply == null || !reply.refused()) {
            return network(failure, server, conversation.contentSent());
        }
        String said = failures.clean(reply.text());
        if (reply.code() == 530 || reply.code() == 535 || reply.code() == 538) {
            return failures.signIn(server, said);
        }
        Instant later = failures.wantsLess(said);
        FailureCategory category = later != null
                ? FailureCategory.RATE_LIMITED
                : reply.temporary() ? FailureCategory.UNAVAILABLE : FailureCategory.REJECTED;
        return new DeliveryException(
                category, "The mail server " + server.name() + " does not take the mail: " + said, later, null);
    }

    private DeliveryException network(MessagingException failure, Server server, boolean doubt) {
        DeliveryException told = failures.of(failure, server);
        return doubt
                ? new DeliveryException(
                        FailureCategory.UNKNOWN_OUTCOME,
                        told.getMessage() + " Whether it has taken the mail is not known.",
                        told.getCause())
                : told;
    }

    private static @Nullable Throwable unreadable(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof Letter.UnreadableException) {
                return cause;
            }
            cause = cause instanceof MessagingException chained && chained.getNextException() != null
                    ? chained.getNextException()
                    : cause.getCause();
        }
        return null;
    }

    /** A letter for Angus Mail, which only passes it on. */
    private static final class Written extends MimeMessage {
        private final Letter letter;

        Written(Session session, Letter letter) {
            super(session);
            this.letter = letter;
        }

        @Override
        public void writeTo(OutputStream out, String[] without) throws IOException {
            letter.writeTo(out);
        }

        @Override
        public void saveChanges() {
            // it is as it is
        }
    }
}
