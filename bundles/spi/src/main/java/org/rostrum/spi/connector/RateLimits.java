package org.rostrum.spi.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How often a network may be asked, as it says in public.
 *
 * @param limits all of them hold at once
 * @param costs what one call for an ability costs of each limit; 1 where nothing is said
 */
public record RateLimits(List<Limit> limits, Map<Ability, Integer> costs) {
    /** Nothing is known. */
    public static final RateLimits NONE = new RateLimits(List.of(), Map.of());

    /** Whose calls count together. */
    public enum Scope {
        /** All channels of this type on this server: they are one app to the network. */
        APP,
        /** Each channel by itself. */
        CHANNEL
    }

    /**
     * @param name unique among the limits of a connector, such as {@code reads}
     * @param calls how many points there are
     * @param window in which they are used up, and after which they are there again
     */
    public record Limit(String name, int calls, Duration window, Scope scope) {
        public Limit {
            if (calls < 1 || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException("calls, window: more than nothing");
            }
        }
    }

    public RateLimits {
        limits = List.copyOf(limits);
        costs = Map.copyOf(costs);
    }

    /** What one call for the ability costs. */
    public int cost(Ability ability) {
        return costs.getOrDefault(ability, 1);
    }
}
