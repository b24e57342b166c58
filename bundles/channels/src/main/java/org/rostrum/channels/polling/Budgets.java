package org.rostrum.channels.polling;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.accounts.Channel;
import org.rostrum.channels.connectors.ConnectorKinds;
import org.rostrum.channels.connectors.InstalledKind;
import org.rostrum.channels.connectors.SlidingBudget;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.RateBudget;
import org.rostrum.spi.connector.RateLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps calls within the rate limits that networks tell in public, and within what their answers say is left. Each server counts
 * its own calls since its start, and takes the part of a limit that falls to it when {@link RatesConfig#nodes()} share it: no
 * server needs to ask another before a call. What remains uncertain (a restart, other programs of the same app) is told by the
 * network itself, and obeyed.
 */
@Component(service = Budgets.class, configurationPid = "org.rostrum.channels.rates")
@Designate(ocd = RatesConfig.class)
public final class Budgets {
    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);
    private static final int ALL = 100;
    private static final int MOST_BUDGETS = 10_000;

    private final ConnectorKinds kinds;
    private final Clock clock;
    private final int nodes;
    private final int percentForPolls;
    private final Map<Key, SlidingBudget> budgets = new ConcurrentHashMap<>();
    private final Map<String, Instant> closed = new ConcurrentHashMap<>();

    /** @param channel empty for a limit of the app */
    private record Key(String type, String channel, RateLimits.Limit limit) {}

    @Activate
    public Budgets(@Reference ConnectorKinds kinds, @Reference Clock clock, RatesConfig config) {
        this.kinds = kinds;
        this.clock = clock;
        this.nodes = Math.max(1, config.nodes());
        this.percentForPolls = Math.max(1, Math.min(ALL, config.percentForPolls()));
    }

    /**
     * Counts a call, if it may be made now.
     *
     * @return null when it may; else when to ask again
     */
    public @Nullable Instant take(Channel channel, Connector connector, Ability ability) {
        int cost = rates(channel).cost(ability);
        Instant now = clock.instant();
        // asked before the others are kept waiting
        Instant told = told(connector, cost, now);
        return takeCounted(channel, ability, cost, now, told);
    }

    private static @Nullable Instant told(Connector connector, int cost, Instant now) {
        Instant latest = null;
        try {
            for (RateBudget budget : connector.budgets()) {
                if (budget.left() < cost && budget.renewed().isAfter(now)) {
                    latest = later(latest, budget.renewed());
                }
            }
        } catch (RuntimeException failure) {
            LOG.warn("A connector cannot say what is left of its rate limits", failure);
        }
        return latest;
    }

    private synchronized @Nullable Instant takeCounted(
            Channel channel, Ability ability, int cost, Instant now, @Nullable Instant told) {
        Instant latest = later(told, closedUntil(channel.connector(), now));
        List<SlidingBudget> all = new ArrayList<>();
        for (RateLimits.Limit limit : rates(channel).limits()) {
            SlidingBudget budget = budget(channel, limit);
            all.add(budget);
            latest = later(latest, budget.wait(cost, ability == Ability.LISTEN ? percentForPolls : ALL, now));
        }
        if (latest == null) {
            all.forEach(budget -> budget.use(cost, now));
        }
        return latest;
    }

    private @Nullable Instant closedUntil(String type, Instant now) {
        Instant until = closed.get(type);
        if (until != null && !until.isAfter(now)) {
            closed.remove(type);
            return null;
        }
        return until;
    }

    private RateLimits rates(Channel channel) {
        return kinds.find(channel.connector()).map(InstalledKind::rates).orElse(RateLimits.NONE);
    }

    private SlidingBudget budget(Channel channel, RateLimits.Limit limit) {
        boolean app = limit.scope() == RateLimits.Scope.APP;
        if (budgets.size() >= MOST_BUDGETS) {
            // of channels that are gone, say
            Instant now = clock.instant();
            budgets.values().removeIf(budget -> budget.isUnused(now));
        }
        // a channel is worked by one server at a time, but by each of them in turn
        long points = Math.max(1, limit.calls() / nodes);
        return budgets.computeIfAbsent(
                new Key(channel.connector(), app ? "" : channel.id(), limit),
                key -> new SlidingBudget(points, limit.window()));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /** The network has said that it wants no call before then: that holds for all channels if they are one app to it. */
    public void refused(Channel channel, Instant until) {
        RateLimits rates = rates(channel);
        if (!rates.limits().isEmpty()
                && rates.limits().stream().allMatch(limit -> limit.scope() == RateLimits.Scope.APP)) {
            closed.put(channel.connector(), until);
        }
    }

    /**
     * What this server has left of each limit that is told in public.
     *
     * @param of all that falls to this server
     */
    public record Left(String limit, RateLimits.Scope scope, long left, long of, long windowSeconds) {}

    public List<Left> left(Channel channel) {
        Instant now = clock.instant();
        return rates(channel).limits().stream()
                .map(limit -> new Left(
                        limit.name(),
                        limit.scope(),
                        budget(channel, limit).left(now),
                        Math.max(1, limit.calls() / nodes),
                        limit.window().toSeconds()))
                .toList();
    }
}
