package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.SearchQuery;

/** Finds what was said in the last seven days. */
final class Search {
    /** X gives no fewer at once. */
    private static final int FEWEST = 10;

    private static final int LONGEST_QUERY = 512;
    private static final int LONGEST_ENTERPRISE_QUERY = 4_096;
    /** A minute less than seven days: X refuses what lies before when the call arrives. */
    private static final Duration REACH = Duration.ofDays(7).minusMinutes(1);

    private final XApi api;
    private final XSettings settings;
    private final Account account;
    private final PostReader reader;
    private final Clock clock;

    Search(XApi api, XSettings settings, Account account, PostReader reader, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.account = account;
        this.reader = reader;
        this.clock = clock;
    }

    /** The cursor is X's token, and before it how many of its page were given already. */
    Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        String[] at = cursor == null || cursor.isEmpty() ? new String[] {"0", ""} : cursor.split(" ", 2);
        int given = Integer.parseInt(at[0]);
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("query", words(query));
        parameters.put("max_results", Math.max(FEWEST, query.limit()));
        parameters.put("sort_order", "recency");
        parameters.put("start_time", since(query.since()));
        parameters.put("next_token", at[1].isEmpty() ? null : at[1]);
        JsonNode page = api.list(api.posts(
                        "/2/tweets/search/recent",
                        parameters,
                        dialect -> dialect.posts(settings.referredPosts()),
                        Scopes.READ))
                .body();

        String own = account.me().id();
        List<Activity> found = new ArrayList<>();
        int size = page.path("data").size();
        int end = Math.min(size, given + query.limit());
        for (int i = given; i < end; i++) {
            JsonNode post = page.path("data").path(i);
            boolean ours = post.path("author_id").asText().equals(own);
            reader.post(post, page.path("includes"), ours ? Direction.OUTBOUND : Direction.INBOUND)
                    .ifPresent(found::add);
        }
        String next = page.path("meta").path("next_token").asText("");
        boolean rest = end < size;
        return new Fetched(found, rest ? end + " " + at[1] : "0 " + next, rest || !next.isEmpty(), Duration.ZERO);
    }

    private String words(SearchQuery query) throws DeliveryException {
        String language = query.language();
        String words = language == null
                ? query.words()
                : "(" + query.words() + ") lang:" + language.split("-", 2)[0].toLowerCase(Locale.ROOT);
        int most = settings.isEnterprise() ? LONGEST_ENTERPRISE_QUERY : LONGEST_QUERY;
        if (words.length() > most) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    "The search has " + words.length() + " characters; X takes " + most + ". Look for fewer words.",
                    null);
        }
        return words;
    }

    /** Null for all that X reaches, which it does without being told. */
    private @Nullable Instant since(@Nullable Instant wanted) {
        Instant earliest = clock.instant().minus(REACH).truncatedTo(ChronoUnit.SECONDS);
        return wanted == null || wanted.isBefore(earliest) ? null : wanted.truncatedTo(ChronoUnit.SECONDS);
    }
}
