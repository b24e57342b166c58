package org.rostrum.connector.telegram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.Platform;

/** How the simulated network and its channels are made. */
final class TelegramGround {
    private TelegramGround() {}

    static TelegramSimulator simulate() throws IOException {
        return new TelegramSimulator();
    }

    static ConnectorKind kind() {
        return new TelegramKind();
    }

    static Map<String, String> settings(TelegramSimulator network) {
        return new LinkedHashMap<>(Map.of(
                "botToken", TelegramSimulator.TOKEN, "api", network.address().toString(), "chat", "@acme_news"));
    }

    static Map<String, String> wrongSettings() {
        return Map.of(
                "botToken", "123456:short",
                "api", "http://api.telegram.org",
                "receive", "BOTH",
                "webhookSecret", "too short!",
                "chat", "our channel",
                "ownActors", "Jane \u0141");
    }

    static TelegramConnector connect(Map<String, String> settings, Platform services, String channel) {
        return new TelegramConnector(
                Configs.of(TelegramConfig.class, settings),
                Map.of("rostrum.channel", channel),
                services.http(),
                services.memory(),
                services.clock());
    }

    static byte[] update(String text) {
        return ("{\"update_id\":" + (700_000 + Math.abs(text.hashCode() % 1000)) + ",\"message\":{\"message_id\":"
                        + (1 + Math.abs(text.hashCode() % 1000))
                        + ",\"date\":1767225600,\"chat\":{\"id\":1001,\"type\":\"private\",\"first_name\":\"Jane\"},"
                        + "\"from\":{\"id\":1001,\"is_bot\":false,\"first_name\":\"Jane\"},\"text\":\"" + text + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static WebhookCall call(byte[] body, String secret) {
        return new WebhookCall(
                "POST",
                Map.of(),
                Map.of("Content-Type", List.of("application/json"), Webhook.HEADER, List.of(secret)),
                new WebhookCall.Body(body));
    }

    static Set<String> signedHeaders() {
        return Set.of(Webhook.HEADER.toLowerCase(java.util.Locale.ROOT));
    }

    static Optional<Duration> tolerance() {
        return Optional.empty();
    }

    static Instant newYear() {
        return Instant.parse("2026-01-01T00:00:00Z");
    }
}
