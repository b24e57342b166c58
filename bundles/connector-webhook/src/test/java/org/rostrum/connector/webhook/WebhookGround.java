package org.rostrum.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.WebhookContract;

/** What holds for every way to sign. */
abstract class WebhookGround extends WebhookContract<NoNetwork> {
    @Override
    protected final NoNetwork simulate() throws IOException {
        return new NoNetwork();
    }

    @Override
    protected final ConnectorKind kind() {
        return new WebhookKind();
    }

    @Override
    protected final Connection connect(Map<String, String> settings, Platform services) {
        WebhookConnector connector = new WebhookConnector(
                Configs.of(WebhookConfig.class, settings), Map.of("rostrum.channel", CHANNEL), services.clock());
        return new Connection(connector, () -> {});
    }

    @Override
    protected final Map<String, String> settings(NoNetwork network) {
        Map<String, String> settings =
                new LinkedHashMap<>(Map.of("secret", NoNetwork.SECRET, "previousSecret", NoNetwork.PREVIOUS));
        settings.putAll(special());
        return settings;
    }

    /** Settings of this way. */
    protected abstract Map<String, String> special();

    @Override
    protected Map<String, String> wrongSettings() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("secret", "short");
        wrong.put("previousSecret", "with a blank in it, and long enough otherwise");
        wrong.put("signature", "none");
        wrong.put("toleranceSeconds", "soon");
        wrong.put("network", "My Network");
        wrong.put("textPointer", "text");
        wrong.put("idPointer", "/a~2");
        wrong.put("itemsPointer", "#/items");
        wrong.put("textFormat", "rtf");
        wrong.put("defaultAuthor", "x".repeat(513));
        return wrong;
    }

    @Override
    protected final String signingSecret() {
        return NoNetwork.SECRET;
    }

    @Override
    protected byte[] message(String text) {
        return Sender.utf8("{\"id\":\"m" + Integer.toHexString(text.hashCode())
                + "\",\"author\":{\"id\":\"ann\",\"name\":\"Ann\"},\"published\":\"2026-01-31T17:00:00+01:00\",\"text\":\""
                + text + "\"}");
    }

    @Override
    protected abstract WebhookCall signed(byte[] body, Instant sent, String secret) throws GeneralSecurityException;

    @Test
    void previousSecret_isTakenAsWell() throws Exception {
        assertThat(taken(signed(message("Old"), Instant.now(), NoNetwork.PREVIOUS))
                        .activities())
                .hasSize(1);
    }

    @Test
    void check_saysWhereItWaits() throws Exception {
        assertThat(connector().check()).contains("/api/v1/webhooks/" + CHANNEL);
    }
}
