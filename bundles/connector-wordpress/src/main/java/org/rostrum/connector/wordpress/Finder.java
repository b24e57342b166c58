package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.SearchQuery;

/** Searches the posts and comments of the site that everybody sees, newest first. */
final class Finder {
    private static final Duration ZONES = Duration.ofHours(26);

    private final WordpressApi api;
    private final Staff staff;

    Finder(WordpressApi api, Staff staff) {
        this.api = api;
        this.staff = staff;
    }

    /** Something found in one of the two lists. */
    private record Found(boolean isPost, Instant when, JsonNode json) {}

    /** @param cursor how many of the posts and of the comments found are known */
    Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        String[] known = (cursor == null || cursor.isEmpty() ? "0 0" : cursor).split(" ", 2);
        long postsKnown = Long.parseLong(known[0]);
        long commentsKnown = Long.parseLong(known[1]);
        List<String> words = Stream.of(query.words().strip().split("\\s+", -1)).toList();

        Map<String, @Nullable Object> posts = parameters(query, query.words(), postsKnown);
        posts.put("_embed", "author,wp:featuredmedia");
        WordpressApi.Part foundPosts = api.list("posts", posts);
        // comments are searched for the words as they stand, one after the other: the longest is as many as that can do
        String longest =
                words.stream().max(Comparator.comparingInt(String::length)).orElse(query.words());
        WordpressApi.Part foundComments = api.list("comments", parameters(query, longest, commentsKnown));

        List<Found> found = new ArrayList<>();
        foundPosts.items().forEach(post -> found.add(found(true, post)));
        foundComments.items().forEach(comment -> found.add(found(false, comment)));
        // a comment that came with the posts of the page, and is older than all of them, may stand behind posts not yet
        // seen
        found.sort(Comparator.comparing(Found::when).reversed());
        List<Found> page = found.subList(0, Math.min(query.limit(), found.size()));
        List<Activity> activities = read(page, query, words);
        long posted = page.stream().filter(Found::isPost).count();
        long nowPosts = postsKnown + posted;
        long nowComments = commentsKnown + page.size() - posted;
        boolean more = nowPosts < foundPosts.total() || nowComments < foundComments.total();
        return new Fetched(activities, nowPosts + " " + nowComments, more && !page.isEmpty(), Duration.ZERO);
    }

    private static Map<String, @Nullable Object> parameters(SearchQuery query, String words, long offset) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("search", words);
        parameters.put("per_page", query.limit());
        parameters.put("offset", offset == 0 ? null : offset);
        parameters.put("orderby", "date");
        parameters.put("order", "desc");
        Instant since = query.since();
        parameters.put(
                "after",
                since == null
                        ? null
                        : LocalDateTime.ofInstant(since, ZoneOffset.UTC).minus(ZONES));
        return parameters;
    }

    private static Found found(boolean isPost, JsonNode json) {
        Instant when = WordpressApi.time(json, "date_gmt");
        return new Found(isPost, when == null ? Instant.EPOCH : when, json);
    }

    /** Comments are also found by names and addresses of their authors: only their words count here. */
    private List<Activity> read(List<Found> page, SearchQuery query, List<String> words) throws DeliveryException {
        Site.Interface site = api.site();
        ThingReader reader = new ThingReader(site);
        Set<Long> ours = staff.among(
                page.stream().filter(one -> !one.isPost).map(Found::json).toList());
        List<Activity> activities = new ArrayList<>();
        for (Found one : page) {
            Optional<Activity> read = one.isPost
                    ? reader.post(one.json)
                    : reader.comment(
                            one.json, ours.contains(one.json.path("author").asLong()));
            read.filter(activity -> fits(activity, query, one.isPost ? List.of() : words))
                    .ifPresent(activities::add);
        }
        return activities;
    }

    private static boolean fits(Activity activity, SearchQuery query, List<String> words) {
        String language = query.language();
        String own = activity.language();
        Instant since = query.since();
        String text = activity.content().toLowerCase(Locale.ROOT);
        return (language == null || own == null || language.split("-", 2)[0].equalsIgnoreCase(own.split("-", 2)[0]))
                && (since == null || !activity.published().isBefore(since))
                && words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
    }
}
