package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who we are, and with which tokens. The page's own token is asked for with the one that was given, and kept in memory only: it can be
 * had again at any time. What Meta knows of the given token is looked at once in twelve hours.
 */
final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final Duration KEPT = Duration.ofHours(12);
    private static final Duration AGAIN = Duration.ofHours(1);

    private final GraphApi api;
    private final GraphSettings settings;
    private final Clock clock;

    private volatile @Nullable Me me;
    private volatile @Nullable Known known;
    private volatile @Nullable Instant tried;

    Access(GraphApi api, GraphSettings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.clock = clock;
    }

    /** The page, and the account of Instagram that is linked to it. Never printed, because of the token. */
    static final class Me {
        private final String id;
        private final String name;
        private final String token;
        private final String instagram;
        private final String handle;

        private Me(JsonNode page, String token) {
            JsonNode linked = page.path("instagram_business_account");
            this.id = page.path("id").asText();
            this.name = page.path("name").asText();
            this.token = token;
            this.instagram = linked.path("id").asText("");
            this.handle = linked.path("username").asText("");
        }

        String id() {
            return id;
        }

        String name() {
            return name;
        }

        String token() {
            return token;
        }

        /** Number of the account of Instagram; empty when there is none. */
        String instagram() {
            return instagram;
        }

        /** Its name. */
        String handle() {
            return handle;
        }
    }

    /** What Meta knows of the given token. */
    private record Known(Instant looked, @Nullable Instant ends, @Nullable Instant dataEnds, Set<String> permissions) {}

    /** Who we are, as last known. */
    Me me() throws DeliveryException {
        Me last = me;
        return last == null || api.wasRefused() ? look() : last;
    }

    /** Number of the account of Instagram that is linked to the page. */
    String account() throws DeliveryException {
        Me now = me();
        if (now.instagram.isEmpty()) {
            // it may have been linked meanwhile
            now = look();
        }
        if (now.instagram.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    "No professional account of Instagram is linked to the page " + now.name
                            + ". Link it in the settings of the page, Linked accounts.",
                    null);
        }
        return now.instagram;
    }

    /** Who we are, asked for now. */
    Me look() throws DeliveryException {
        JsonNode page = api.ask(
                settings.token(),
                GraphApi.id(settings.page()),
                Map.of("fields", "id,name,access_token,instagram_business_account{id,username}"));
        String token = page.path("access_token").asText("");
        if (token.isEmpty()) {
            token = own(page.path("id").asText());
        }
        Me now = new Me(page, token);
        me = now;
        return now;
    }

    /** The given token, if it is the page's own. */
    private String own(String page) throws DeliveryException {
        JsonNode said = debug();
        if (said.path("type").asText().equals("PAGE")
                && said.path("profile_id").asText().equals(page)) {
            return settings.token();
        }
        throw new DeliveryException(
                FailureCategory.AUTH_EXPIRED,
                "Meta gives no token for the page " + settings.page()
                        + ". Let the owner of the access token have a role on the page, and make the token with"
                        + " pages_show_list and pages_read_engagement.",
                null);
    }

    private JsonNode debug() throws DeliveryException {
        return api.ask(settings.appToken(), "debug_token", Map.of("input_token", settings.token()))
                .path("data");
    }

    /** The given token, which calls about Instagram are made with. */
    String given() {
        return settings.token();
    }

    /** Asks Meta about the given token, unless that was tried lately; what is wrong with it shows in what it is used for. */
    void watch() {
        Instant now = clock.instant();
        Known last = known;
        Instant before = tried;
        if ((last == null || last.looked.plus(KEPT).isBefore(now))
                && (before == null || before.plus(AGAIN).isBefore(now))) {
            tried = now;
            try {
                known = inspect();
            } catch (DeliveryException unknown) {
                LOG.debug("What Meta knows of the token could not be found out", unknown);
            }
        }
    }

    /** Asks Meta about the given token now; it must be good, and have these permissions. */
    void require(List<String> permissions) throws DeliveryException {
        Known now = inspect();
        known = now;
        List<String> missing = new ArrayList<>(permissions);
        missing.removeAll(now.permissions);
        if (!missing.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "The access token lacks " + String.join(", ", missing) + ". Make it anew with these permissions.",
                    null);
        }
    }

    private Known inspect() throws DeliveryException {
        JsonNode said = debug();
        if (!said.path("is_valid").asBoolean()) {
            String why = said.path("error").path("message").asText("").replace(settings.token(), "…");
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "The access token is not good any more" + (why.isEmpty() ? "" : ": " + why) + ". Make a new one.",
                    null);
        }
        if (!said.path("app_id").asText().equals(settings.appId())) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "The access token was made for the app "
                            + said.path("app_id").asText()
                            + ". Give the App ID and the App secret of that one, or make a token for this one.",
                    null);
        }
        Set<String> permissions = new HashSet<>();
        said.path("scopes").forEach(scope -> permissions.add(scope.asText()));
        return new Known(
                clock.instant(), time(said.path("expires_at")), time(said.path("data_access_expires_at")), permissions);
    }

    /** Null for tokens that do not end. */
    private static @Nullable Instant time(JsonNode seconds) {
        try {
            return seconds.asLong(0) <= 0 ? null : Instant.ofEpochSecond(seconds.asLong());
        } catch (DateTimeException farAway) {
            return null;
        }
    }

    Optional<Instant> end() {
        Known last = known;
        if (last == null) {
            return Optional.empty();
        }
        Instant ends = last.ends;
        Instant dataEnds = last.dataEnds;
        return Optional.ofNullable(
                ends == null ? dataEnds : dataEnds == null || ends.isBefore(dataEnds) ? ends : dataEnds);
    }

    List<String> warnings() {
        Known last = known;
        Instant dataEnds = last == null ? null : last.dataEnds;
        if (dataEnds == null || dataEnds.isAfter(clock.instant().plus(Duration.ofDays(14)))) {
            return List.of();
        }
        return List.of("From " + dataEnds + " on, Meta shows the app no data of the person who made the access token,"
                + " until that person signs in to the app again. The token of a system user has no such end.");
    }
}
