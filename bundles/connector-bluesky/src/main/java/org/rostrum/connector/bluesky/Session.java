package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.bluesky.Xrpc.XrpcException;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.http.HttpCall;

/**
 * The account's session. Signing in is allowed only some times a day, so that a session is kept and renewed: its tokens are
 * written down before they are used, because the server takes the old ones back.
 */
final class Session {
    private static final String ENTRY = "session";
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);
    private static final Set<String> TOKEN_ERRORS = Set.of("ExpiredToken", "InvalidToken", "AuthMissing");

    private final Xrpc xrpc;
    private final BlueskySettings settings;
    private final ChannelMemory memory;
    private final String channel;
    private final Clock clock;

    private @Nullable Tokens tokens;

    Session(Xrpc xrpc, BlueskySettings settings, ChannelMemory memory, String channel, Clock clock) {
        this.xrpc = xrpc;
        this.settings = settings;
        this.memory = memory;
        this.channel = channel;
        this.clock = clock;
    }

    /** Never printed. */
    private static final class Tokens {
        private final String owner;
        private final String did;
        private final String access;
        private final String refresh;

        Tokens(String owner, String did, String access, String refresh) {
            this.owner = owner;
            this.did = did;
            this.access = access;
            this.refresh = refresh;
        }

        String json() {
            return Xrpc.JSON
                    .createObjectNode()
                    .put("owner", owner)
                    .put("did", did)
                    .put("access", access)
                    .put("refresh", refresh)
                    .toString();
        }
    }

    /** The account's DID. */
    String did() throws DeliveryException {
        return current().did;
    }

    /** Sends a call as the account, with a session that is renewed or made anew where that helps. */
    JsonNode send(HttpCall call) throws DeliveryException {
        try {
            return sendNamed(call);
        } catch (XrpcException refused) {
            throw refused.failure();
        }
    }

    /** {@link #send}, for those who look at the name of a failure. */
    JsonNode sendNamed(HttpCall call) throws DeliveryException, XrpcException {
        Tokens used = current();
        try {
            return xrpc.send(call.bearer(used.access));
        } catch (XrpcException refused) {
            if (!isAboutTokens(refused)) {
                throw refused;
            }
        }
        // it was refused for its token alone, so that it has done nothing yet
        try {
            return xrpc.send(call.bearer(replace(used).access));
        } catch (XrpcException refused) {
            throw isAboutTokens(refused) ? new XrpcException(refused.error(), expired(refused)) : refused;
        }
    }

    private static boolean isAboutTokens(XrpcException refused) {
        return TOKEN_ERRORS.contains(refused.error()) || refused.failure().category() == FailureCategory.AUTH_EXPIRED;
    }

    private synchronized Tokens current() throws DeliveryException {
        Tokens known = tokens != null ? tokens : remembered();
        if (known == null) {
            known = signIn();
        } else if (endsSoon(known)) {
            known = renew(known);
        }
        tokens = known;
        return known;
    }

    private synchronized Tokens replace(Tokens used) throws DeliveryException {
        Tokens known = tokens;
        Tokens next = known != null && known != used ? known : renew(used);
        tokens = next;
        return next;
    }

    private @Nullable Tokens remembered() {
        String kept = memory.read(channel, ENTRY).orElse(null);
        if (kept == null) {
            return null;
        }
        try {
            JsonNode json = Xrpc.JSON.readTree(kept);
            Tokens found = new Tokens(
                    json.path("owner").asText(),
                    json.path("did").asText(),
                    json.path("access").asText(),
                    json.path("refresh").asText());
            return found.owner.equals(owner()) ? found : null;
        } catch (JsonProcessingException unreadable) {
            return null;
        }
    }

    /** Whose session it is: another account or server gets another one. */
    private String owner() {
        return settings.handle() + " " + settings.service();
    }

    private Tokens renew(Tokens old) throws DeliveryException {
        try {
            return keep(xrpc.send(xrpc.procedure("com.atproto.server.refreshSession", null)
                    .asSafe()
                    .bearer(old.refresh)));
        } catch (XrpcException refused) {
            if (isAboutTokens(refused)) {
                return signIn();
            }
            throw refused.failure();
        }
    }

    private Tokens signIn() throws DeliveryException {
        ObjectNode input = Xrpc.JSON
                .createObjectNode()
                .put("identifier", settings.handle())
                .put("password", settings.password());
        try {
            return keep(xrpc.send(
                    xrpc.procedure("com.atproto.server.createSession", input).asSafe()));
        } catch (XrpcException refused) {
            throw isAboutTokens(refused) || refused.failure().category() == FailureCategory.REJECTED
                    ? expired(refused)
                    : refused.failure();
        }
    }

    private DeliveryException expired(XrpcException refused) {
        return new DeliveryException(
                FailureCategory.AUTH_EXPIRED,
                "The server does not let " + settings.handle() + " in: " + refused.getMessage()
                        + ". Check handle and server, and give a new app password.",
                null);
    }

    private Tokens keep(JsonNode session) throws DeliveryException {
        Tokens made = new Tokens(
                owner(),
                session.path("did").asText(),
                session.path("accessJwt").asText(),
                session.path("refreshJwt").asText());
        if (made.did.isEmpty() || made.access.isEmpty() || made.refresh.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "The server made a session without its tokens.", null);
        }
        memory.write(channel, ENTRY, made.json());
        return made;
    }

    private boolean endsSoon(Tokens known) {
        Instant end = end(known.access);
        return end != null && end.isBefore(clock.instant().plus(BEFORE_ITS_END));
    }

    /** The end that a JSON Web Token names (RFC 7519, {@code exp}); null when it names none. */
    private static @Nullable Instant end(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            JsonNode claims = Xrpc.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return claims.path("exp").canConvertToLong() && claims.path("exp").isNumber()
                    ? Instant.ofEpochSecond(claims.path("exp").asLong())
                    : null;
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            return null;
        }
    }

    /** The account as the server knows it. */
    JsonNode who() throws DeliveryException {
        return send(xrpc.query("com.atproto.server.getSession", Map.of()));
    }
}
