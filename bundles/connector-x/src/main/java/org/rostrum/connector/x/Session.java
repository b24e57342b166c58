package org.rostrum.connector.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/**
 * What the account granted the app (OAuth 2.0, RFC 6749 section 6). An access token is good for two hours; each refresh token
 * is good for one use and brings the next: new ones are written down before they are used. Tokens that came of the settings as
 * they are now go on; when somebody connects anew, those of before count for nothing.
 */
final class Session {
    private static final String ENTRY = "tokens";
    /** What the platform's names of channels begin with that there are only for a check. */
    private static final String TRIAL = "~";

    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);
    private static final Duration USUAL_LIFE = Duration.ofHours(2);
    private static final Duration STUBBORN = Duration.ofMinutes(5);

    private final HttpClient http;
    private final XSettings settings;
    private final ChannelMemory memory;
    private final String channel;
    private final Clock clock;
    private final String owner;

    private volatile @Nullable Tokens tokens;
    private Instant noRenewalBefore = Instant.MIN;

    Session(HttpClient http, XSettings settings, ChannelMemory memory, String channel, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.memory = memory;
        this.channel = channel;
        this.clock = clock;
        this.owner = digest(settings.clientId() + "\n" + settings.refreshToken());
    }

    /** Never printed. */
    static final class Tokens {
        private final String access;
        private final String refresh;
        private final Instant ends;
        private final Set<String> scopes;

        private Tokens(String access, String refresh, Instant ends, Set<String> scopes) {
            this.access = access;
            this.refresh = refresh;
            this.ends = ends;
            this.scopes = scopes;
        }

        String access() {
            return access;
        }
    }

    /** Tokens that are good as far as we know. */
    Tokens current() throws DeliveryException {
        Tokens known = tokens;
        return known != null && !endsSoon(known) ? known : renewed(known);
    }

    /** Others than these, which X has refused; the same when it lately refused new ones as well. */
    Tokens replace(Tokens refused) throws DeliveryException {
        Tokens known = tokens;
        return known != null && known != refused ? known : renewed(refused);
    }

    /** New ones were refused, too: it is not for their age. */
    synchronized void refusedAnew() {
        noRenewalBefore = clock.instant().plus(STUBBORN);
    }

    private synchronized Tokens renewed(@Nullable Tokens old) throws DeliveryException {
        Tokens known = tokens;
        if (known != null && known != old) {
            return known;
        }
        if (old != null && !endsSoon(old) && clock.instant().isBefore(noRenewalBefore)) {
            return old;
        }
        Tokens kept = remembered();
        if (kept != null && !endsSoon(kept) && (old == null || !kept.access.equals(old.access))) {
            // another server of ours was quicker, or this one was restarted
            tokens = kept;
            return kept;
        }
        Tokens made = exchange(kept == null ? settings.refreshToken() : kept.refresh);
        tokens = made;
        return made;
    }

    /** Whether these are settings that are tried before there is a channel: nothing of them is kept. */
    boolean isTrial() {
        return channel.startsWith(TRIAL);
    }

    /**
     * Finds out whether X knows the app, by a refresh token that nobody has: with the one of the settings X would use that up, and
     * the channel that is made of them later would have none.
     */
    void tryApp() throws DeliveryException {
        HttpAnswer answer = http.send(call("none"));
        JsonNode body = XApi.read(answer);
        if (isAboutTheApp(body)) {
            throw unknownApp(answer, body);
        }
        if (answer.status() != 400) {
            throw answer.isGood()
                    ? new DeliveryException(FailureCategory.UNAVAILABLE, "X gave an answer without a token.", null)
                    : Refusal.of(answer, body).failure(clock.instant(), null);
        }
    }

    private static boolean isAboutTheApp(JsonNode body) {
        String error = body.path("error").asText("");
        return error.equals("unauthorized_client")
                || error.equals("invalid_client")
                || body.path("error_description").asText("").contains("client");
    }

    private static DeliveryException unknownApp(HttpAnswer answer, JsonNode body) {
        return expired(
                answer,
                body.path("error_description").asText(""),
                "Check client ID and client secret: apps of the types Web App and Automated App have a secret, others"
                        + " none.");
    }

    private Tokens exchange(String refresh) throws DeliveryException {
        HttpAnswer answer = http.send(call(refresh));
        JsonNode body = XApi.read(answer);
        if (answer.isGood()) {
            return keep(body, refresh);
        }
        Tokens kept = remembered();
        if (kept != null && !kept.refresh.equals(refresh) && !endsSoon(kept)) {
            // another server of ours has used it up in this moment, and written down what came
            return kept;
        }
        int status = answer.status();
        String said = body.path("error_description").asText(body.path("error").asText(""));
        if (isAboutTheApp(body)) {
            throw unknownApp(answer, body);
        }
        if (status == 400 || status == 401 || status == 403) {
            throw expired(
                    answer,
                    said,
                    "Let the account grant the app anew, with the scope offline.access, and give the new refresh token."
                            + " One that another program has used is used up.");
        }
        throw Refusal.of(answer, body).failure(clock.instant(), null);
    }

    private static DeliveryException expired(HttpAnswer answer, String said, String remedy) {
        String told = String.valueOf(answer.failure(said).getMessage());
        return new DeliveryException(
                FailureCategory.AUTH_EXPIRED, told + (told.endsWith(".") ? " " : ". ") + remedy, null);
    }

    /** Nothing is said or changed by it that could be doubled, so that it counts as safe: a lost answer is no doubt about a post. */
    private HttpCall call(String refresh) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refresh);
        String secret = settings.clientSecret();
        if (secret == null) {
            form.put("client_id", settings.clientId());
        }
        HttpCall call = HttpCall.post(
                        HttpCall.address(settings.api() + "/2/oauth2/token", Map.of()), HttpBody.form(form))
                .asSafe();
        return secret == null
                ? call
                : call.with(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (settings.clientId() + ":" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    private Tokens keep(JsonNode body, String used) throws DeliveryException {
        String access = body.path("access_token").asText("");
        String refresh = body.path("refresh_token").asText("");
        if (access.isEmpty()) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "X gave an answer without a token.", null);
        }
        long seconds = body.path("expires_in").asLong(USUAL_LIFE.toSeconds());
        Tokens made = new Tokens(
                access,
                refresh.isEmpty() ? used : refresh,
                clock.instant()
                        .plusSeconds(Math.max(
                                0, Math.min(seconds, Duration.ofDays(365).toSeconds()))),
                scopes(body.path("scope").asText("")));
        memory.write(
                channel,
                ENTRY,
                XApi.JSON
                        .createObjectNode()
                        .put("owner", owner)
                        .put("access", made.access)
                        .put("refresh", made.refresh)
                        .put("ends", made.ends.toString())
                        .put("scope", String.join(" ", made.scopes))
                        .toString());
        return made;
    }

    private @Nullable Tokens remembered() {
        try {
            JsonNode kept = XApi.JSON.readTree(memory.read(channel, ENTRY).orElse("{}"));
            Instant ends = XApi.instant(kept.path("ends").asText(""));
            return kept.path("owner").asText("").equals(owner) && ends != null
                    ? new Tokens(
                            kept.path("access").asText(),
                            kept.path("refresh").asText(),
                            ends,
                            scopes(kept.path("scope").asText("")))
                    : null;
        } catch (JsonProcessingException unreadable) {
            return null;
        }
    }

    private static Set<String> scopes(String text) {
        Set<String> scopes = new TreeSet<>(Arrays.asList(text.strip().split("\\s+", -1)));
        scopes.remove("");
        return scopes;
    }

    private boolean endsSoon(Tokens known) {
        return known.ends.isBefore(clock.instant().plus(BEFORE_ITS_END));
    }

    /** Those that the account has not granted, as far as X has said what it did. */
    Set<String> missing(List<String> needed) {
        Tokens known = tokens;
        Set<String> missing = new TreeSet<>(needed);
        if (known == null || known.scopes.isEmpty()) {
            missing.clear();
        } else {
            missing.removeAll(known.scopes);
        }
        return missing;
    }

    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
