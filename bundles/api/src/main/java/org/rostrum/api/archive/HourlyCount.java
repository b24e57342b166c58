package org.rostrum.api.archive;

import java.time.Instant;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;

/**
 * How many activities of one sort were published in one hour.
 *
 * @param hour start of the hour, UTC
 */
public record HourlyCount(
        String accountId, String channelId, Direction direction, ActivityKind kind, Instant hour, long count) {}
