package org.rostrum.connector.bluesky;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.RateLimits;

/** What Bluesky can do; limits as in its documentation of rate limits and its lexicon of posts. */
@Component
@ConnectorType(BlueskyKind.TYPE)
public final class BlueskyKind implements ConnectorKind {
    static final String TYPE = "bluesky";

    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.SEARCH,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.MEDIA,
            Ability.METRICS,
            Ability.MODERATE));

    static final PostLimits LIMITS = new PostLimits(
            new PostLimits.TextLimit(300, PostLimits.Unit.GRAPHEMES, 0),
            List.of(new PostLimits.MediaLimit("image/*", 1_000_000, 4)),
            4);

    /** Writing is counted in points: 3 to create, 1 to delete. */
    private static final RateLimits RATES = new RateLimits(
            List.of(
                    new RateLimits.Limit("calls", 3000, Duration.ofMinutes(5), RateLimits.Scope.APP),
                    new RateLimits.Limit("writes", 1666, Duration.ofHours(1), RateLimits.Scope.CHANNEL)),
            Map.of(Ability.LISTEN, 2, Ability.PUBLISH, 3, Ability.REPLY, 4));

    @Override
    public String title() {
        return "Bluesky";
    }

    @Override
    public Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public PostLimits limits() {
        return LIMITS;
    }

    @Override
    public RateLimits rates() {
        return RATES;
    }

    @Override
    public void check(Map<String, String> settings) {
        BlueskySettings.of(settings);
    }
}
