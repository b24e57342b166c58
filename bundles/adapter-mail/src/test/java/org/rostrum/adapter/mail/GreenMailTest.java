package org.rostrum.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.activation.DataSource;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.Configs;

/** Against a real mail server. */
class GreenMailTest {
    private static final String MAIL =
            "{\"to\":[\"joe@example.org\"],\"subject\":\"zażółć\",\"text\":\"gęślą\",\"html\":\"<b>jaźń</b>\"}";

    private final GreenMail server =
            new GreenMail(new ServerSetup[] {setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_SMTPS)});

    private static ServerSetup setup(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    GreenMailTest() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static MailRoutes routes(int port, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(
                Map.of("host", "127.0.0.1", "port", port, "security", Security.NONE, "from", "rostrum@example.org"));
        all.putAll(settings);
        try {
            return new MailRoutes(MailServer.of(Configs.of(MailConfig.class, all)), Clock.systemUTC());
        } catch (MailServer.UnusableException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String deliver(MailRoutes routes, String key, DataSource... attachments) throws DeliveryException {
        try (MailFixture fixture = new MailFixture(routes)) {
            return fixture.deliver(MAIL, key, List.of(attachments));
        }
    }

    @Test
    void mail_arrivesWithItsParts() throws Exception {
        String id = deliver(routes(server.getSmtp().getPort(), Map.of()), "k1");

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getSubject()).isEqualTo("zażółć");
        assertThat(received[0].getMessageID()).isEqualTo(id);
        assertThat(received[0].getHeader("RostrumAccount")).isNull();
        assertThat(((MimeMultipart) received[0].getContent()).getCount()).isEqualTo(2);
    }

    @Test
    void signIn_works_andFailsWithTheWrongPassword() throws Exception {
        server.setUser("rostrum@example.org", "rostrum", "s3cret");
        server.getUserManager().setAuthRequired(true);
        int port = server.getSmtp().getPort();

        deliver(routes(port, Map.of("user", "rostrum", "password", "s3cret")), "k1");
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class,
                () -> deliver(routes(port, Map.of("user", "rostrum", "password", "wrong")), "k2"));

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
    }

    @Test
    void tls_works_whenTheCertificateIsNotChecked_andIsRefusedOtherwise() throws Exception {
        int port = server.getSmtps().getPort();
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> deliver(routes(port, Map.of("security", Security.TLS)), "k1"));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("certificate").hasMessageContaining("checkCertificate");
        assertThat(server.getReceivedMessages()).isEmpty();

        deliver(routes(port, Map.of("security", Security.TLS, "checkCertificate", false)), "k1");
        assertThat(server.getReceivedMessages()).hasSize(1);
    }
}
