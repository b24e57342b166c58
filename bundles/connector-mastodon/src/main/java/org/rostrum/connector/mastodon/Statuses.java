package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.http.HttpCall;

/**
 * Finds statuses. To us they have their ids in the fediverse ({@code uri}), which are the same everywhere; in calls the server
 * wants ids of its own.
 */
final class Statuses {
    private static final int MOST_AT_ONCE = 20;
    private static final int MOST_KEPT = 2_000;
    private static final Pattern LOCAL =
            Pattern.compile("/(?:users/[^/]+|ap/users/[0-9]+)/statuses/([0-9A-Za-z]{1,64})");

    private final MastodonApi api;
    private final Profile profile;

    /** What is answered is often answered again. */
    private final Map<String, String> parents = new LinkedHashMap<>();

    private volatile boolean severalAtOnce = true;

    Statuses(MastodonApi api, Profile profile) {
        this.api = api;
        this.profile = profile;
    }

    /** The status; empty when it is not there, or not for us. */
    Optional<JsonNode> find(String uri) throws DeliveryException {
        String local = localId(uri);
        if (local != null) {
            Optional<JsonNode> status = api.look("/api/v1/statuses/" + local, Map.of())
                    .filter(found -> found.path("uri").asText().equals(uri));
            if (status.isPresent()) {
                return status;
            }
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("q", uri);
        parameters.put("type", "statuses");
        parameters.put("resolve", true);
        parameters.put("limit", 5);
        for (JsonNode status : api.object("/api/v2/search", parameters).path("statuses")) {
            if (status.path("uri").asText().equals(uri)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** Its id on the account's own server, when its id in the fediverse tells; null when it does not. */
    private @Nullable String localId(String uri) throws DeliveryException {
        URI address = HttpAddress.link(uri);
        if (address == null) {
            throw new DeliveryException(FailureCategory.REJECTED, "\"" + uri + "\" is no post of this network.", null);
        }
        Matcher matcher = LOCAL.matcher(String.valueOf(address.getPath()));
        return matcher.matches() && profile.me().isAtHome(address) ? matcher.group(1) : null;
    }

    /** Whether the account itself has said it. */
    boolean isOwn(JsonNode status) throws DeliveryException {
        return status.path("account").path("id").asText().equals(profile.me().id());
    }

    /** Whether something with this id is, or was, on the account's own server. */
    boolean isAtHome(String uri) throws DeliveryException {
        URI address = HttpAddress.link(uri);
        return address != null && profile.me().isAtHome(address);
    }

    /** Those that are there, by their ids in the fediverse. */
    Map<String, JsonNode> find(List<String> uris) throws DeliveryException {
        Map<String, JsonNode> found = new HashMap<>();
        Set<String> wanted = new LinkedHashSet<>(uris);
        Map<String, String> local = new LinkedHashMap<>();
        for (String uri : wanted) {
            String id = localId(uri);
            if (id != null) {
                local.put(id, uri);
            }
        }
        for (JsonNode status : ofIds(local.keySet())) {
            String uri = status.path("uri").asText();
            if (wanted.contains(uri)) {
                found.put(uri, status);
            }
        }
        for (String uri : wanted) {
            if (!local.containsValue(uri)) {
                find(uri).ifPresent(status -> found.put(uri, status));
            }
        }
        return found;
    }

    /** Statuses by the server's ids; what is not there is left out. */
    private List<JsonNode> ofIds(Collection<String> ids) throws DeliveryException {
        List<JsonNode> found = new ArrayList<>();
        List<String> all = List.copyOf(ids);
        for (int start = 0; start < all.size(); start += MOST_AT_ONCE) {
            List<String> some = all.subList(start, Math.min(all.size(), start + MOST_AT_ONCE));
            if (!severalAtOnce || !several(some, found)) {
                for (String id : some) {
                    api.look("/api/v1/statuses/" + HttpCall.encode(id), Map.of())
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** Servers before 4.3 do not know the call. */
    private boolean several(List<String> ids, List<JsonNode> into) throws DeliveryException {
        String query = ids.stream().map(id -> "id%5B%5D=" + HttpCall.encode(id)).collect(Collectors.joining("&"));
        Optional<JsonNode> list = api.look("/api/v1/statuses?" + query, Map.of());
        severalAtOnce = list.isPresent();
        list.ifPresent(statuses -> statuses.forEach(into::add));
        return list.isPresent();
    }

    /** Ids in the fediverse of what these statuses answer, by the server's ids; what is not there is left out. */
    Map<String, String> parentsOf(List<JsonNode> statuses) throws DeliveryException {
        statuses.forEach(this::keep);
        Set<String> wanted = new LinkedHashSet<>();
        Map<String, String> answered = new HashMap<>();
        for (JsonNode status : statuses) {
            String asked = StatusReader.text(status.path("in_reply_to_id"));
            String known = asked == null ? null : known(asked);
            if (asked != null && known != null) {
                answered.put(asked, known);
            } else if (asked != null) {
                wanted.add(asked);
            }
        }
        for (JsonNode status : ofIds(wanted)) {
            keep(status);
            answered.put(status.path("id").asText(), status.path("uri").asText());
        }
        return answered;
    }

    private @Nullable String known(String id) {
        synchronized (parents) {
            return parents.get(id);
        }
    }

    private void keep(JsonNode status) {
        synchronized (parents) {
            parents.put(status.path("id").asText(), status.path("uri").asText());
            if (parents.size() > MOST_KEPT) {
                parents.remove(parents.keySet().iterator().next());
            }
        }
    }
}
