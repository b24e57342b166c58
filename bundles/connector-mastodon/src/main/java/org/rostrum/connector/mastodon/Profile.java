package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpCall;

/** The account whose token it is. */
final class Profile {
    static final List<String> SCOPES = List.of(
            "read:accounts",
            "read:notifications",
            "read:search",
            "read:statuses",
            "write:favourites",
            "write:media",
            "write:statuses");

    private final MastodonApi api;

    private volatile @Nullable Me me;

    Profile(MastodonApi api) {
        this.api = api;
    }

    /**
     * Who we are.
     *
     * @param id of the account on its server
     * @param uri of the account in the fediverse
     * @param acct its name on its server
     */
    record Me(String id, String uri, String acct) {
        /** Whether something is on the account's own server. */
        boolean isAtHome(URI address) {
            return home().equalsIgnoreCase(String.valueOf(address.getHost()));
        }

        String home() {
            return String.valueOf(URI.create(uri).getHost());
        }
    }

    Me me() throws DeliveryException {
        Me known = me;
        return known != null ? known : read(credentials());
    }

    private JsonNode credentials() throws DeliveryException {
        return api.object("/api/v1/accounts/verify_credentials", Map.of());
    }

    private Me read(JsonNode account) throws DeliveryException {
        String uri = People.uri(account);
        if (uri == null || account.path("id").asText().isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "The server does not say whose account it is.", null);
        }
        Me read = new Me(account.path("id").asText(), uri, account.path("acct").asText());
        me = read;
        return read;
    }

    /** Asks for everything that reading needs, and for the rights that the application has. */
    String check() throws DeliveryException {
        JsonNode account = credentials();
        Me who = read(account);
        requireScopes();
        api.list("/api/v1/notifications", Map.of("limit", 1));
        api.list("/api/v1/accounts/" + who.id + "/statuses", Map.of("limit", 1));
        api.object("/api/v2/search", Map.of("q", who.acct, "type", "statuses", "limit", 1));
        String name = account.path("display_name").asText("").strip();
        return "@" + who.acct + "@" + who.home() + (name.isEmpty() ? "" : " (" + name + ")");
    }

    /** Servers before 4.3 do not tell them. */
    private void requireScopes() throws DeliveryException {
        MastodonApi.Answer answer =
                api.exchange(HttpCall.get(api.address("/api/v1/apps/verify_credentials", Map.of())));
        if (answer.http().status() == 403 || answer.isNotThere()) {
            return;
        }
        JsonNode told = api.good(answer).body().path("scopes");
        Set<String> scopes = new HashSet<>();
        told.forEach(scope -> scopes.add(scope.asText()));
        List<String> missing = new ArrayList<>(SCOPES);
        missing.removeIf(scope -> scopes.contains(scope) || scopes.contains(scope.substring(0, scope.indexOf(':'))));
        if (told.isArray() && !missing.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "The application has no right to " + String.join(", ", missing)
                            + ". Tick these scopes under Preferences, Development, make a new access token there, and"
                            + " give it to the channel.",
                    null);
        }
    }

    /** What somebody is called in mentions on this server, without the first {@code @}; empty when nobody has this id. */
    Optional<String> nameOf(String uri) throws DeliveryException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("q", uri);
        parameters.put("type", "accounts");
        parameters.put("resolve", true);
        parameters.put("limit", 5);
        for (JsonNode account : api.object("/api/v2/search", parameters).path("accounts")) {
            if (uri.equals(People.uri(account))
                    || uri.equals(account.path("url").asText())) {
                return Optional.of(account.path("acct").asText().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
