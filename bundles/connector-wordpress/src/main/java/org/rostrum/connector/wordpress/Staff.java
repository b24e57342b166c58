package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Tells users of a site who write its posts from those who only comment: what the former say is said by the organisation. */
final class Staff {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int PAGE = 100;

    private final WordpressApi api;
    private final Profile profile;
    private final Clock clock;
    private final Map<Long, Known> known = new HashMap<>();

    private record Known(boolean ours, Instant asked) {}

    Staff(WordpressApi api, Profile profile, Clock clock) {
        this.api = api;
        this.profile = profile;
        this.clock = clock;
    }

    /** Which of the authors of comments are ours; a site that does not say so is only asked for the account itself. */
    synchronized Set<Long> among(List<JsonNode> comments) throws DeliveryException {
        Set<Long> authors = new TreeSet<>();
        comments.forEach(comment -> authors.add(comment.path("author").asLong()));
        authors.remove(0L);
        Instant oldest = clock.instant().minus(LONGEST);
        known.values().removeIf(one -> one.asked.isBefore(oldest));
        List<Long> unknown = new ArrayList<>(authors);
        unknown.removeAll(known.keySet());
        for (int start = 0; start < unknown.size(); start += PAGE) {
            ask(unknown.subList(start, Math.min(unknown.size(), start + PAGE)));
        }
        Set<Long> ours = new HashSet<>();
        authors.stream()
                .filter(author -> known.getOrDefault(author, new Known(false, oldest)).ours)
                .forEach(ours::add);
        ours.add(profile.me().id());
        return ours;
    }

    private void ask(List<Long> authors) throws DeliveryException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        // old, but what replaced it wants the right to list users
        parameters.put("who", "authors");
        parameters.put("include", authors.stream().map(String::valueOf).collect(Collectors.joining(",")));
        parameters.put("per_page", PAGE);
        parameters.put("_fields", "id");
        Set<Long> writing = new HashSet<>();
        try {
            api.list("users", parameters)
                    .items()
                    .forEach(user -> writing.add(user.path("id").asLong()));
        } catch (DeliveryException refused) {
            // many sites close their lists of users
            if (refused.category() != FailureCategory.AUTH_EXPIRED && refused.category() != FailureCategory.REJECTED) {
                throw refused;
            }
        }
        Instant now = clock.instant();
        authors.forEach(author -> known.put(author, new Known(writing.contains(author), now)));
    }
}
