package org.rostrum.connector.webhook;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/** A connector with some settings, and calls to it that are rightly signed. */
final class Channel {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final String JSON = "application/json";

    private final WebhookConnector connector;
    private final boolean standard;

    private Channel(Map<String, String> settings, boolean standard) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("secret", NoNetwork.SECRET);
        if (!standard) {
            all.put("signature", "hmac-sha256");
        }
        new WebhookKind().check(all);
        this.standard = standard;
        this.connector = new WebhookConnector(
                GivenSettings.read(all), Map.of("rostrum.channel", "acme.web"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Calls are signed with id {@code msg_1} and time. */
    static Channel with(String... settings) {
        return new Channel(pairs(settings), true);
    }

    /** Calls are signed with neither. */
    static Channel bodyAlone(String... settings) {
        return new Channel(pairs(settings), false);
    }

    static Map<String, String> pairs(String... texts) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < texts.length; i += 2) {
            pairs.put(texts[i], texts[i + 1]);
        }
        return pairs;
    }

    Received send(String contentType, byte[] body, Map<String, String> headers) {
        try {
            WebhookCall call = standard
                    ? Sender.standard(NoNetwork.SECRET, "msg_1", NOW, contentType, body)
                    : Sender.call(
                            contentType,
                            body,
                            Map.of("X-Hub-Signature-256", "sha256=" + Sender.hex(NoNetwork.SECRET, "", body)));
            return connector.receive(Sender.with(call, headers));
        } catch (GeneralSecurityException | DeliveryException failure) {
            throw new AssertionError(failure);
        }
    }

    Received send(String contentType, String body) {
        return send(contentType, Sender.utf8(body), Map.of());
    }

    Received send(String json) {
        return send(JSON, json);
    }

    /** What is brought by a call that is taken as a whole. */
    List<Activity> taken(String json) {
        return taken(send(json));
    }

    static List<Activity> taken(Received received) {
        if (received.status() != 204) {
            throw new AssertionError(received.status() + " " + received.body());
        }
        return received.activities();
    }
}
