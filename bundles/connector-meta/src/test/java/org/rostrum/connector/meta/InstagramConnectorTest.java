package org.rostrum.connector.meta;

import java.io.ByteArrayInputStream;
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
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.WebhookContract;

/** The contract, with all abilities. */
class InstagramConnectorTest extends WebhookContract<InstagramSimulator> {
    /** Begins and ends as a JPEG does; the simulator looks no further. */
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2, 3, 4, 5, (byte) 0xff, (byte) 0xd9};

    static Media jpeg(String alternative) {
        return new Media("cup.jpg", "image/jpeg", JPEG.length, alternative, () -> new ByteArrayInputStream(JPEG));
    }

    static Map<String, String> settingsOf(InstagramSimulator network) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("page", GraphSimulator.PAGE);
        settings.put("appId", GraphSimulator.APP);
        settings.put("appSecret", GraphSimulator.APP_SECRET);
        settings.put("accessToken", GraphSimulator.TOKEN);
        settings.put("verifyToken", GraphSimulator.VERIFY);
        settings.put("api", network.address().toString());
        settings.put("uploads", network.address().toString());
        return settings;
    }

    @Override
    protected InstagramSimulator simulate() throws IOException {
        return new InstagramSimulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new InstagramKind();
    }

    @Override
    protected Map<String, String> settings(InstagramSimulator network) {
        return settingsOf(network);
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of(
                "page", "",
                "appId", "-1",
                "appSecret", "not hex, and blanks",
                "accessToken", "short",
                "verifyToken", "two words of it",
                "api", "graph.facebook.com",
                "uploads", "https://rupload.facebook.com/?a=b",
                "version", "latest",
                "days", "366");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        InstagramConnector connector = new InstagramConnector(
                Configs.of(InstagramConfig.class, settings),
                Map.of("rostrum.channel", CHANNEL),
                services.http(),
                services.memory(),
                services.clock());
        return new Connection(connector, connector::close);
    }

    /** There are no posts without a picture. */
    @Override
    protected Post post(String text) {
        return Post.of(nextKey(), Instant.now(), text).with(List.of(jpeg("")));
    }

    /** Pictures of Instagram are JPEG alone. */
    @Override
    protected Media picture(String alternative) {
        return jpeg(alternative);
    }

    @Override
    protected String signingSecret() {
        return GraphSimulator.APP_SECRET;
    }

    @Override
    protected byte[] message(String text) {
        int number = 1 + Math.abs(text.hashCode() % 10_000);
        return ("{\"object\":\"instagram\",\"entry\":[{\"id\":\"" + InstagramSimulator.ACCOUNT + "\",\"time\":"
                        + Instant.now().getEpochSecond()
                        + ",\"changes\":[{\"field\":\"comments\",\"value\":{\"from\":{\"id\":\""
                        + InstagramSimulator.JANE + "\",\"username\":\"jane\"},\"media\":{\"id\":\"1781000\","
                        + "\"media_product_type\":\"FEED\"},\"id\":\"179" + number + "\",\"text\":\"" + text
                        + "\"}}]}]}")
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
