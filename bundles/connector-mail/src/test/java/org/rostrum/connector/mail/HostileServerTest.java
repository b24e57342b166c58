package org.rostrum.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.mail.net.OpenSockets;
import org.rostrum.connector.mail.net.Trust;
import org.rostrum.spi.net.NetworkGate;
import org.rostrum.testkit.connector.CountedNews;
import org.rostrum.testkit.connector.MemoryOfChannels;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.http.TestHttpClients;

/** Servers that are not what they should be. */
@Timeout(30)
class HostileServerTest {
    private final ServerSocket door = open();
    private final TestHttpClients http = new TestHttpClients();

    /** What the server does with a line of the client. */
    private interface Manners {
        void answer(String line, OutputStream out) throws IOException;
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        http.close();
    }

    private void serve(String greeting, Manners manners) {
        Thread thread = new Thread(
                () -> {
                    while (!door.isClosed()) {
                        try (Socket client = door.accept()) {
                            OutputStream out = client.getOutputStream();
                            say(out, greeting);
                            BufferedReader in = new BufferedReader(
                                    new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                            for (String line = in.readLine(); line != null; line = in.readLine()) {
                                manners.answer(line, out);
                            }
                        } catch (IOException gone) {
                            // the next one
                        }
                    }
                },
                "hostile");
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String tag(String line) {
        return line.substring(0, Math.max(0, line.indexOf(' ')));
    }

    /** As it should be, but for one thing. */
    private void imap(String capabilities, String other, String answer) {
        serve("* OK ready\r\n", (line, out) -> {
            if (line.contains(other)) {
                say(out, answer.replace("TAG", tag(line)));
            } else if (line.contains("CAPABILITY")) {
                say(out, "* CAPABILITY IMAP4rev1 " + capabilities + "\r\n" + tag(line) + " OK\r\n");
            } else if (line.contains("EXAMINE")) {
                say(out, "* 1 EXISTS\r\n* OK [UIDVALIDITY 5] x\r\n* OK [UIDNEXT 2] x\r\n" + tag(line) + " OK\r\n");
            } else if (line.contains("UID SEARCH")) {
                say(out, "* SEARCH 1\r\n" + tag(line) + " OK\r\n");
            } else {
                say(out, tag(line) + " OK\r\n");
            }
        });
    }

    private MailConnector connector(Map<String, String> more, NetworkGate gate) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "address", "care@acme.example",
                "password", "geheim-1",
                "imapHost", "127.0.0.1",
                "imapPort", Integer.toString(door.getLocalPort()),
                "imapSecurity", "NONE",
                "patienceSeconds", "2"));
        settings.putAll(more);
        return MailContract.connector(
                settings, new Platform(http, new MemoryOfChannels(), Clock.systemUTC(), gate, new CountedNews()));
    }

    private DeliveryException failure(Map<String, String> more) {
        MailConnector connector = connector(more, host -> List.of(InetAddress.getLoopbackAddress()));
        try {
            return catchThrowableOfType(DeliveryException.class, () -> connector.fetch(null));
        } finally {
            connector.close();
        }
    }

    private void assertUnavailable(DeliveryException failure) {
        assertThat(failure).isNotNull();
        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure.getMessage()).doesNotContain("geheim");
    }

    @Test
    void announcedGigabytes_areNotWaitedFor() {
        imap("", "UID FETCH", "* 1 FETCH (UID 1 BODY[]<0> {2000000000}\r\nabc");
        assertUnavailable(failure(Map.of()));
    }

    @Test
    void lineWithoutEnd_isBrokenOff() {
        imap("", "UID FETCH", "* 1 FETCH (UID " + "1".repeat(17 * 1024 * 1024));
        assertUnavailable(failure(Map.of()));
    }

    @Test
    void answersWithoutEnd_areBrokenOff() {
        imap("", "UID FETCH", "* 1 EXISTS\r\n".repeat(150_000));
        assertUnavailable(failure(Map.of()));
    }

    @Test
    void structureOfAThousandLevels_isNoEndOfTheServer() {
        imap("", "UID FETCH", "* 1 FETCH (UID 1 BODYSTRUCTURE " + "(".repeat(500_000) + "\r\nTAG OK\r\n");
        DeliveryException failure = failure(Map.of());
        if (failure != null) {
            assertUnavailable(failure);
        }
    }

    @Test
    void serverThatDrips_isLeft() {
        serve("* OK ", (line, out) -> {});
        long began = System.nanoTime();
        assertUnavailable(failure(Map.of()));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void starttls_isDemanded() {
        imap("", "STARTTLS", "TAG BAD no\r\n");
        DeliveryException failure = failure(Map.of("imapSecurity", "STARTTLS"));
        assertUnavailable(failure);
        assertThat(failure).hasMessageContaining("imapSecurity");
    }

    @Test
    void passwordThatTheServerTellsBack_isNotPassedOn() {
        imap("", "LOGIN", "TAG NO wrong: care@acme.example geheim-1\r\n");
        DeliveryException failure = failure(Map.of());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure.getMessage()).contains("•••").doesNotContain("geheim");
    }

    @Test
    void accessToken_isGivenAsXoauth2WantsIt() throws Exception {
        String expected = Base64.getEncoder()
                .encodeToString("user=care@acme.example\u0001auth=Bearer geheim-1\u0001\u0001"
                        .getBytes(StandardCharsets.UTF_8));
        serve("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready\r\n", (line, out) -> {
            if (line.endsWith("AUTHENTICATE XOAUTH2 " + expected) || line.contains("CAPABILITY")) {
                say(out, "* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2\r\n" + tag(line) + " OK\r\n");
            } else if (line.contains("EXAMINE")) {
                say(out, "* 3 EXISTS\r\n" + tag(line) + " OK\r\n");
            } else {
                say(out, tag(line) + " NO not so\r\n");
            }
        });
        MailConnector connector =
                connector(Map.of("signIn", "XOAUTH2"), host -> List.of(InetAddress.getLoopbackAddress()));
        assertThat(connector.check()).contains("3 mails");
        connector.close();
        DeliveryException refused = failure(Map.of("signIn", "XOAUTH2", "password", "old-token"));
        assertThat(refused.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
    }

    @Test
    void serverThatForbidsPasswords_getsNone() {
        imap("LOGINDISABLED", "LOGIN care", "TAG BAD told you so\r\n");
        assertThat(failure(Map.of())).hasMessageContaining("imapSecurity");
    }

    @Test
    void closedAddresses_areNotConnectedTo() {
        MailConnector connector = connector(Map.of(), host -> {
            throw new DeliveryException(FailureCategory.REJECTED, "Not there.", null);
        });
        DeliveryException refused = catchThrowableOfType(DeliveryException.class, connector::check);
        assertThat(refused.category()).isEqualTo(FailureCategory.REJECTED);
        connector.close();
    }

    @Test
    void nameThatLeadsElsewhere_isNotTrustedWithoutProtection() throws Exception {
        InetAddress other = InetAddress.getByName("192.0.2.1");
        MailConnector connector = connector(Map.of("imapHost", "localhost"), host -> List.of(other));
        DeliveryException refused = catchThrowableOfType(DeliveryException.class, connector::check);
        assertThat(refused.category()).isEqualTo(FailureCategory.REJECTED);
        connector.close();
    }

    @Test
    void interruption_isObeyed() throws Exception {
        serve("", (line, out) -> {});
        MailConnector connector =
                connector(Map.of("patienceSeconds", "30"), host -> List.of(InetAddress.getLoopbackAddress()));
        DeliveryException[] failed = new DeliveryException[1];
        Thread caller = new Thread(
                () -> failed[0] = catchThrowableOfType(DeliveryException.class, () -> connector.fetch(null)));
        caller.start();
        Awaitility.await().until(() -> java.util.Arrays.stream(caller.getStackTrace())
                .anyMatch(frame -> frame.getClassName().contains("MailSocket")));
        caller.interrupt();
        caller.join(2000);
        assertThat(caller.isAlive()).isFalse();
        assertUnavailable(failed[0]);
        connector.close();
    }

    @Test
    void serverWithoutIdle_isLookedAtOnly() throws Exception {
        imap("", "UID SEARCH", "* SEARCH\r\nTAG OK\r\n");
        MailConnector connector = connector(Map.of(), host -> List.of(InetAddress.getLoopbackAddress()));
        String cursor = connector.fetch(null).cursor();
        Awaitility.await().until(() -> !connector.isWatching());
        connector.fetch(cursor);
        assertThat(connector.isWatching()).isFalse();
        connector.close();
    }

    @Test
    void smtpServerThatTalksWithoutEnd_isLeft() {
        String much = "250-x".repeat(20) + "\r\n";
        serve("220 ready\r\n", (line, out) -> say(out, much.repeat(20_000)));
        MailSettings settings = MailSettings.of(Map.of(
                "address", "care@acme.example",
                "password", "geheim-1",
                "imapHost", "imap.acme.example",
                "smtpHost", "127.0.0.1",
                "smtpPort", Integer.toString(door.getLocalPort()),
                "smtpSecurity", "NONE",
                "patienceSeconds", "2"));
        Trust trust = new Trust(null);
        SmtpServer smtp = new SmtpServer(
                settings,
                host -> List.of(InetAddress.getLoopbackAddress()),
                trust,
                new OpenSockets(),
                new MailFailures(settings, trust, Clock.systemUTC()));
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> smtp.check(java.util.Objects.requireNonNull(settings.smtp())));
        assertUnavailable(failure);
        assertThat(failure).hasMessageContaining("more than is read");
    }
}
