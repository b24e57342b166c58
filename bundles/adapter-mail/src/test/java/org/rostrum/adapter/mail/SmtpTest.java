package org.rostrum.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.ManualClock;

/** What the words of a mail server, and its silence, mean. */
@Timeout(60)
class SmtpTest {
    private static final String MAIL =
            "{\"to\":[\"joe@example.org\",\"ann@example.org\"],\"subject\":\"s\",\"text\":\"line\\n.\\nend\"}";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final ScriptedSmtp server = new ScriptedSmtp();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static MailRoutes routes(int port, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                port,
                "security",
                Security.NONE,
                "from",
                "rostrum@example.org",
                "timeoutSeconds",
                1,
                "helloName",
                "test.example"));
        all.putAll(settings);
        try {
            return new MailRoutes(MailServer.of(Configs.of(MailConfig.class, all)), new ManualClock(NOW));
        } catch (MailServer.UnusableException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String deliver(MailRoutes routes, DataSource... attachments) throws DeliveryException {
        try (MailFixture fixture = new MailFixture(routes)) {
            return fixture.deliver(MAIL, "key", List.of(attachments));
        }
    }

    private DeliveryException failure(Map<String, Object> settings, DataSource... attachments) {
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> deliver(routes(server.port(), settings), attachments));
        assertThat(failure)
                .as("no failure; the server heard " + server.commands)
                .isNotNull();
        return failure;
    }

    @Test
    void mail_isTaken() throws Exception {
        MailRoutes routes = routes(server.port(), Map.of("bounces", "bounces@example.org"));

        String id = deliver(routes);

        assertThat(id).matches("<rostrum\\.[0-9a-f]{32}@example\\.org>");
        assertThat(server.mails)
                .singleElement()
                .asString()
                .contains("Message-ID: " + id)
                .contains("\nline\n..\nend\n");
        assertThat(server.commands)
                .startsWith(
                        "EHLO test.example",
                        "MAIL FROM:<bounces@example.org>",
                        "RCPT TO:<joe@example.org>",
                        "RCPT TO:<ann@example.org>",
                        "DATA");
        assertThat(routes.lastSent()).contains(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        // before anything was begun
        "HELLO, 554 go away, UNAVAILABLE",
        "HELLO, 421 busy, UNAVAILABLE",
        "HELLO, cut, UNAVAILABLE",
        "HELLO, silence, UNAVAILABLE",
        "EHLO, cut, UNAVAILABLE",
        "EHLO, reset, UNAVAILABLE",
        // the transaction
        "MAIL, 550 5.7.1 sender refused, REJECTED",
        "MAIL, 530 5.7.0 authentication required, AUTH_EXPIRED",
        "MAIL, 451 4.3.0 local error, UNAVAILABLE",
        "MAIL, 421 4.3.2 closing down, UNAVAILABLE",
        "MAIL, 421 4.7.0 too many connections, RATE_LIMITED",
        "MAIL, cut, UNAVAILABLE",
        "MAIL, reset, UNAVAILABLE",
        "MAIL, silence, UNAVAILABLE",
        "RCPT, 550 5.1.1 no such user, REJECTED",
        "RCPT, 552 5.2.2 mailbox full, REJECTED",
        "RCPT, 554 5.7.1 relay denied, REJECTED",
        "RCPT, 530 sign in first, AUTH_EXPIRED",
        "RCPT, 450 4.2.1 mailbox busy, UNAVAILABLE",
        "RCPT, 451 4.7.1 greylisted, RATE_LIMITED",
        "RCPT, 450 Greylisting in action, RATE_LIMITED",
        "RCPT, 421 closing down, UNAVAILABLE",
        "RCPT, cut, UNAVAILABLE",
        "RCPT, reset, UNAVAILABLE",
        "DATA, 554 no, REJECTED",
        "DATA, 451 not now, UNAVAILABLE",
        "DATA, cut, UNAVAILABLE",
        "DATA, silence, UNAVAILABLE",
        // the server has everything
        "., 550 5.7.1 spam, REJECTED",
        "., 552 5.3.4 too large, REJECTED",
        "., 452 4.3.1 disk full, UNAVAILABLE",
        "., 421 4.3.2 closing down, UNAVAILABLE",
        "., 451 4.7.500 server busy, RATE_LIMITED",
        "., cut, UNKNOWN_OUTCOME",
        "., reset, UNKNOWN_OUTCOME",
        "., silence, UNKNOWN_OUTCOME",
        "., garbage, UNKNOWN_OUTCOME",
    })
    void failure_hasACategory(String command, String answer, FailureCategory category) {
        server.answer(command, answer);

        DeliveryException failure = failure(Map.of());

        assertThat(failure.category()).as(failure.toString()).isEqualTo(category);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + server.port());
        if (Character.isDigit(answer.charAt(0))) {
            assertThat(failure).hasMessageContaining(answer.substring(4));
        }
        if (category == FailureCategory.RATE_LIMITED) {
            assertThat(failure.retryAt()).isEqualTo(NOW.plus(SmtpFailures.PAUSE));
        }
    }

    @Test
    void refusedAddress_isNamed_andNobodyGetsTheMail() {
        server.answer("RCPT TO:<ann@example.org>", "550 5.1.1 no such user");

        DeliveryException failure = failure(Map.of());

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("ann@example.org").hasMessageNotContaining("joe@example.org");
        assertThat(server.mails).isEmpty();
    }

    @Test
    void oneAddressForLater_meansAllLater() {
        server.answer("RCPT TO:<joe@example.org>", "450 4.2.0 later");

        assertThat(failure(Map.of()).category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(server.mails).isEmpty();
    }

    @Test
    void lastingRefusalOfOneAddress_wins_overALaterOneOfAnother() {
        server.answer("RCPT TO:<joe@example.org>", "450 4.2.0 later").answer("RCPT TO:<ann@example.org>", "550 never");

        assertThat(failure(Map.of()).category()).isEqualTo(FailureCategory.REJECTED);
    }

    @Test
    void mail_isTaken_whateverPoliteWordsTheServerUses() throws Exception {
        server.answer(".", "251 taken, will forward");

        assertThat(deliver(routes(server.port(), Map.of()))).isNotBlank();
    }

    @Test
    void mail_isTaken_alsoWhenTheGoodbyeFails() throws Exception {
        server.answer("QUIT", ScriptedSmtp.RESET);

        assertThat(deliver(routes(server.port(), Map.of()))).isNotBlank();
    }

    @Test
    void wrongPassword_isAuthExpired_andIsNotShown() {
        server.answer("AUTH", "535 5.7.8 bad credentials");

        DeliveryException failure = failure(Map.of("user", "rostrum", "password", "s3cret-wôrd"));

        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("org.rostrum.adapter.mail");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "454 4.7.0 temporary failure, RATE_LIMITED",
        "454 temporary failure, UNAVAILABLE",
        "cut, UNAVAILABLE",
        "421 4.7.0 too many failures, RATE_LIMITED"
    })
    void signInThatFailsForNow_isTriedLater(String answer, FailureCategory category) {
        server.answer("AUTH", answer);

        assertThat(failure(Map.of("user", "rostrum", "password", "p")).category())
                .isEqualTo(category);
    }

    @Test
    void serverWithoutStartTls_getsNothing() {
        DeliveryException failure = failure(Map.of("security", Security.STARTTLS, "user", "rostrum", "password", "p"));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("STARTTLS");
        assertThat(server.commands).noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL"));
    }

    @Test
    void startTls_protectsTheSignIn() throws Exception {
        server.answer("EHLO", "250-here\r\n250-AUTH PLAIN\r\n250 STARTTLS").answer("STARTTLS", "220 go");
        Map<String, Object> settings = Map.of("security", Security.STARTTLS, "user", "rostrum", "password", "p");

        DeliveryException failure = failure(settings);
        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("certificate");
        assertThat(server.commands).noneMatch(command -> command.startsWith("AUTH"));

        Map<String, Object> unchecked = new HashMap<>(settings);
        unchecked.put("checkCertificate", false);
        server.commands.clear();
        deliver(routes(server.port(), unchecked));
        assertThat(server.commands).startsWith("EHLO test.example", "STARTTLS", "EHLO test.example");
        assertThat(server.commands.get(3)).startsWith("AUTH PLAIN");
        assertThat(server.mails).hasSize(1);
    }

    @Test
    void nobodyAtThePort_isUnavailable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        DeliveryException failure =
                catchThrowableOfType(DeliveryException.class, () -> deliver(routes(port, Map.of())));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("refused");
    }

    @Test
    void unknownHost_isUnavailable() {
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> deliver(routes(25, Map.of("host", "mail.nowhere.invalid"))));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    /** Breaks after a number of bytes, or cannot be opened. */
    private record BrokenAttachment(int bytes, IOException failure) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            if (bytes == 0) {
                throw failure;
            }
            return new SequenceInputStream(
                    new ByteArrayInputStream(new byte[bytes]), new FilterInputStream(InputStream.nullInputStream()) {
                        @Override
                        public int read(byte[] target, int offset, int length) throws IOException {
                            throw failure;
                        }
                    });
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "application/pdf";
        }

        @Override
        public String getName() {
            return "report.pdf";
        }
    }

    @Test
    void attachmentThatIsGone_isRejectedByName_andNoMailIsTaken() {
        DeliveryException failure = failure(Map.of(), new BrokenAttachment(0, new FileNotFoundException("run 7")));

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("report.pdf").hasMessageContaining("no longer exists");
    }

    @Test
    void attachmentThatBreaksOff_isTriedLater_andNoHalfMailIsTaken() {
        DeliveryException failure = failure(Map.of(), new BrokenAttachment(100_000, new IOException("disk")));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("report.pdf");
        assertThat(server.commands).doesNotContain(".");
    }
}
