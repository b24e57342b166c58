package org.rostrum.connector.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.mail.MailSettings.Server;
import org.rostrum.connector.mail.net.Bounds;
import org.rostrum.connector.mail.net.Dial;
import org.rostrum.connector.mail.net.OpenSockets;
import org.rostrum.connector.mail.net.Trust;
import org.rostrum.spi.net.NetworkGate;

/** Opens the mailbox: connected, protected and signed in. */
final class Mailboxes {
    private static final Duration WHOLE = Duration.ofSeconds(50);
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final MailSettings settings;
    private final NetworkGate gate;
    private final Trust trust;
    private final OpenSockets sockets;
    private final MailFailures failures;
    private final Limit limit;

    Mailboxes(MailSettings settings, NetworkGate gate, Trust trust, OpenSockets sockets, MailFailures failures) {
        this(settings, gate, trust, sockets, failures, () -> WHOLE);
    }

    private Mailboxes(
            MailSettings settings,
            NetworkGate gate,
            Trust trust,
            OpenSockets sockets,
            MailFailures failures,
            Limit limit) {
        this.settings = settings;
        this.gate = gate;
        this.trust = trust;
        this.sockets = sockets;
        this.failures = failures;
        this.limit = limit;
    }

    /** How long the next conversation may last. */
    interface Limit {
        Duration left();
    }

    /** The same, for conversations that are part of something longer. */
    Mailboxes within(Limit other) {
        return new Mailboxes(settings, gate, trust, sockets, failures, other);
    }

    /** What is said in a conversation. */
    interface Talk<T> {
        T with(ImapClient client) throws ProtocolException, IOException, DeliveryException;
    }

    /** Has one conversation of less than a minute. */
    <T> T talk(Talk<T> talk) throws DeliveryException {
        return talk(Bounds.of(limit.left(), Duration.ofSeconds(settings.patienceSeconds()), MOST_BYTES), talk);
    }

    <T> T talk(Bounds bounds, Talk<T> talk) throws DeliveryException {
        Server server = settings.imap();
        try (ImapClient client = open(server, bounds)) {
            return talk.with(client);
        } catch (ProtocolException | IOException failure) {
            throw failures.of(failure, server);
        }
    }

    private ImapClient open(Server server, Bounds bounds) throws DeliveryException, ProtocolException, IOException {
        Dial dial = Dial.to(
                server.host(),
                server.port(),
                server.security() == Security.TLS,
                server.security() == Security.NONE && !settings.unprotected(),
                gate,
                trust,
                bounds,
                sockets,
                Duration.ofSeconds(settings.patienceSeconds()));
        Properties properties = new Properties();
        dial.into(properties, "mail.imap");
        ImapClient client = new ImapClient(server.host(), server.port(), properties);
        boolean open = false;
        try {
            protect(client, server);
            signIn(client, server);
            open = true;
            return client;
        } finally {
            if (!open) {
                client.close();
            }
        }
    }

    private static void protect(ImapClient client, Server server) throws DeliveryException, ProtocolException {
        if (server.security() == Security.STARTTLS) {
            if (!client.hasCapability("STARTTLS")) {
                throw new DeliveryException(
                        FailureCategory.UNAVAILABLE,
                        "The mail server " + server.name()
                                + " does not offer STARTTLS. Set imapSecurity to TLS, and imapPort to 993, if it offers that.",
                        null);
            }
            client.startTLS();
            client.capability();
        }
    }

    private void signIn(ImapClient client, Server server) throws DeliveryException, ProtocolException {
        if (client.isAuthenticated()) {
            return;
        }
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(settings.user() + settings.password());
        boolean plain = client.hasCapability("AUTH=PLAIN");
        if (client.hasCapability("LOGINDISABLED") && !plain && settings.signIn() == SignIn.PASSWORD) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The mail server " + server.name()
                            + " allows no sign-in by user and password on this connection. Check imapSecurity.",
                    null);
        }
        try {
            if (settings.signIn() == SignIn.XOAUTH2) {
                client.authoauth2(settings.user(), settings.password());
            } else if (plain && (!ascii || client.hasCapability("LOGINDISABLED"))) {
                client.authplain("", settings.user(), settings.password());
            } else {
                client.login(settings.user(), settings.password());
            }
            // servers tell all that they can only now
            client.capability();
        } catch (CommandFailedException refused) {
            throw failures.ofSignIn(refused, server);
        }
    }
}
