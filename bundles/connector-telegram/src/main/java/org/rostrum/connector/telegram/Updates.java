package org.rostrum.connector.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;

/**
 * Asks for updates. The offset that is sent makes Telegram forget all before it, for ever: it is the cursor, which the platform
 * has stored together with what it stands behind, and nothing else.
 */
final class Updates {
    private static final int PAGE = 100;
    /** After a week without any, Telegram goes on with other numbers; what is kept at all is kept for a day. */
    private static final Duration NUMBERS_HOLD = Duration.ofDays(6);

    private static final String WANTED =
            TelegramApi.JSON.valueToTree(UpdateReader.KINDS).toString();

    private final TelegramApi api;
    private final TelegramSettings settings;
    private final UpdateReader reader;
    private final Clock clock;

    Updates(TelegramApi api, TelegramSettings settings, UpdateReader reader, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.reader = reader;
        this.clock = clock;
    }

    Fetched fetch(@Nullable String cursor) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", PAGE);
        parameters.put("timeout", settings.waitSeconds());
        parameters.put("allowed_updates", WANTED);
        parameters.put("offset", offset(cursor));
        JsonNode updates = api.ask("getUpdates", parameters);
        if (!updates.isArray()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "Telegram gave an answer that holds no updates.", null);
        }
        List<Activity> activities = new ArrayList<>();
        long next = 0;
        for (JsonNode update : updates) {
            next = Math.max(next, update.path("update_id").asLong(0) + 1);
            reader.read(update).ifPresent(activities::add);
        }
        String after = next > 1 || cursor == null ? cursor(next) : cursor;
        // Telegram may give fewer than there are, when it was asked a moment ago
        return new Fetched(activities, after, next > 1, Duration.ZERO);
    }

    /** What a cursor of another bot would make Telegram forget was never brought. */
    private @Nullable Long offset(@Nullable String cursor) {
        JsonNode before = parse(cursor);
        long offset = before.path("offset").asLong(0);
        Instant told = Instant.ofEpochSecond(before.path("at").asLong(0));
        boolean holds = before.path("bot").asText("").equals(settings.botId())
                && told.plus(NUMBERS_HOLD).isAfter(clock.instant());
        return offset > 1 && holds ? offset : null;
    }

    private static JsonNode parse(@Nullable String cursor) {
        try {
            return TelegramApi.JSON.readTree(cursor == null ? "{}" : cursor);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
    }

    private String cursor(long next) {
        return TelegramApi.JSON
                .createObjectNode()
                .put("bot", settings.botId())
                .put("offset", next)
                .put("at", clock.instant().getEpochSecond())
                .toString();
    }
}
