package org.rostrum.connector.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.connector.RateBudget;
import org.rostrum.spi.http.HttpAnswer;

/**
 * How much of its limits Meta says that we have used. It tells hundredths of limits whose size depends on how many people use the
 * app or engage with the page, and nobody knows beforehand.
 */
final class Usage {
    private static final int WHOLE = 100;
    private static final Duration UNTIL_LOOKED_AGAIN = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST = 20;
    private static final List<String> COUNTS = List.of("call_count", "total_time", "total_cputime");

    private final Clock clock;
    private final Map<String, RateBudget> budgets = new ConcurrentHashMap<>();
    private volatile @Nullable Instant regained;
    private volatile String version = "";

    Usage(Clock clock) {
        this.clock = clock;
    }

    /** Takes what an answer tells. */
    void read(HttpAnswer answer) {
        regained = null;
        version = answer.header("facebook-api-version").orElse(version);
        JsonNode app = json(answer.header("X-App-Usage").orElse(""));
        if (app.isObject()) {
            note("app", app);
        }
        for (JsonNode uses : json(answer.header("X-Business-Use-Case-Usage").orElse(""))) {
            for (JsonNode use : uses) {
                note(use.path("type").asText("other"), use);
            }
        }
    }

    private void note(String name, JsonNode use) {
        long used = 0;
        for (String count : COUNTS) {
            used = Math.max(used, use.path(count).asLong(0));
        }
        Instant now = clock.instant();
        long minutes = Math.max(0, use.path("estimated_time_to_regain_access").asLong(0));
        Instant renewed = now.plus(minutes == 0 ? UNTIL_LOOKED_AGAIN : shorter(minutes));
        if (minutes > 0) {
            regained = renewed;
        }
        if (budgets.containsKey(name) || budgets.size() < MOST) {
            long left = minutes > 0 ? 0 : Math.max(0, WHOLE - used);
            budgets.put(name, new RateBudget(name, left, WHOLE, renewed, now));
        }
    }

    private static Duration shorter(long minutes) {
        Duration told = Duration.ofMinutes(Math.min(minutes, LONGEST.toMinutes()));
        return told.compareTo(LONGEST) > 0 ? LONGEST : told;
    }

    private static JsonNode json(String header) {
        try {
            return GraphApi.JSON.readTree(header);
        } catch (JsonProcessingException unreadable) {
            return GraphApi.JSON.createArrayNode();
        }
    }

    /** When calls are taken again, as the last answer told; null when it did not say. */
    @Nullable
    Instant regained() {
        return regained;
    }

    /** Versions that have ended are answered by later ones, until something in them is another. */
    List<String> warnings(String asked) {
        String answered = version;
        return answered.isEmpty() || answered.equals(asked)
                ? List.of()
                : List.of("Meta answers with version " + answered + " of the Graph API, as " + asked
                        + " has ended. Set \"Version of the Graph API\" to one that is known to this connector.");
    }

    List<RateBudget> budgets() {
        return List.copyOf(budgets.values());
    }
}
