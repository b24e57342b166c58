package org.rostrum.connector.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ChannelMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates what the channel spends, in thousandths of a dollar, from X's price list for paying per use (docs.x.com, 22 August
 * 2026). It is more than X will charge: what is asked for twice in a day is charged once there, and owners of apps pay less for
 * what is their own. At the bound, reading stops; what people have decided to say is still said.
 */
final class Spending {
    /** Of one call or one thing that was read. */
    static final int POST_READ = 5;

    static final int USER_READ = 10;
    static final int MESSAGE_READ = 10;
    static final int POST = 15;
    static final int POST_WITH_LINK = 200;
    static final int MESSAGE = 15;
    static final int LIKE = 15;
    static final int DELETE = 10;
    static final int HIDE = 5;
    static final int DESCRIPTION = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Spending.class);
    private static final String ENTRY = "spent";
    private static final int IN_A_DOLLAR = 1_000;

    private final XSettings settings;
    private final ChannelMemory memory;
    private final String channel;
    private final Clock clock;

    private @Nullable YearMonth month;
    private long spent;

    Spending(XSettings settings, ChannelMemory memory, String channel, Clock clock) {
        this.settings = settings;
        this.memory = memory;
        this.channel = channel;
        this.clock = clock;
    }

    private boolean isBounded() {
        return settings.monthlyDollars() > 0 && !settings.isEnterprise();
    }

    /** Costs of what an answer holds. */
    void read(JsonNode body) {
        int messages = 0;
        int posts = 0;
        JsonNode data = body.path("data");
        for (JsonNode one : data) {
            if (one.has("event_type")) {
                messages++;
            } else if (data.isArray()) {
                posts++;
            }
        }
        JsonNode includes = body.path("includes");
        posts += includes.path("tweets").size() + includes.path("posts").size();
        spend(messages * MESSAGE_READ
                + posts * POST_READ
                + includes.path("users").size() * USER_READ);
    }

    /** Never fails: no post shall be in doubt for an estimate. */
    synchronized void spend(int mills) {
        if (!isBounded() || mills <= 0) {
            return;
        }
        try {
            load();
            spent += mills;
            memory.write(
                    channel,
                    ENTRY,
                    XApi.JSON
                            .createObjectNode()
                            .put("month", thisMonth().toString())
                            .put("mills", spent)
                            .toString());
        } catch (RuntimeException failed) {
            LOG.warn("What {} spends cannot be written down", channel, failed);
        }
    }

    void requireReading() throws DeliveryException {
        if (isUsedUp()) {
            throw new DeliveryException(
                    FailureCategory.RATE_LIMITED,
                    "The " + settings.monthlyDollars()
                            + " dollars of this month are spent. Raise monthlyDollars to go on reading before the next.",
                    nextMonth(),
                    null);
        }
    }

    synchronized boolean isUsedUp() {
        if (!isBounded()) {
            return false;
        }
        load();
        return spent >= (long) settings.monthlyDollars() * IN_A_DOLLAR;
    }

    private void load() {
        YearMonth now = thisMonth();
        if (now.equals(month)) {
            return;
        }
        month = now;
        spent = 0;
        try {
            JsonNode kept = XApi.JSON.readTree(memory.read(channel, ENTRY).orElse("{}"));
            if (kept.path("month").asText("").equals(now.toString())) {
                spent = kept.path("mills").asLong(0);
            }
        } catch (JsonProcessingException unreadable) {
            // an estimate begins anew
            spent = 0;
        }
    }

    private YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }

    private Instant nextMonth() {
        return thisMonth().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
