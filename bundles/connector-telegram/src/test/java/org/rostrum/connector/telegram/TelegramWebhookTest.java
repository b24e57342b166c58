package org.rostrum.connector.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.WebhookContract;

/** The contract where Telegram calls us. */
class TelegramWebhookTest extends WebhookContract<TelegramSimulator> {
    @Override
    protected TelegramSimulator simulate() throws IOException {
        TelegramSimulator network = TelegramGround.simulate();
        network.webhook().put("url", "https://social.acme.example/api/v1/webhooks/" + CHANNEL);
        return network;
    }

    @Override
    protected ConnectorKind kind() {
        return TelegramGround.kind();
    }

    @Override
    protected Map<String, String> settings(TelegramSimulator network) {
        Map<String, String> settings = TelegramGround.settings(network);
        settings.put("receive", "WEBHOOK");
        settings.put("webhookSecret", TelegramSimulator.SECRET);
        return settings;
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return TelegramGround.wrongSettings();
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        TelegramConnector connector = TelegramGround.connect(settings, services, CHANNEL);
        return new Connection(connector, connector::close);
    }

    @Override
    protected String signingSecret() {
        return TelegramSimulator.SECRET;
    }

    @Override
    protected byte[] message(String text) {
        return TelegramGround.update(text);
    }

    @Override
    protected WebhookCall signed(byte[] body, Instant sent, String secret) {
        return TelegramGround.call(body, secret);
    }

    /** The secret is shown, and nothing is signed with it. */
    @Override
    protected boolean bodyIsSigned() {
        return false;
    }

    @Override
    protected Set<String> signedHeaders() {
        return TelegramGround.signedHeaders();
    }

    @Override
    protected Optional<Duration> tolerance() {
        return TelegramGround.tolerance();
    }

    @Test
    void itIsNotAsked_asTelegramWouldRefuse() {
        assertThat(connector().abilities()).doesNotContain(Ability.LISTEN);
    }

    @Test
    void receive_takesWhatSaysNothing_soThatItDoesNotComeAgain() throws Exception {
        assertThat(taken(call("{\"update_id\":5,\"poll_answer\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .activities())
                .isEmpty();
    }

    @Test
    void receive_tellsTheTimeAtWhichItWasSaid() throws Exception {
        assertThat(taken(call(message("Happy new year"))).activities().get(0).published())
                .isEqualTo(TelegramGround.newYear());
    }

    @Test
    void check_saysWhatIsToBeSet_whenTelegramCallsNobodyOrSomebodyElse() throws Exception {
        network().webhook().put("url", "");
        assertThat(failure(() -> connector().check()))
                .hasMessageContaining("setWebhook")
                .hasMessageContaining("/api/v1/webhooks/" + CHANNEL);
        network().webhook().put("url", "https://other.example/hook/s3cret");
        assertThat(failure(() -> connector().check()))
                .hasMessageContaining("other.example")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void check_saysWhatTelegramDoesNotTell_andWhyItsLastCallFailed() throws Exception {
        network().webhook().putArray("allowed_updates").add("message").add("channel_post");
        assertFails(FailureCategory.REJECTED, () -> connector().check());
        assertThat(failure(() -> connector().check())).hasMessageContaining("edited_channel_post, edited_message");
        network().webhook().remove("allowed_updates");
        network()
                .webhook()
                .put("last_error_date", Instant.now().getEpochSecond() - 60)
                .put("last_error_message", "SSL error: certificate verify failed")
                .put("pending_update_count", 3);
        assertThat(connector().check()).contains("3 updates wait", "certificate verify failed");
    }
}
