package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/**
 * The subscription to new videos at the hub (WebSub, W3C Recommendation of 23 January 2018). The hub asks back whether we meant
 * it, and lends it for some days; it is renewed a day before its end, beside the looks for comments. What the hub asks is no
 * secret, so the address that it is given carries a sign that others cannot know.
 */
final class Subscription {
    private static final String ENTRY = "hub";
    private static final String SIGN = "sign";
    private static final String TOPIC = "https://www.youtube.com/xml/feeds/videos.xml?channel_id=";
    private static final Duration LEASE = Duration.ofDays(5);
    private static final Duration LONGEST = Duration.ofDays(15);
    private static final Duration BEFORE_ITS_END = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    /** How late the hub may ask back. */
    private static final Duration PATIENCE = Duration.ofHours(6);

    private static final Pattern CHALLENGE = Pattern.compile("[\\x21-\\x7e]{1,1000}");

    private final HttpClient http;
    private final YouTubeSettings settings;
    private final ChannelMemory memory;
    private final String channel;
    private final Clock clock;

    private volatile @Nullable String trouble;
    private volatile @Nullable JsonNode last;

    Subscription(HttpClient http, YouTubeSettings settings, ChannelMemory memory, String channel, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.memory = memory;
        this.channel = channel;
        this.clock = clock;
    }

    /** Subscribes, or renews, when it is time. Never fails: what is wrong is told by {@link #warnings}. */
    void keep(String ownId) {
        if (settings.callback() == null) {
            return;
        }
        ObjectNode state = state();
        boolean same = isOurs(state, ownId);
        Instant now = clock.instant();
        boolean due = !same || until(state).isBefore(now.plus(BEFORE_ITS_END));
        boolean justAsked = same && asked(state).plus(AGAIN).isAfter(now);
        if (!due || justAsked) {
            return;
        }
        // written before it is asked: the hub may ask back before it answers
        ObjectNode next = same ? state : YouTubeApi.JSON.createObjectNode();
        next.put("topic", TOPIC + ownId).put("for", fingerprint()).put("asked", now.getEpochSecond());
        next.remove("denied");
        write(next);
        ask(ownId);
    }

    private void ask(String ownId) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("hub.callback", callback());
        form.put("hub.mode", "subscribe");
        form.put("hub.topic", TOPIC + ownId);
        form.put("hub.verify", "async");
        form.put("hub.lease_seconds", String.valueOf(LEASE.toSeconds()));
        form.put("hub.secret", settings.hubSecret());
        try {
            HttpAnswer answer = http.send(HttpCall.post(settings.hub(), HttpBody.form(form)));
            trouble = answer.isGood()
                    ? null
                    : "The hub does not take the subscription to new videos: it answered " + answer.status() + ".";
        } catch (DeliveryException failed) {
            trouble = "The hub cannot be asked for new videos: " + failed.getMessage();
        }
    }

    private String callback() {
        URI callback = settings.callback();
        return HttpCall.address(String.valueOf(callback), Map.of(SIGN, sign())).toString();
    }

    /** What only we and the hub know; changes with the secret. */
    private String sign() {
        return Signature.hex("HmacSHA256", settings.hubSecret(), "callback".getBytes(StandardCharsets.UTF_8))
                .substring(0, 32);
    }

    /** Changes with everything that the hub was told. */
    private String fingerprint() {
        return Signature.hex("HmacSHA256", settings.hubSecret(), callback().getBytes(StandardCharsets.UTF_8))
                .substring(0, 32);
    }

    /** The hub asks whether we meant it (verification of intent), or says that it will not (denial). */
    Received asksBack(WebhookCall call) {
        Received no = Received.answer(404, "");
        String given = call.parameter(SIGN).orElse("");
        if (!MessageDigest.isEqual(sign().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            return no;
        }
        ObjectNode state = state();
        boolean known = state.path("for").asText().equals(fingerprint())
                && state.path("topic")
                        .asText()
                        .equals(call.parameter("hub.topic").orElse(""));
        Instant now = clock.instant();
        if (!known || asked(state).plus(PATIENCE).isBefore(now)) {
            return no;
        }
        String challenge = call.parameter("hub.challenge").orElse("");
        switch (call.parameter("hub.mode").orElse("")) {
            case "subscribe" -> {
                if (!CHALLENGE.matcher(challenge).matches()) {
                    return no;
                }
                state.put("until", now.plus(lease(call)).getEpochSecond());
                state.remove("denied");
                write(state);
                return Received.answer(200, challenge);
            }
            case "denied" -> {
                state.put("denied", true);
                write(state);
                return Received.answer(200, "");
            }
            default -> {
                // we never unsubscribe: what is not renewed ends by itself
                return no;
            }
        }
    }

    private static Duration lease(WebhookCall call) {
        try {
            Duration told = Duration.ofSeconds(Long.parseLong(
                    call.parameter("hub.lease_seconds").orElse("0").strip()));
            return told.isNegative() ? Duration.ZERO : told.compareTo(LONGEST) > 0 ? LONGEST : told;
        } catch (NumberFormatException none) {
            return Duration.ZERO;
        }
    }

    /** Whether the hub tells of new videos now. */
    boolean isLive() {
        if (settings.callback() == null) {
            return false;
        }
        ObjectNode state = state();
        return state.path("for").asText().equals(fingerprint()) && until(state).isAfter(clock.instant());
    }

    private boolean isOurs(JsonNode state, String ownId) {
        return state.path("for").asText().equals(fingerprint())
                && state.path("topic").asText().equals(TOPIC + ownId);
    }

    private void write(ObjectNode state) {
        memory.write(channel, ENTRY, state.toString());
        last = state;
    }

    private ObjectNode state() {
        try {
            JsonNode kept = YouTubeApi.JSON.readTree(memory.read(channel, ENTRY).orElse("{}"));
            last = kept;
            return kept instanceof ObjectNode state ? state : YouTubeApi.JSON.createObjectNode();
        } catch (JsonProcessingException unreadable) {
            return YouTubeApi.JSON.createObjectNode();
        }
    }

    private static Instant asked(JsonNode state) {
        return Instant.ofEpochSecond(state.path("asked").asLong(0));
    }

    private static Instant until(JsonNode state) {
        return Instant.ofEpochSecond(state.path("until").asLong(0));
    }

    List<String> warnings() {
        if (settings.callback() == null) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        String told = trouble;
        if (told != null) {
            warnings.add(told + " New videos are found by looking, meanwhile.");
        }
        JsonNode state = last;
        if (state == null) {
            return warnings;
        }
        Instant now = clock.instant();
        boolean ours = state.path("for").asText().equals(fingerprint());
        if (ours && state.path("denied").asBoolean()) {
            warnings.add("The hub has refused the subscription to new videos.");
        } else if (ours
                && !until(state).isAfter(now)
                && asked(state).plus(AGAIN).isBefore(now)) {
            warnings.add(
                    "The hub was asked for new videos at " + asked(state) + " and has not called back: look whether the"
                            + " address for its calls can be reached from outside.");
        }
        return warnings;
    }
}
