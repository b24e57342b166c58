package org.rostrum.connector.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;

/** What was said to the account and by it: a page of each list at each look. */
final class Inbox {
    private static final int PAGE = 100;
    private static final int QUOTED = 10;
    private static final Duration SEARCHABLE = Duration.ofHours(6 * 24 + 12);
    private static final String MESSAGES = "/2/dm_events";

    private final XApi api;
    private final XSettings settings;
    private final Account account;
    private final Quotas quotas;
    private final PostReader reader;
    private final Clock clock;

    Inbox(XApi api, XSettings settings, Account account, Quotas quotas, PostReader reader, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.account = account;
        this.quotas = quotas;
        this.reader = reader;
        this.clock = clock;
    }

    Fetched fetch(@Nullable String cursor) throws DeliveryException {
        JsonNode before = parse(cursor);
        ObjectNode after = XApi.JSON.createObjectNode();
        List<Activity> activities = new ArrayList<>();
        long first = Snowflake.at(clock.instant().minus(Duration.ofDays(settings.daysBefore())));
        Account.Me me = account.me();

        Timeline.Step mentions = Timeline.step(before.path("mentions"), first, this::mentions);
        after.set("mentions", mentions.state());
        boolean more = mentions.more();
        for (JsonNode post : mentions.fresh()) {
            if (!post.path("author_id").asText().equals(me.id())) {
                reader.post(post, mentions.includes(), Direction.INBOUND).ifPresent(activities::add);
            }
        }
        if (settings.ownPosts()) {
            Timeline.Step own = Timeline.step(before.path("posts"), first, this::ownPosts);
            after.set("posts", own.state());
            more |= own.more();
            for (JsonNode post : own.fresh()) {
                reader.post(post, own.includes(), Direction.OUTBOUND).ifPresent(activities::add);
            }
            if (settings.quotes()) {
                Set<String> newest = newest(before.path("newest"), own.fresh());
                ArrayNode kept = after.putArray("newest");
                newest.forEach(kept::add);
                more |= quotes(before, after, newest, first, activities);
            }
        }
        if (settings.directMessages()) {
            more |= messages(before, after, first, me, activities);
        }
        return new Fetched(activities, after.toString(), more, Duration.ZERO);
    }

    private static JsonNode parse(@Nullable String cursor) {
        try {
            return cursor == null ? XApi.JSON.createObjectNode() : XApi.JSON.readTree(cursor);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
    }

    private Timeline.@Nullable Page mentions(String since, @Nullable String token, @Nullable String until)
            throws DeliveryException {
        return page("/2/users/" + account.me().id() + "/mentions", window(since, token, until));
    }

    private Timeline.@Nullable Page ownPosts(String since, @Nullable String token, @Nullable String until)
            throws DeliveryException {
        Map<String, @Nullable Object> parameters = window(since, token, until);
        parameters.put("exclude", "retweets");
        return page("/2/users/" + account.me().id() + "/tweets", parameters);
    }

    private static Map<String, @Nullable Object> window(String since, @Nullable String token, @Nullable String until) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("max_results", PAGE);
        parameters.put("since_id", since);
        parameters.put("until_id", until);
        parameters.put("pagination_token", token);
        return parameters;
    }

    private Timeline.@Nullable Page page(String path, Map<String, @Nullable Object> parameters)
            throws DeliveryException {
        XApi.Answer answer =
                api.posts(path, parameters, dialect -> dialect.posts(settings.referredPosts()), Scopes.READ);
        if (!answer.isGood() && answer.refusal().isAbout("pagination_token")) {
            return null;
        }
        return new Timeline.Page(api.list(answer).body(), told(answer));
    }

    /** By the clock of X: its ids are made by it, too. */
    private static @Nullable Instant told(XApi.Answer answer) {
        try {
            return answer.http()
                    .header("Date")
                    .map(date -> ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(null);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** Ids of the newest own posts, without answers of ours, which are seldom quoted. */
    private Set<String> newest(JsonNode before, List<JsonNode> fresh) {
        long oldest = Snowflake.at(clock.instant().minus(SEARCHABLE));
        List<String> all = new ArrayList<>();
        before.forEach(id -> all.add(id.asText()));
        for (JsonNode post : fresh) {
            if (PostReader.referred(post, "replied_to") == null) {
                all.add(post.path("id").asText());
            }
        }
        return all.stream()
                .filter(id -> Snowflake.of(id) > oldest)
                .sorted((one, other) -> Long.compare(Snowflake.of(other), Snowflake.of(one)))
                .limit(QUOTED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those that name the account come with its mentions. */
    private boolean quotes(JsonNode before, ObjectNode after, Set<String> quoted, long first, List<Activity> activities)
            throws DeliveryException {
        JsonNode state = before.path("quotes");
        if (quoted.isEmpty()) {
            if (state.isObject()) {
                after.set("quotes", state);
            }
            return false;
        }
        String name = account.me().username();
        String query = quoted.stream().map(id -> "quotes_of_tweet_id:" + id).collect(Collectors.joining(" OR "));
        Timeline.Step step = Timeline.step(state, first, (since, token, until) -> {
            long searchable = Snowflake.at(clock.instant().minus(SEARCHABLE));
            Map<String, @Nullable Object> parameters =
                    window(Long.toString(Math.max(searchable, Snowflake.of(since))), token, until);
            parameters.put("query", "(" + query + ") -from:" + name + " -@" + name);
            return page("/2/tweets/search/recent", parameters);
        });
        after.set("quotes", step.state());
        for (JsonNode post : step.fresh()) {
            reader.post(post, step.includes(), Direction.INBOUND).ifPresent(activities::add);
        }
        return step.more();
    }

    /** X lets messages be read fifteen times in fifteen minutes; the other lists do not wait for that. */
    private boolean messages(JsonNode before, ObjectNode after, long first, Account.Me me, List<Activity> activities)
            throws DeliveryException {
        JsonNode state = before.path("messages");
        Timeline.Step step;
        try {
            if (quotas.closedUntil("GET /dm_events") != null) {
                throw new DeliveryException(FailureCategory.RATE_LIMITED, "No messages can be read now.", null);
            }
            step = Timeline.step(state, first, (since, token, until) -> {
                Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
                parameters.put("max_results", PAGE);
                parameters.put("event_types", "MessageCreate");
                parameters.put("pagination_token", token);
                XApi.Answer answer = api.posts(MESSAGES, parameters, Dialect::messages, Scopes.READ_MESSAGES);
                return !answer.isGood() && answer.refusal().isAbout("pagination_token")
                        ? null
                        : new Timeline.Page(api.list(answer).body(), told(answer));
            });
        } catch (DeliveryException failed) {
            if (failed.category() != FailureCategory.RATE_LIMITED) {
                throw failed;
            }
            if (state.isObject()) {
                after.set("messages", state);
            }
            return false;
        }
        after.set("messages", step.state());
        for (JsonNode event : step.fresh()) {
            boolean ours = event.path("sender_id").asText().equals(me.id());
            if (!ours || settings.ownPosts()) {
                reader.message(event, step.includes(), ours ? Direction.OUTBOUND : Direction.INBOUND)
                        .ifPresent(activities::add);
            }
        }
        return step.more();
    }
}
