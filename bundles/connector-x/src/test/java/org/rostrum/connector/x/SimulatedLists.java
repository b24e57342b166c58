package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** What can be read at {@link XSimulator}: page by page, and only with what was asked for. */
final class SimulatedLists {
    static final Set<String> TIMELINE = Set.of("max_results", "since_id", "until_id", "pagination_token");

    private static final Set<String> TWEET_FIELDS = Set.of(
            "attachments",
            "author_id",
            "conversation_id",
            "created_at",
            "entities",
            "lang",
            "note_tweet",
            "referenced_tweets",
            "public_metrics",
            "non_public_metrics");
    private static final Set<String> POST_FIELDS = Set.of(
            "attachments",
            "conversation_id",
            "created_at",
            "entities",
            "lang",
            "note_post",
            "public_metrics",
            "non_public_metrics");
    private static final Set<String> TWEET_EXPANSIONS =
            Set.of("author_id", "attachments.media_keys", "referenced_tweets.id");
    private static final Set<String> POST_EXPANSIONS =
            Set.of("author_id", "attachments.media_keys", "referenced_posts");

    private final SimulatedPosts store;
    private final SimulatedMedia media;
    private boolean saysPosts;
    private int pages;

    SimulatedLists(SimulatedPosts store, SimulatedMedia media) {
        this.store = store;
        this.media = media;
    }

    /** Knows the words of OpenAPI 2.167 alone. */
    void sayPosts() {
        saysPosts = true;
    }

    /** Tokens of pages are of no use any more. */
    void forgetPages() {
        pages++;
    }

    Reply me(Request request) {
        return unknown(request, Set.of("user.fields")).orElseGet(() -> {
            ObjectNode body = XSimulator.JSON.createObjectNode();
            body.set("data", store.people.get(XSimulator.ME));
            return Reply.json(200, body.toString());
        });
    }

    static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new LinkedHashSet<>(names);
        Collections.addAll(all, more);
        return all;
    }

    /** A refusal of parameters that X does not know. */
    private Optional<Reply> unknown(Request request, Set<String> known) {
        return request.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> XSimulator.invalid(
                        name,
                        request.parameter(name),
                        "The query parameter [" + name + "] is not one of [" + String.join(",", known) + "]"));
    }

    private Optional<Reply> wrongFields(Request request, Set<String> others) {
        String fields = saysPosts ? "post.fields" : "tweet.fields";
        Optional<Reply> unknown = unknown(request, with(others, fields, "expansions", "user.fields", "media.fields"));
        if (unknown.isPresent()) {
            return unknown;
        }
        for (String[] check : new String[][] {{fields, "f"}, {"expansions", "e"}}) {
            Set<String> known = check[1].equals("f")
                    ? (saysPosts ? POST_FIELDS : TWEET_FIELDS)
                    : (saysPosts ? POST_EXPANSIONS : TWEET_EXPANSIONS);
            for (String name : list(request, check[0])) {
                if (!known.contains(name)) {
                    return Optional.of(XSimulator.invalid(
                            check[0],
                            name,
                            "The `" + check[0] + "` query parameter value [" + name + "] is not one of " + known));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> list(Request request, String parameter) {
        return request.parameter(parameter).isEmpty()
                ? List.of()
                : List.of(request.parameter(parameter).split(",", -1));
    }

    Reply timeline(Request request, Set<String> known, Predicate<ObjectNode> wanted) {
        return wrongFields(request, known)
                .orElseGet(() -> request.path().startsWith("/2/users/" + XSimulator.ME + "/")
                        ? page(request, 5, store.posts, wanted, "pagination_token")
                        : XSimulator.problem(
                                404,
                                "https://api.twitter.com/2/problems/resource-not-found",
                                "Not Found Error",
                                "user"));
    }

    private Reply page(
            Request request,
            int fewest,
            NavigableMap<Long, ObjectNode> all,
            Predicate<ObjectNode> wanted,
            String tokens) {
        int limit = Integer.parseInt(request.query().getOrDefault("max_results", "10"));
        if (limit < fewest || limit > 100) {
            return XSimulator.invalid(
                    "max_results", "" + limit, "The `max_results` query parameter value is not valid");
        }
        long above = Long.parseLong(request.query().getOrDefault("since_id", "0"));
        long below = Long.parseLong(request.query().getOrDefault("until_id", "" + Long.MAX_VALUE));
        String token = request.parameter(tokens);
        if (!token.isEmpty()) {
            if (!token.startsWith("page" + pages + "z")) {
                return XSimulator.invalid(
                        tokens, token, "The `" + tokens + "` query parameter value [" + token + "] is not valid");
            }
            below = Math.min(below, Long.parseLong(token.substring(token.indexOf('z') + 1)));
        }
        long until = below;
        List<ObjectNode> found = all.entrySet().stream()
                .filter(entry -> entry.getKey() > above && entry.getKey() < until)
                .map(Map.Entry::getValue)
                .filter(wanted)
                .toList();
        List<ObjectNode> page = new ArrayList<>(found.subList(Math.max(0, found.size() - limit), found.size()));
        Collections.reverse(page);
        ObjectNode body = XSimulator.JSON.createObjectNode();
        ObjectNode meta = body.putObject("meta").put("result_count", page.size());
        if (!page.isEmpty()) {
            show(request, page, body);
            meta.put("newest_id", page.get(0).path("id").asText());
            meta.put("oldest_id", page.get(page.size() - 1).path("id").asText());
        }
        if (found.size() > page.size()) {
            meta.put(
                    "next_token",
                    "page" + pages + "z" + page.get(page.size() - 1).path("id").asText());
        }
        return Reply.json(200, body.toString());
    }

    /** Only with what was asked for. */
    private void show(Request request, List<ObjectNode> page, ObjectNode body) {
        Set<String> fields = new HashSet<>(Set.of("id", "text"));
        fields.addAll(list(request, "tweet.fields"));
        fields.addAll(list(request, "post.fields"));
        fields.addAll(list(request, "dm_event.fields"));
        List<String> expansions = list(request, "expansions");
        if (saysPosts) {
            expansions.forEach(name -> fields.add(name.equals("referenced_posts") ? "referenced_tweets" : name));
        }
        Map<String, ArrayNode> includes = new LinkedHashMap<>();
        ArrayNode data = body.putArray("data");
        for (ObjectNode post : page) {
            ObjectNode shown = data.addObject();
            post.properties().forEach(field -> {
                if (fields.contains(field.getKey()) || field.getKey().equals("event_type")) {
                    String name = saysPosts ? field.getKey().replace("tweet", "post") : field.getKey();
                    shown.set(name, field.getValue());
                }
            });
            String who = post.path("author_id").asText(post.path("sender_id").asText());
            if ((expansions.contains("author_id") || expansions.contains("sender_id"))
                    && store.people.containsKey(who)) {
                add(includes, "users", store.people.get(who));
            }
            if (expansions.contains("attachments.media_keys")) {
                post.path("attachments")
                        .path("media_keys")
                        .forEach(key -> add(includes, "media", media.shown(key.asText())));
            }
            if (expansions.contains("referenced_tweets.id") || expansions.contains("referenced_posts")) {
                for (JsonNode reference : post.path("referenced_tweets")) {
                    ObjectNode other = store.posts.get(reference.path("id").asLong());
                    if (other != null) {
                        add(includes, saysPosts ? "posts" : "tweets", other);
                    } else {
                        body.withArray("/errors")
                                .addObject()
                                .put("resource_id", reference.path("id").asText())
                                .put("resource_type", "tweet")
                                .put("title", "Not Found Error")
                                .put(
                                        "detail",
                                        "Could not find tweet with referenced_tweets.id: ["
                                                + reference.path("id").asText() + "].")
                                .put("type", "https://api.twitter.com/2/problems/resource-not-found");
                    }
                }
            }
        }
        if (!includes.isEmpty()) {
            ObjectNode beside = body.putObject("includes");
            includes.forEach(beside::set);
        }
    }

    private static void add(Map<String, ArrayNode> includes, String kind, @Nullable JsonNode one) {
        ArrayNode list = includes.computeIfAbsent(kind, name -> XSimulator.JSON.createArrayNode());
        if (one != null && !list.toString().contains(one.toString())) {
            list.add(one);
        }
    }

    Reply search(Request request, boolean longQueries) {
        Optional<Reply> wrong =
                wrongFields(request, with(TIMELINE, "query", "sort_order", "start_time", "end_time", "next_token"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        String query = request.parameter("query");
        if (query.isBlank() || query.length() > (longQueries ? 4096 : 512)) {
            return XSimulator.invalid(
                    "query", query, "The `query` query parameter can not be longer than 512 characters");
        }
        Instant earliest = Instant.now().minus(Duration.ofDays(7));
        String start = request.parameter("start_time");
        if (!start.isEmpty() && Instant.parse(start).isBefore(earliest)) {
            return XSimulator.invalid(
                    "start_time", start, "Invalid 'start_time':'" + start + "'. It must be within the last 7 days");
        }
        String since = request.parameter("since_id");
        if (!since.isEmpty() && SimulatedPosts.time(Long.parseLong(since)).isBefore(earliest)) {
            return XSimulator.invalid(
                    "since_id", since, "'since_id' must be a tweet id created within the last 7 days");
        }
        Instant from = start.isEmpty() ? earliest : Instant.parse(start);
        return page(
                request,
                10,
                store.posts,
                post -> store.matches(post, query)
                        && !Instant.parse(post.path("created_at").asText()).isBefore(from),
                request.query().containsKey("next_token") ? "next_token" : "pagination_token");
    }

    Reply lookup(Request request) {
        return wrongFields(request, Set.of("ids")).orElseGet(() -> {
            List<String> ids = list(request, "ids");
            if (ids.isEmpty() || ids.size() > 100) {
                return XSimulator.invalid(
                        "ids", "", "The number of values in the `ids` query parameter list must be from 1 to 100");
            }
            ObjectNode body = XSimulator.JSON.createObjectNode();
            List<ObjectNode> found = new ArrayList<>();
            for (String id : ids) {
                ObjectNode post = store.posts.get(Long.valueOf(id));
                boolean secret = request.parameter("tweet.fields").contains("non_public")
                        && post != null
                        && !post.path("author_id").asText().equals(XSimulator.ME);
                if (post == null || secret) {
                    body.withArray("/errors")
                            .addObject()
                            .put("value", id)
                            .put("title", secret ? "Field Authorization Error" : "Not Found Error")
                            .put("detail", "Could not find tweet with ids: [" + id + "].")
                            .put("type", "https://api.twitter.com/2/problems/resource-not-found");
                } else {
                    found.add(post);
                }
            }
            if (!found.isEmpty()) {
                show(request, found, body);
            }
            return Reply.json(200, body.toString());
        });
    }

    Reply events(Request request) {
        Set<String> known = Set.of(
                "max_results",
                "pagination_token",
                "event_types",
                "dm_event.fields",
                "expansions",
                "user.fields",
                "media.fields");
        return unknown(request, known).orElseGet(() -> {
            boolean one = request.path().contains("/with/");
            String other = one ? request.path().split("/", -1)[4] : "";
            return page(
                    request,
                    1,
                    store.messages,
                    event -> !one
                            || event.path("recipient").asText().equals(other)
                            || event.path("sender_id").asText().equals(other),
                    "pagination_token");
        });
    }
}
