package org.rostrum.connector.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/**
 * Takes calls of Meta. Each is signed with the app secret. Meta signs no time of its own, but tells in the signed body when something
 * happened, and repeats calls for 36 hours: what is older is refused. A call that comes again within that time brings the same ids,
 * of which the archive keeps each once.
 */
final class Webhook {
    static final String HEADER = "X-Hub-Signature-256";
    static final Duration TOLERANCE = Duration.ofDays(2);

    private static final String PREFIX = "sha256=";
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private final GraphSettings settings;
    private final String verifyToken;
    private final String object;
    private final Changes changes;
    private final Clock clock;

    /** Makes activities of an entry, which may be another page's. */
    @FunctionalInterface
    interface Changes {
        List<Activity> of(JsonNode entry) throws DeliveryException;
    }

    /** @param object what Meta calls the kind of thing that calls are about */
    Webhook(GraphSettings settings, String verifyToken, String object, Changes changes, Clock clock) {
        this.settings = settings;
        this.verifyToken = verifyToken;
        this.object = object;
        this.changes = changes;
        this.clock = clock;
    }

    Received receive(WebhookCall call) throws DeliveryException {
        return call.method().equals("GET") ? verify(call) : take(call);
    }

    /** Meta asks once whether the address is ours. */
    private Received verify(WebhookCall call) throws DeliveryException {
        String shown = call.parameter("hub.verify_token").orElse("");
        String challenge = call.parameter("hub.challenge").orElse("");
        if (!call.parameter("hub.mode").orElse("").equals("subscribe")
                || !MessageDigest.isEqual(bytes(verifyToken), bytes(shown))) {
            throw refused("The call does not show the verify token.");
        }
        if (!CHALLENGE.matcher(challenge).matches()) {
            return Received.answer(400, "This is no challenge.");
        }
        return Received.answer(200, challenge);
    }

    private Received take(WebhookCall call) throws DeliveryException {
        byte[] body = call.body().bytes();
        String expected = PREFIX + HexFormat.of().formatHex(GraphSettings.sign(settings.appSecret(), body));
        if (!MessageDigest.isEqual(bytes(expected), bytes(call.header(HEADER).orElse("")))) {
            throw refused("The call is not signed with the app secret.");
        }
        JsonNode told = parse(body);
        if (told == null || !told.path("entry").isArray()) {
            return Received.answer(400, "This tells of nothing.");
        }
        if (!told.path("object").asText().equals(object)) {
            // taken, so that it does not come again and again
            return Received.answer(200, "");
        }
        for (JsonNode entry : told.path("entry")) {
            requireNow(Entries.time(entry.path("time")));
        }
        List<Activity> activities = new ArrayList<>();
        for (JsonNode entry : told.path("entry")) {
            activities.addAll(changes.of(entry));
        }
        return new Received(activities, 200, "text/plain", "");
    }

    private void requireNow(@Nullable Instant time) throws DeliveryException {
        if (time == null || Duration.between(time, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw refused("The call is about " + time + ", which is too long ago or ahead of our clock.");
        }
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            return GraphApi.JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static DeliveryException refused(String why) {
        return new DeliveryException(FailureCategory.AUTH_EXPIRED, why, null);
    }
}
