package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.RateBudget;

/** How many posts programs may still make, which Instagram counts over 24 hours and tells. */
final class Quota {
    /** The window slides: some of it comes back before all of it does. */
    private static final Duration UNTIL_LOOKED_AGAIN = Duration.ofMinutes(30);

    private final GraphApi api;
    private final Access access;
    private final Clock clock;

    private volatile @Nullable RateBudget budget;

    Quota(GraphApi api, Access access, Clock clock) {
        this.api = api;
        this.access = access;
        this.clock = clock;
    }

    /** Asked before something is prepared. */
    void require(Attempt attempt) throws DeliveryException {
        attempt.requireTime();
        JsonNode told = api.ask(
                        access.given(),
                        access.account() + "/content_publishing_limit",
                        Map.of("fields", "quota_usage,config"))
                .path("data")
                .path(0);
        long most = told.path("config").path("quota_total").asLong(InstagramKind.POSTS_A_DAY);
        long left = Math.max(0, most - told.path("quota_usage").asLong(0));
        Instant now = clock.instant();
        Instant again = now.plus(UNTIL_LOOKED_AGAIN);
        budget = new RateBudget(InstagramKind.POSTS, left, most, again, now);
        if (left == 0) {
            throw new DeliveryException(
                    FailureCategory.RATE_LIMITED,
                    "Programs have made " + most + " posts on Instagram within 24 hours, and it takes no more for now.",
                    again,
                    null);
        }
    }

    /** Null when it was not asked yet. */
    @Nullable
    RateBudget budget() {
        return budget;
    }
}
