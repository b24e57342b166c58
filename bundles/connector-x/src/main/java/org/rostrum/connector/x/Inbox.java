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
    /** How long a look may have taken until the last of its lists is asked for. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

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

    /** A look at all lists: what was known before it, what is known after it, and what it brought. */
    private record Look(ObjectNode before, ObjectNode after, long first, Account.Me me, List<Activity> activities) {}

    Fetched fetch(@Nullable String cursor) throws DeliveryException {
        Instant began = clock.instant();
        ObjectNode before = parse(cursor);
        // a list that is not looked at now goes on where it was when it is looked at again
        Look look = new Look(
                before,
                before.deepCopy(),
                Snowflake.at(began.minus(Duration.ofDays(settings.daysBefore()))),
                account.me(),
                new ArrayList<>());
        boolean more = mentions(look);
        if (settings.ownPosts()) {
            more |= isLate(began) || ownPosts(look);
        }
        if (settings.beyondMentions()) {
            more |= isLate(began) || beyondMentions(look);
        }
        if (settings.directMessages()) {
            more |= isLate(began) || messages(look);
        }
        return new Fetched(look.activities(), look.after().toString(), more, Duration.ZERO);
    }

    private boolean isLate(Instant began) {
        return Duration.between(began, clock.instant()).compareTo(PATIENCE) > 0;
    }

    private boolean mentions(Look look) throws DeliveryException {
        Timeline.Step step = Timeline.step(look.before().path("mentions"), look.first(), this::mentions);
        look.after().set("mentions", step.state());
        for (JsonNode post : step.fresh()) {
            if (!post.path("author_id").asText().equals(look.me().id())) {
                keep(post, step, Direction.INBOUND, look);
            }
        }
        return step.more();
    }

    private boolean ownPosts(Look look) throws DeliveryException {
        Timeline.Step step = Timeline.step(look.before().path("posts"), look.first(), this::ownPosts);
        look.after().set("posts", step.state());
        step.fresh().forEach(post -> keep(post, step, Direction.OUTBOUND, look));
        Set<String> newest = newest(look.before().path("newest"), step.fresh());
        ArrayNode kept = look.after().putArray("newest");
        newest.forEach(kept::add);
        return step.more();
    }

    private void keep(JsonNode post, Timeline.Step step, Direction direction, Look look) {
        reader.post(post, step.includes(), direction).ifPresent(look.activities()::add);
    }

    private static ObjectNode parse(@Nullable String cursor) {
        try {
            return cursor == null ? XApi.JSON.createObjectNode() : XApi.JSON.readValue(cursor, ObjectNode.class);
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
        return answerOf(api.posts(path, parameters, dialect -> dialect.posts(settings.referredPosts()), Scopes.READ));
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

    /** Answers and quotes; those that name the account come with its mentions. */
    private boolean beyondMentions(Look look) throws DeliveryException {
        String name = look.me().username();
        List<String> wanted = new ArrayList<>(List.of("to:" + name));
        if (settings.ownPosts()) {
            look.after().path("newest").forEach(id -> wanted.add("quotes_of_tweet_id:" + id.asText()));
        }
        Timeline.Step step = Timeline.step(look.before().path("beyond"), look.first(), (since, token, until) -> {
            long searchable = Snowflake.at(clock.instant().minus(SEARCHABLE));
            Map<String, @Nullable Object> parameters =
                    window(Long.toString(Math.max(searchable, Snowflake.of(since))), token, until);
            parameters.put("query", "(" + String.join(" OR ", wanted) + ") -from:" + name + " -@" + name);
            return page("/2/tweets/search/recent", parameters);
        });
        look.after().set("beyond", step.state());
        step.fresh().forEach(post -> keep(post, step, Direction.INBOUND, look));
        return step.more();
    }

    /** X lets messages be read fifteen times in fifteen minutes; the other lists do not wait for that. */
    private boolean messages(Look look) throws DeliveryException {
        if (quotas.closedUntil("GET /dm_events") != null) {
            return false;
        }
        Timeline.Step step;
        try {
            step = Timeline.step(look.before().path("messages"), look.first(), this::messages);
        } catch (DeliveryException failed) {
            if (failed.category() == FailureCategory.RATE_LIMITED) {
                return false;
            }
            throw failed;
        }
        look.after().set("messages", step.state());
        for (JsonNode event : step.fresh()) {
            boolean ours = event.path("sender_id").asText().equals(look.me().id());
            if (!ours || settings.ownPosts()) {
                reader.message(event, step.includes(), ours ? Direction.OUTBOUND : Direction.INBOUND)
                        .ifPresent(look.activities()::add);
            }
        }
        return step.more();
    }

    /** This list has neither a beginning nor an end that could be asked for. */
    private Timeline.@Nullable Page messages(String since, @Nullable String token, @Nullable String until)
            throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("max_results", PAGE);
        parameters.put("event_types", "MessageCreate");
        parameters.put("pagination_token", token);
        XApi.Answer answer = api.posts(MESSAGES, parameters, Dialect::messages, Scopes.READ_MESSAGES);
        return answerOf(answer);
    }

    /** Null when X does not know the token of the page any more. */
    private Timeline.@Nullable Page answerOf(XApi.Answer answer) throws DeliveryException {
        return !answer.isGood() && answer.refusal().isAbout("pagination_token")
                ? null
                : new Timeline.Page(api.list(answer).body(), told(answer));
    }
}
