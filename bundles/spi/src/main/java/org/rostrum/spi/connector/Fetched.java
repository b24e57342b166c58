package org.rostrum.spi.connector;

import java.time.Duration;
import java.util.List;
import org.rostrum.api.activity.Activity;

/**
 * What a fetch brought.
 *
 * @param activities oldest first where the network knows the order
 * @param cursor where to go on, at most 16,000 characters; stored together with the activities
 * @param more whether there is more to be had at once
 * @param nextPoll when the network wants to be asked again at the earliest; zero when it does not say
 */
public record Fetched(List<Activity> activities, String cursor, boolean more, Duration nextPoll) {
    public Fetched {
        activities = List.copyOf(activities);
    }
}
