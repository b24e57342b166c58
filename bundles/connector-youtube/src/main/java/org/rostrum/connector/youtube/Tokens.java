package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/**
 * Renews access (OAuth 2.0, RFC 6749). Google's refresh tokens stay as they are; should another one come with an answer, it is
 * written down before anything is done with it, and is used for as long as the settings are those it came of.
 */
final class Tokens {
    private static final String ENTRY = "refresh";
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(2);
    private static final Duration USUAL = Duration.ofHours(1);
    private static final long LONGEST = Duration.ofDays(3650).toSeconds();

    /** Of apps that are in testing, as Google's documentation has it. */
    private static final Duration IN_TESTING = Duration.ofDays(7);

    private final HttpClient http;
    private final YouTubeSettings settings;
    private final ChannelMemory memory;
    private final String channel;
    private final Clock clock;

    private @Nullable Access current;
    private volatile @Nullable Instant grantEnds;
    private volatile boolean inTesting;

    Tokens(HttpClient http, YouTubeSettings settings, ChannelMemory memory, String channel, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.memory = memory;
        this.channel = channel;
        this.clock = clock;
    }

    /** Never printed. */
    static final class Access {
        private final String token;
        private final Instant end;
        private final Set<String> scopes;

        private Access(String token, Instant end, Set<String> scopes) {
            this.token = token;
            this.end = end;
            this.scopes = scopes;
        }

        String token() {
            return token;
        }

        /** What was granted; empty when Google did not say. */
        Set<String> scopes() {
            return scopes;
        }
    }

    synchronized Access access() throws DeliveryException {
        Access known = current;
        if (known == null || known.end.isBefore(clock.instant().plus(BEFORE_ITS_END))) {
            known = renew();
            current = known;
        }
        return known;
    }

    /** Another one, after this was refused. */
    synchronized Access instead(Access refused) throws DeliveryException {
        Access known = current;
        if (known == null || known == refused) {
            known = renew();
            current = known;
        }
        return known;
    }

    private Access renew() throws DeliveryException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("client_id", settings.clientId());
        form.put("client_secret", settings.clientSecret());
        form.put("refresh_token", remembered().orElse(settings.refreshToken()));
        HttpAnswer answer = http.send(
                HttpCall.post(settings.tokenAddress(), HttpBody.form(form)).asSafe());
        JsonNode body = YouTubeApi.read(answer);
        if (!answer.isGood()) {
            throw refused(answer, body);
        }
        String token = body.path("access_token").asText("");
        if (token.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    settings.tokenAddress().getHost() + " gave an answer without a token.",
                    null);
        }
        String other = body.path("refresh_token").asText("");
        if (!other.isEmpty() && !other.equals(form.get("refresh_token"))) {
            remember(other);
        }
        noteEnd(body.path("refresh_token_expires_in"));
        long seconds = body.path("expires_in").asLong(USUAL.toSeconds());
        return new Access(
                token,
                clock.instant().plusSeconds(Math.max(0, Math.min(seconds, LONGEST))),
                Set.of(body.path("scope").asText("").strip().split("\\s+")));
    }

    private void noteEnd(JsonNode seconds) {
        if (seconds.canConvertToLong() && seconds.isNumber()) {
            Duration left = Duration.ofSeconds(Math.max(0, Math.min(seconds.asLong(), LONGEST)));
            grantEnds = clock.instant().plus(left);
            inTesting = left.compareTo(IN_TESTING) <= 0;
        } else {
            grantEnds = null;
            inTesting = false;
        }
    }

    private DeliveryException refused(HttpAnswer answer, JsonNode body) {
        String error = body.path("error").asText("");
        DeliveryException plain = answer.failure(body.path("error_description").asText(error));
        String remedy =
                switch (error) {
                    case "invalid_grant" -> " The access of this channel has ended or was taken back: have its owner grant it"
                            + " anew, and give the new refresh token. If that happens every seven days, the app is in testing:"
                            + " publish it under \"Audience\" in the Google Cloud console.";
                    case "invalid_client",
                            "unauthorized_client",
                            "deleted_client",
                            "disabled_client" -> " Google does not know"
                            + " this OAuth client: look at the client id and the client secret.";
                    case "admin_policy_enforced",
                            "access_denied",
                            "org_internal" -> " An administrator of the owner's Google" + " account does not allow it.";
                    case "invalid_scope" -> " Have access granted anew, with the scope that the channel needs.";
                    default -> "";
                };
        FailureCategory category = remedy.isEmpty() ? plain.category() : FailureCategory.AUTH_EXPIRED;
        return new DeliveryException(
                category, YouTubeApi.sentence(String.valueOf(plain.getMessage())) + remedy, plain.retryAt(), null);
    }

    private Optional<String> remembered() {
        return memory.read(channel, ENTRY).flatMap(this::ofTheseSettings);
    }

    private Optional<String> ofTheseSettings(String kept) {
        try {
            JsonNode json = YouTubeApi.JSON.readTree(kept);
            return json.path("owner").asText().equals(settings.owner())
                    ? Optional.of(json.path("token").asText("")).filter(token -> !token.isEmpty())
                    : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private void remember(String token) {
        memory.write(
                channel,
                ENTRY,
                YouTubeApi.JSON
                        .createObjectNode()
                        .put("owner", settings.owner())
                        .put("token", token)
                        .toString());
    }

    /** When the owner's grant ends, as Google last said; empty when it does not, or access was not renewed yet. */
    Optional<Instant> grantEnds() {
        return Optional.ofNullable(grantEnds);
    }

    /** Whether the grant is as short as those of apps that are in testing. */
    boolean looksInTesting() {
        return inTesting;
    }
}
