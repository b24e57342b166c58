package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.wordpress.WordpressApi.Part;
import org.rostrum.spi.connector.Fetched;

/** Brings comments and posts: three lists, of which each has its part of the cursor. */
final class Listener {
    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Duration ONE_DAY = Duration.ofDays(1);
    /** Saving a post that was just published is no editing of it. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private final WordpressApi api;
    private final Profile profile;
    private final Staff staff;
    private final WordpressSettings.Bringing bringing;
    private final Clock clock;

    Listener(WordpressApi api, Profile profile, Staff staff, WordpressSettings settings, Clock clock) {
        this.api = api;
        this.profile = profile;
        this.staff = staff;
        this.bringing = settings.bringing();
        this.clock = clock;
    }

    Fetched fetch(@Nullable String cursor) throws DeliveryException {
        try {
            return look(cursor);
        } catch (DeliveryException failed) {
            if (failed.category() == FailureCategory.AUTH_EXPIRED) {
                // the role may have been changed: then the next look asks for less
                profile.forget();
            }
            throw failed;
        }
    }

    private Fetched look(@Nullable String cursor) throws DeliveryException {
        Pace pace = new Pace(clock);
        JsonNode before = parse(cursor);
        ObjectNode after = WordpressApi.JSON.createObjectNode();
        ThingReader reader = new ThingReader(api.site());
        List<Activity> activities = new ArrayList<>();
        boolean more = false;
        if (bringing.posts()) {
            // before the comments, which may be about what is new
            more = posts("date", before, after, reader, activities, pace);
            more |= posts("modified", before, after, reader, activities, pace);
        }
        more |= comments(before, after, reader, activities, pace);
        return new Fetched(activities, after.toString(), more, Duration.ZERO);
    }

    private static JsonNode parse(@Nullable String cursor) {
        try {
            return cursor == null ? WordpressApi.JSON.createObjectNode() : WordpressApi.JSON.readTree(cursor);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
    }

    /** Whether a list has to wait for the next call, because a slow site has used up the time of this one. */
    private static boolean waits(String list, JsonNode before, ObjectNode after, Pace pace) {
        if (pace.isOver(ENOUGH)) {
            if (before.has(list)) {
                after.set(list, before.path(list));
            }
            return true;
        }
        return false;
    }

    private boolean comments(JsonNode before, ObjectNode after, ThingReader reader, List<Activity> into, Pace pace)
            throws DeliveryException {
        if (waits("comments", before, after, pace)) {
            return true;
        }
        boolean moderates = profile.me().moderates();
        CommentList list = new CommentList(offset -> commentsFrom(offset, moderates), this::isWanted, Listener::mark);
        CommentList.Step step = list.step(before.path("comments"), before.has("comments") ? 0 : tooOld(moderates));
        List<JsonNode> all = new ArrayList<>(step.fresh());
        all.addAll(step.edited());
        Set<Long> ours = all.isEmpty() ? Set.of() : staff.among(all);
        for (JsonNode comment : step.fresh()) {
            reader.comment(comment, ours.contains(author(comment))).ifPresent(into::add);
        }
        Instant now = clock.instant();
        for (JsonNode comment : step.edited()) {
            reader.editedComment(comment, ours.contains(author(comment)), mark(comment), now)
                    .ifPresent(into::add);
        }
        after.set("comments", step.state());
        return step.more();
    }

    private static long author(JsonNode comment) {
        return comment.path("author").asLong();
    }

    private boolean isWanted(JsonNode comment) {
        return switch (comment.path("status").asText("approved")) {
            case "approved", "approve", "1" -> true;
            case "hold", "0", "unapproved" -> bringing.held();
            case "spam" -> bringing.spam();
            default -> false;
        };
    }

    /** Of the words as they were typed; who may not see those has marks of another kind. */
    private static String mark(JsonNode comment) {
        JsonNode content = comment.path("content");
        return content.has("raw")
                ? "r" + Ids.mark(content.path("raw").asText())
                : "v" + Ids.mark(HtmlText.of(content.path("rendered").asText("")));
    }

    private Part commentsFrom(long offset, boolean moderates) throws DeliveryException {
        Map<String, @Nullable Object> parameters = states(moderates);
        parameters.put("context", moderates ? "edit" : null);
        parameters.put("orderby", "id");
        parameters.put("order", "asc");
        parameters.put("per_page", CommentList.PAGE);
        parameters.put("offset", offset == 0 ? null : offset);
        return api.list("comments", parameters);
    }

    /** How many comments are older than the history that is wanted. */
    private long tooOld(boolean moderates) throws DeliveryException {
        Map<String, @Nullable Object> parameters = states(moderates);
        parameters.put("before", begin());
        parameters.put("per_page", 1);
        parameters.put("_fields", "id");
        return Math.max(0, api.list("comments", parameters).total());
    }

    private static Map<String, @Nullable Object> states(boolean moderates) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("status", moderates ? "any" : null);
        return parameters;
    }

    private LocalDateTime begin() {
        return utc().minusDays(bringing.historyDays());
    }

    private LocalDateTime utc() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).withNano(0);
    }

    private boolean posts(
            String field, JsonNode before, ObjectNode after, ThingReader reader, List<Activity> into, Pace pace)
            throws DeliveryException {
        String name = field.equals("date") ? "posts" : "edits";
        if (waits(name, before, after, pace)) {
            return true;
        }
        boolean edits = field.equals("modified");
        // edits of before the channel was connected are part of what the first look brings
        LocalDateTime begin = edits ? utc().minus(ONE_DAY) : begin();
        PostList list = new PostList(field, (time, offset) -> postsAfter(field, time, offset));
        PostList.Step step = list.step(before.path(name), begin, utc().plus(ONE_DAY));
        boolean first = before.path(name).isMissingNode();
        for (JsonNode post : step.fresh()) {
            if (!edits) {
                reader.post(post).ifPresent(into::add);
            } else if (!first && isEdited(post)) {
                // one that is published with a date of long ago comes into this list only; others are known by their
                // ids
                reader.post(post).ifPresent(into::add);
                reader.editedPost(post).ifPresent(into::add);
            }
        }
        after.set(name, step.state());
        return step.more();
    }

    private static boolean isEdited(JsonNode post) {
        Instant published = WordpressApi.time(post, "date_gmt");
        Instant modified = WordpressApi.time(post, "modified_gmt");
        return published != null && modified != null && modified.isAfter(published.plus(AT_ONCE));
    }

    private Part postsAfter(String field, LocalDateTime time, long offset) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put(field.equals("date") ? "after" : "modified_after", time);
        parameters.put("orderby", field);
        parameters.put("order", "asc");
        parameters.put("per_page", PostList.PAGE);
        parameters.put("offset", offset == 0 ? null : offset);
        parameters.put("_embed", "author,wp:featuredmedia");
        return api.list("posts", parameters);
    }
}
