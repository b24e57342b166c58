package org.rostrum.testkit.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/**
 * {@link ConnectorContract} for connectors with {@link Ability#WEBHOOK}: a call is taken when the network has signed it, and
 * refused in any other case. Clocks are real ones.
 *
 * @param <S> the simulator of the network
 */
public abstract class WebhookContract<S extends SimulatedNetwork> extends ConnectorContract<S> {
    /** The secret with which calls to the channel are signed; one of {@link NetworkSimulator#secrets}. */
    protected abstract String signingSecret();

    /** The body of a call in which one person says one thing, as the network would send it. */
    protected abstract byte[] message(String text);

    /**
     * A call of the network with this body.
     *
     * @param sent when it is signed
     * @param secret with which it is signed
     */
    protected abstract WebhookCall signed(byte[] body, Instant sent, String secret) throws Exception;

    /** Names of the headers without which, or with another value in which, a call must be refused; the signature's among them. */
    protected abstract Set<String> signedHeaders();

    /** How far the signed time may be from ours; empty when no time is signed. */
    protected abstract Optional<Duration> tolerance();

    /** Whether a changed body can be told by the signature; not so where networks show their secret and sign nothing with it. */
    protected boolean bodyIsSigned() {
        return true;
    }

    /** A call of now with the right signature. */
    protected final WebhookCall call(byte[] body) throws Exception {
        return signed(body, Instant.now(), signingSecret());
    }

    /** The same call with another value of a header; without it when the value is null. */
    protected static WebhookCall with(WebhookCall call, String header, @Nullable String value) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(call.headers());
        headers.remove(header);
        if (value != null) {
            headers.put(header, List.of(value));
        }
        return new WebhookCall(call.method(), call.query(), headers, call.body());
    }

    private static WebhookCall with(WebhookCall call, byte[] body) {
        return new WebhookCall(call.method(), call.query(), call.headers(), new WebhookCall.Body(body));
    }

    /** Sends a call; what is answered must be no failure and hold no secret. */
    protected final Received taken(WebhookCall call) throws DeliveryException {
        Received received = answered(call);
        assertThat(received.status()).as("answer: %s", received.body()).isBetween(200, 299);
        return received;
    }

    /** Sends a call; the answer must hold no secret. */
    protected final Received answered(WebhookCall call) throws DeliveryException {
        Received received = connector().receive(call);
        assertNoSecret("the answer", received.body() + received.mediaType());
        return received;
    }

    /** The call must be refused as not the network's. */
    protected final void assertRefused(String what, WebhookCall call) {
        DeliveryException failure = failure(() -> connector().receive(call));
        assertThat(failure.category()).as(what).isEqualTo(FailureCategory.AUTH_EXPIRED);
    }

    @Test
    void receive_isClaimed() {
        assertThat(connector().abilities()).contains(Ability.WEBHOOK);
    }

    @Test
    void receive_bringsWhatIsSigned() throws Exception {
        Received received = taken(call(message("Ol\u00e1! \u4f60\u597d \ud83d\ude80")));
        assertThat(received.activities()).singleElement().satisfies(activity -> {
            assertThat(activity.content()).contains("Ol\u00e1! \u4f60\u597d \ud83d\ude80");
            assertThat(activity.actor().networkId()).isNotBlank();
            assertThat(activity.published()).isBefore(Instant.now().plus(Duration.ofMinutes(1)));
            assertThat(activity.original().mediaType()).isNotBlank();
        });
    }

    @Test
    void receive_tellsMessagesApart() throws Exception {
        List<Activity> one = taken(call(message("One"))).activities();
        List<Activity> two = taken(call(message("Two"))).activities();
        assertThat(one.get(0).networkId()).isNotEqualTo(two.get(0).networkId());
    }

    @Test
    void receive_bringsTheSameAgain_whenACallIsRepeated() throws Exception {
        WebhookCall call = call(message("Did you get this?"));
        List<Activity> first = taken(call).activities();
        assertThat(first).isNotEmpty();
        assertThat(taken(call).activities()).isEqualTo(first);
        reconnect();
        assertThat(taken(call).activities()).as("after a restart").isEqualTo(first);
    }

    @Test
    void receive_refusesAnotherSecret() throws Exception {
        byte[] body = message("Not theirs");
        String secret = signingSecret();
        char last = secret.charAt(secret.length() - 2);
        String other = secret.substring(0, secret.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + secret.charAt(secret.length() - 1);
        assertRefused("another secret", signed(body, Instant.now(), other));
        assertRefused(
                "a secret turned round",
                signed(body, Instant.now(), new StringBuilder(secret).reverse().toString()));
    }

    @Test
    void receive_refusesAnotherBody() throws Exception {
        if (!bodyIsSigned()) {
            return;
        }
        byte[] body = message("Send 10 pieces");
        WebhookCall call = call(body);
        for (int place = 0; place < body.length; place++) {
            byte[] changed = body.clone();
            changed[place] ^= 1;
            assertRefused("byte " + place + " changed", with(call, changed));
        }
        assertRefused("cut", with(call, Arrays.copyOf(body, body.length - 1)));
        assertRefused("longer", with(call, Arrays.copyOf(body, body.length + 1)));
        assertRefused("empty", with(call, new byte[0]));
        assertRefused("of another call", with(call, message("Send 99 pieces")));
    }

    @Test
    void receive_refusesHeadersThatAreMissingOrOthers() throws Exception {
        WebhookCall call = call(message("With all its headers"));
        assertThat(signedHeaders()).isNotEmpty();
        for (String header : signedHeaders()) {
            String value = call.header(header).orElseThrow(() -> new AssertionError(header + " is not in the call"));
            Map<String, @Nullable String> others = new LinkedHashMap<>();
            others.put("without it", null);
            others.put("empty", "");
            others.put("nonsense", "nonsense");
            others.put("cut", value.substring(0, value.length() - 1));
            others.put("longer", value + "1");
            others.put("another", changed(value));
            others.forEach((how, other) -> assertRefused(header + ": " + how, with(call, header, other)));
        }
    }

    /** Another sign in the middle: the last one of Base64 may say less than it can. */
    private static String changed(String value) {
        int place = value.length() / 2;
        return value.substring(0, place) + (value.charAt(place) == '1' ? '2' : '1') + value.substring(place + 1);
    }

    @Test
    void receive_refusesWhatWasSignedLongAgo() throws Exception {
        Duration most = tolerance().orElse(null);
        if (most == null) {
            return;
        }
        byte[] body = message("Yesterday");
        String secret = signingSecret();
        Duration some = Duration.ofSeconds(5);
        assertRefused("old", signed(body, Instant.now().minus(most).minus(some), secret));
        assertRefused("very old", signed(body, Instant.now().minus(Duration.ofDays(3000)), secret));
        assertRefused("ahead", signed(body, Instant.now().plus(most).plus(some), secret));
        assertThat(taken(signed(body, Instant.now().minus(most).plus(some), secret))
                        .activities())
                .isNotEmpty();
    }

    @Test
    void receive_bringsNothing_whenNothingIsSigned() {
        WebhookCall bare = new WebhookCall("POST", Map.of(), Map.of(), new WebhookCall.Body(new byte[0]));
        assertRefused("nothing at all", bare);
        assertRefused("a body alone", with(bare, message("Believe me")));
    }

    @Test
    void receive_survivesBodiesThatMakeNoSense() throws Exception {
        byte[] whole = message("A whole message");
        List<byte[]> bodies = List.of(
                new byte[0],
                new byte[] {0, (byte) 0xff, 13},
                "no JSON".getBytes(StandardCharsets.UTF_8),
                "null".getBytes(StandardCharsets.UTF_8),
                "[]".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length / 2));
        for (byte[] body : bodies) {
            Received received = answered(call(body));
            assertThat(received.activities()).isEmpty();
            assertThat(received.status()).isBetween(200, 499);
        }
    }
}
