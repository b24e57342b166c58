package org.rostrum.connector.meta;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.WebhookContract;

/** The contract, with all abilities. */
class FacebookConnectorTest extends WebhookContract<FacebookSimulator> {
    @Override
    protected FacebookSimulator simulate() throws IOException {
        return new FacebookSimulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new FacebookKind();
    }

    @Override
    protected Map<String, String> settings(FacebookSimulator network) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("page", GraphSimulator.PAGE);
        settings.put("appId", GraphSimulator.APP);
        settings.put("appSecret", GraphSimulator.APP_SECRET);
        settings.put("accessToken", GraphSimulator.TOKEN);
        settings.put("verifyToken", GraphSimulator.VERIFY);
        settings.put("messages", "true");
        settings.put("api", network.address().toString());
        settings.put("uploads", network.address().toString());
        return settings;
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of(
                "page", "our page!",
                "appId", "the app",
                "appSecret", "short",
                "accessToken", "has blanks in it, so it is none",
                "verifyToken", "short",
                "api", "http://graph.facebook.com",
                "version", "26",
                "days", "0");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        Map<String, Object> typed = new LinkedHashMap<>(settings);
        typed.put("messages", true);
        FacebookConnector connector = new FacebookConnector(
                Configs.of(FacebookConfig.class, typed),
                Map.of("rostrum.channel", CHANNEL),
                services.http(),
                services.memory(),
                services.news(),
                services.clock());
        return new Connection(connector, connector::close);
    }

    @Override
    protected String signingSecret() {
        return GraphSimulator.APP_SECRET;
    }

    @Override
    protected byte[] message(String text) {
        int number = 1 + Math.abs(text.hashCode() % 10_000);
        return ("{\"object\":\"page\",\"entry\":[{\"id\":\"" + GraphSimulator.PAGE + "\",\"time\":"
                        + Instant.now().getEpochSecond()
                        + ",\"changes\":[{\"field\":\"feed\",\"value\":{\"from\":{\"id\":\""
                        + FacebookSimulator.JANE + "\",\"name\":\"Jane\"},\"item\":\"comment\",\"comment_id\":\"1000_"
                        + number
                        + "\",\"post_id\":\"" + GraphSimulator.PAGE + "_1000\",\"parent_id\":\"" + GraphSimulator.PAGE
                        + "_1000\",\"verb\":\"add\",\"created_time\":1767225600,\"message\":\"" + text + "\"}}]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected WebhookCall signed(byte[] body, Instant sent, String secret) {
        String text = new String(body, StandardCharsets.UTF_8);
        byte[] timed = text.contains("\"time\":")
                ? text.replaceFirst("\"time\":[0-9]+", "\"time\":" + sent.getEpochSecond())
                        .getBytes(StandardCharsets.UTF_8)
                : body;
        return new WebhookCall(
                "POST",
                Map.of(),
                Map.of(
                        "Content-Type",
                        List.of("application/json"),
                        Webhook.HEADER,
                        List.of("sha256=" + GraphSimulator.sign(secret, timed))),
                new WebhookCall.Body(timed));
    }

    @Override
    protected Set<String> signedHeaders() {
        return Set.of(Webhook.HEADER.toLowerCase(Locale.ROOT));
    }

    @Override
    protected Optional<Duration> tolerance() {
        return Optional.of(Webhook.TOLERANCE);
    }
}
