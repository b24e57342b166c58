package org.rostrum.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;

/** The contract on the real Dovecot, which {@code ./rostrum test} starts. */
@EnabledIfEnvironmentVariable(named = DovecotHost.VARIABLE, matches = ".+")
class DovecotTest extends MailContract {
    @Override
    protected MailNetwork simulate() throws Exception {
        return new MailNetwork(new DovecotHost());
    }

    /** More than a page; each is put into the mailbox over a connection of its own. */
    @Override
    protected int many() {
        return 70;
    }

    private DovecotHost dovecot() {
        return (DovecotHost) network().host();
    }

    @Test
    void restartOfTheServer_losesNothing_andNewsAreToldAgain() throws Exception {
        String one = network().say("before");
        Fetched first = connector().fetch(null);
        assertThat(first.activities()).extracting(Activity::networkId).containsExactly(one);
        dovecot().restart();
        Awaitility.await("the watcher ends")
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(30)) // Dovecot lets go of those that idle after some seconds
                .until(() -> !mail().isWatching());
        String two = network().say("after");
        Fetched second = connector().fetch(first.cursor());
        assertThat(second.activities()).extracting(Activity::networkId).containsExactly(two);
        assertThat(mail().isWatching()).isTrue();
    }

    private Map<String, String> secure(String security, String certificate) {
        Map<String, String> settings = settings(network());
        settings.put("imapHost", "127.0.0.1");
        settings.put("imapSecurity", security);
        settings.put(
                "imapPort",
                Integer.toString(
                        security.equals("TLS") ? dovecot().tlsPort() : dovecot().imapPort()));
        settings.put("certificate", certificate);
        settings.put("smtpHost", "");
        return settings;
    }

    private String checked(Map<String, String> settings) throws Exception {
        Connection channel = connect(settings, platform());
        try {
            return channel.connector().check();
        } finally {
            channel.end().close();
        }
    }

    @Test
    void certificateThatNobodyKnows_isRefusedWithItsFingerprint_andAcceptedByIt() throws Exception {
        for (String security : new String[] {"TLS", "STARTTLS"}) {
            DeliveryException refused = failure(() -> checked(secure(security, "")));
            assertThat(refused.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(refused)
                    .as(security)
                    .hasMessageContaining(dovecot().fingerprint())
                    .hasMessageContaining("mail.acme.test")
                    .hasMessageContaining("imapHost");
            assertThat(checked(secure(security, dovecot().fingerprint()))).contains(MailNetwork.ADDRESS);
            String other = dovecot().fingerprint().replaceFirst("^..", "00");
            assertFails(FailureCategory.UNAVAILABLE, () -> checked(secure(security, other)));
        }
    }

    @Test
    void securityThatThePortDoesNotSpeak_isToldByName() {
        Map<String, String> settings = secure("TLS", "");
        settings.put("imapPort", Integer.toString(dovecot().imapPort()));
        DeliveryException refused = failure(() -> checked(settings));
        assertThat(refused).hasMessageContaining("imapPort").hasMessageContaining("imapSecurity");
    }

    @Test
    void newsOverTls_areToldAtOnce() throws Exception {
        Connection channel = connect(secure("TLS", dovecot().fingerprint()), platform());
        try {
            String cursor = channel.connector().fetch(null).cursor();
            Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> ((MailConnector) channel.connector())
                    .isWatching());
            int before = platform().news().channels().size();
            String id = network().say("Over TLS");
            Awaitility.await("news")
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> platform().news().channels().size() > before);
            assertThat(channel.connector().fetch(cursor).activities())
                    .extracting(Activity::networkId)
                    .containsExactly(id);
        } finally {
            channel.end().close();
        }
    }
}
