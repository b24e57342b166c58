package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/** Counts what people make of posts, likes, and deletes. */
final class Reactions {
    private static final Map<String, Measure> COUNTS = Map.of(
            "favourites_count", Measure.LIKES,
            "reblogs_count", Measure.SHARES,
            "quotes_count", Measure.QUOTES,
            "replies_count", Measure.REPLIES);

    private final MastodonApi api;
    private final Statuses statuses;

    Reactions(MastodonApi api, Statuses statuses) {
        this.api = api;
        this.statuses = statuses;
    }

    Map<String, PostMetrics> metrics(List<String> uris) throws DeliveryException {
        Map<String, PostMetrics> metrics = new HashMap<>();
        statuses.find(uris).forEach((uri, status) -> metrics.put(uri, counts(status)));
        return metrics;
    }

    private static PostMetrics counts(JsonNode status) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        COUNTS.forEach((field, measure) -> {
            if (status.path(field).canConvertToLong()) {
                counts.put(measure, Math.max(0, status.path(field).asLong()));
            }
        });
        return new PostMetrics(counts);
    }

    void moderate(Moderation moderation) throws DeliveryException {
        String uri = moderation.networkId();
        switch (moderation.action()) {
            case LIKE -> act(
                    statuses.find(uri).orElseThrow(() -> rejected("The post " + uri + " is not there any more.")),
                    "/favourite");
            case UNLIKE -> {
                Optional<JsonNode> status = statuses.find(uri);
                if (status.isPresent()) {
                    act(status.get(), "/unfavourite");
                }
            }
            case DELETE -> delete(uri);
            case HIDE, UNHIDE, APPROVE, SPAM -> throw new DeliveryException(
                    FailureCategory.UNSUPPORTED, "Mastodon cannot " + moderation.action() + " posts of others.", null);
        }
    }

    /** The server is content when it is so already, so that a lost answer leaves no doubt: it may be done again. */
    private void act(JsonNode status, String what) throws DeliveryException {
        api.send(HttpCall.post(api.address("/api/v1/statuses/" + id(status) + what, Map.of()), HttpBody.form(Map.of()))
                .asSafe());
    }

    private void delete(String uri) throws DeliveryException {
        Optional<JsonNode> status = statuses.find(uri);
        if (status.isPresent() ? !statuses.isOwn(status.get()) : !statuses.isAtHome(uri)) {
            throw rejected("Only what the account itself has said can be deleted.");
        }
        if (status.isPresent()) {
            MastodonApi.Answer answer =
                    api.exchange(HttpCall.delete(api.address("/api/v1/statuses/" + id(status.get()), Map.of()))
                            .asSafe());
            if (!answer.isNotThere()) {
                api.good(answer);
            }
        }
    }

    private static String id(JsonNode status) {
        return HttpCall.encode(status.path("id").asText());
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
