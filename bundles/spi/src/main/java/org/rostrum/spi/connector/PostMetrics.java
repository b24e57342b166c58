package org.rostrum.spi.connector;

import java.util.Map;

/**
 * How people reacted to a post, counted by the network from its publication on.
 *
 * @param counts what the network does not count is left out, which is not 0
 */
public record PostMetrics(Map<Measure, Long> counts) {
    /** What is counted. */
    public enum Measure {
        LIKES,
        /** Passed on as it is. */
        SHARES,
        /** Passed on with words. */
        QUOTES,
        REPLIES,
        VIEWS,
        CLICKS
    }

    public PostMetrics {
        counts.forEach((measure, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(measure + ": less than nothing");
            }
        });
        counts = Map.copyOf(counts);
    }
}
