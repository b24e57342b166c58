package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/**
 * Renews access, which lasts for 60 days, with a grant that lasts for a year from its beginning. What comes is written down
 * before it is used, and holds for as long as the settings are those that it came of.
 */
final class LinkedInTokens {
    private static final String ENTRY = "access";
    private static final Duration BEFORE_ITS_END = Duration.ofDays(5);
    private static final Duration LIFE = Duration.ofDays(60);
    private static final long LONGEST = Duration.ofDays(3650).toSeconds();

    private final HttpClient http;
    private final LinkedInSettings settings;
    private final ChannelMemory memory;
    private final String channel;
    private final Clock clock;

    private @Nullable Access current;
    private volatile @Nullable Instant end;

    LinkedInTokens(HttpClient http, LinkedInSettings settings, ChannelMemory memory, String channel, Clock clock) {
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
        private final String refresh;
        private final Instant refreshEnd;

        private Access(String token, Instant end, String refresh, Instant refreshEnd) {
            this.token = token;
            this.end = end;
            this.refresh = refresh;
            this.refreshEnd = refreshEnd;
        }

        String token() {
            return token;
        }
    }

    synchronized Access access() throws DeliveryException {
        Access known = current;
        if (known == null) {
            known = remembered().orElse(null);
        }
        if (known == null) {
            known = settings.accessToken().isEmpty() ? renew(settings.refreshToken(), null) : given();
        } else if (canRenew() && known.end.isBefore(clock.instant().plus(BEFORE_ITS_END))) {
            known = renew(known.refresh, known);
        }
        return use(known);
    }

    /** Another one, after this was refused; null when there can be none. */
    synchronized @Nullable Access instead(Access refused) throws DeliveryException {
        Access known = current;
        if (known != null && known != refused) {
            return known;
        }
        return canRenew() ? use(renew(refused.refresh, null)) : null;
    }

    private Access use(Access access) {
        current = access;
        end = canRenew() ? access.refreshEnd : access.end;
        return access;
    }

    private boolean canRenew() {
        return !settings.refreshToken().isEmpty();
    }

    /** LinkedIn does not tell when a token ends that somebody gives us: 60 days from now at the latest. */
    private Access given() {
        Instant latest = clock.instant().plus(LIFE);
        return keep(new Access(settings.accessToken(), latest, settings.refreshToken(), latest.plus(LIFE)));
    }

    /** @param still what is good for some days yet, when it cannot be renewed; null when nothing is */
    private Access renew(String refresh, @Nullable Access still) throws DeliveryException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refresh);
        form.put("client_id", settings.clientId());
        form.put("client_secret", settings.clientSecret());
        try {
            HttpAnswer answer = http.send(
                    HttpCall.post(settings.tokenAddress(), HttpBody.form(form)).asSafe());
            return keep(read(answer, refresh));
        } catch (DeliveryException failed) {
            if (still != null && still.end.isAfter(clock.instant())) {
                return still;
            }
            throw failed;
        }
    }

    private Access read(HttpAnswer answer, String refresh) throws DeliveryException {
        JsonNode body = LinkedInApi.read(answer);
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
        String next = body.path("refresh_token").asText("");
        return new Access(
                token,
                after(body.path("expires_in").asLong(LIFE.toSeconds())),
                next.isEmpty() ? refresh : next,
                after(body.path("refresh_token_expires_in")
                        .asLong(Duration.ofDays(365).toSeconds())));
    }

    private Instant after(long seconds) {
        return clock.instant().plusSeconds(Math.max(0, Math.min(seconds, LONGEST)));
    }

    private static DeliveryException refused(HttpAnswer answer, JsonNode body) {
        String error = body.path("error").asText("");
        DeliveryException plain = answer.failure(body.path("error_description").asText(error));
        String remedy =
                switch (error) {
                    case "invalid_grant",
                            "invalid_request",
                            "invalid_refresh_token" -> " The access of this channel has ended"
                            + " or was taken back: have an administrator of the page grant it anew, and give the new tokens.";
                    case "invalid_client",
                            "unauthorized_client",
                            "invalid_client_id" -> " LinkedIn does not know this app:"
                            + " look at the client id and the client secret.";
                    default -> "";
                };
        FailureCategory category = remedy.isEmpty() ? plain.category() : FailureCategory.AUTH_EXPIRED;
        return new DeliveryException(
                category, LinkedInApi.sentence(String.valueOf(plain.getMessage())) + remedy, plain.retryAt(), null);
    }

    private Optional<Access> remembered() {
        return memory.read(channel, ENTRY).flatMap(this::ofTheseSettings);
    }

    private Optional<Access> ofTheseSettings(String kept) {
        try {
            JsonNode json = LinkedInApi.JSON.readTree(kept);
            return json.path("owner").asText().equals(settings.owner())
                    ? Optional.of(new Access(
                            json.path("token").asText(),
                            Instant.ofEpochSecond(json.path("end").asLong()),
                            json.path("refresh").asText(),
                            Instant.ofEpochSecond(json.path("refreshEnd").asLong())))
                    : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** Durable when it returns. */
    private Access keep(Access access) {
        memory.write(
                channel,
                ENTRY,
                LinkedInApi.JSON
                        .createObjectNode()
                        .put("owner", settings.owner())
                        .put("token", access.token)
                        .put("end", access.end.getEpochSecond())
                        .put("refresh", access.refresh)
                        .put("refreshEnd", access.refreshEnd.getEpochSecond())
                        .toString());
        return access;
    }

    /** When somebody must grant access anew, as far as is known; empty before the first call. */
    Optional<Instant> end() {
        return Optional.ofNullable(end);
    }
}
