package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/** Counts what people make of posts, hides answers, deletes our own, and likes. */
final class Reactions {
    private static final int MOST_AT_ONCE = 100;
    private static final Duration PRIVATE_FIGURES = Duration.ofDays(30).minusHours(1);
    private static final Map<String, Measure> PUBLIC = Map.of(
            "like_count", Measure.LIKES,
            "retweet_count", Measure.SHARES,
            "repost_count", Measure.SHARES,
            "quote_count", Measure.QUOTES,
            "reply_count", Measure.REPLIES,
            "impression_count", Measure.VIEWS);

    private final XApi api;
    private final XSettings settings;
    private final Account account;
    private final Spending spending;
    private final Clock clock;

    Reactions(XApi api, XSettings settings, Account account, Spending spending, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.account = account;
        this.spending = spending;
        this.clock = clock;
    }

    Map<String, PostMetrics> metrics(List<String> networkIds) throws DeliveryException {
        List<String> ids =
                networkIds.stream().filter(Snowflake::isId).distinct().toList();
        Map<String, Map<Measure, Long>> counts = new HashMap<>();
        List<String> ours = new ArrayList<>();
        for (JsonNode post : look(ids, "public_metrics")) {
            Map<Measure, Long> counted = new EnumMap<>(Measure.class);
            PUBLIC.forEach((field, measure) -> count(post.path("public_metrics").path(field), measure, counted));
            counts.put(post.path("id").asText(), counted);
            if (hasPrivateFigures(post)) {
                ours.add(post.path("id").asText());
            }
        }
        for (JsonNode post : look(ours, "non_public_metrics")) {
            Map<Measure, Long> counted = counts.get(post.path("id").asText());
            if (counted != null) {
                count(post.path("non_public_metrics").path("url_link_clicks"), Measure.CLICKS, counted);
            }
        }
        Map<String, PostMetrics> metrics = new HashMap<>();
        counts.forEach((id, counted) -> metrics.put(id, new PostMetrics(counted)));
        return metrics;
    }

    private static void count(JsonNode number, Measure measure, Map<Measure, Long> into) {
        if (number.isNumber() && number.canConvertToLong()) {
            into.put(measure, Math.max(0, number.asLong()));
        }
    }

    /** X tells them to the author, for thirty days. */
    private boolean hasPrivateFigures(JsonNode post) throws DeliveryException {
        Instant said = Snowflake.time(Snowflake.of(post.path("id").asText()));
        return post.path("author_id").asText().equals(account.me().id())
                && said.isAfter(clock.instant().minus(PRIVATE_FIGURES));
    }

    private JsonNode look(List<String> ids, String fields) throws DeliveryException {
        if (ids.isEmpty()) {
            return JsonNodeFactory.instance.arrayNode();
        }
        List<String> asked = ids.subList(0, Math.min(MOST_AT_ONCE, ids.size()));
        return api.found(api.posts(
                        "/2/tweets",
                        Map.of("ids", String.join(",", asked)),
                        dialect -> dialect.fields(fields),
                        Scopes.READ))
                .body()
                .path("data");
    }

    void moderate(Moderation moderation) throws DeliveryException {
        String id = moderation.networkId();
        switch (moderation.action()) {
            case HIDE -> hide(id, true);
            case UNHIDE -> hide(id, false);
            case DELETE -> delete(id);
            case LIKE -> like(id);
            case UNLIKE -> unlike(id);
            case APPROVE, SPAM -> throw new DeliveryException(
                    FailureCategory.UNSUPPORTED, "X cannot " + moderation.action() + " posts.", null);
        }
    }

    private void hide(String id, boolean hidden) throws DeliveryException {
        HttpBody body =
                HttpBody.json(XApi.JSON.createObjectNode().put("hidden", hidden).toString());
        api.data(
                HttpCall.put(api.address("/2/tweets/" + post(id) + "/hidden", Map.of()), body)
                        .asSafe(),
                Scopes.HIDE);
        spending.spend(Spending.HIDE);
    }

    private void delete(String id) throws DeliveryException {
        boolean message = id.startsWith(PostReader.MESSAGE);
        String path = message ? "/2/dm_events/" + id.substring(PostReader.MESSAGE.length()) : "/2/tweets/" + post(id);
        act(HttpCall.delete(api.address(path, Map.of())).asSafe(), message ? Scopes.WRITE_MESSAGES : Scopes.WRITE);
        spending.spend(Spending.DELETE);
    }

    private void like(String id) throws DeliveryException {
        requireEnterprise();
        HttpBody body = HttpBody.json(
                XApi.JSON.createObjectNode().put("tweet_id", post(id)).toString());
        api.data(
                HttpCall.post(api.address("/2/users/" + account.me().id() + "/likes", Map.of()), body)
                        .asSafe(),
                Scopes.LIKE);
        spending.spend(Spending.LIKE);
    }

    private void unlike(String id) throws DeliveryException {
        requireEnterprise();
        act(
                HttpCall.delete(api.address("/2/users/" + account.me().id() + "/likes/" + post(id), Map.of()))
                        .asSafe(),
                Scopes.LIKE);
        spending.spend(Spending.DELETE);
    }

    /** What is gone already is as it shall be. */
    private void act(HttpCall call, List<String> scopes) throws DeliveryException {
        XApi.Answer answer = api.exchange(call, scopes);
        boolean done = answer.http().status() == 204 || answer.refusal().isNotThere();
        if (!done) {
            api.data(call, api.good(answer));
        }
    }

    private void requireEnterprise() throws DeliveryException {
        if (!settings.isEnterprise()) {
            throw new DeliveryException(
                    FailureCategory.UNSUPPORTED, "X lets only apps with enterprise access like posts.", null);
        }
    }

    private static String post(String id) throws DeliveryException {
        if (!Snowflake.isId(id)) {
            throw Drafts.rejected("\"" + id + "\" is no post of X.");
        }
        return id;
    }
}
