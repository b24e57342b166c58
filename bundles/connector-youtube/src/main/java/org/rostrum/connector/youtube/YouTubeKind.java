package org.rostrum.connector.youtube;

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

/** What YouTube can do, and its quotas as the documentation of September 2026 tells them. */
@Component
@ConnectorType(YouTubeKind.TYPE)
public final class YouTubeKind implements ConnectorKind {
    static final String TYPE = "youtube";

    /** Name of the limit of all calls of a project. */
    static final String UNITS = "units";

    static final int UNITS_A_DAY = 10_000;

    static final Set<Ability> READING =
            Set.copyOf(EnumSet.of(Ability.LISTEN, Ability.SEARCH, Ability.METRICS, Ability.WEBHOOK));

    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.SEARCH,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.MEDIA,
            Ability.METRICS,
            Ability.MODERATE,
            Ability.WEBHOOK));

    /** Of a comment. */
    static final PostLimits.TextLimit TEXT = new PostLimits.TextLimit(10_000, PostLimits.Unit.UTF_16, 0);

    /** Comments have no media; a post that answers nothing is one video. */
    private static final PostLimits LIMITS =
            new PostLimits(TEXT, List.of(new PostLimits.MediaLimit("video/*", Film.MOST_BYTES, 1)), 1);

    /**
     * A look for comments is one call of 1 unit for each fetch; an answer is looked for before and after (3), and written (50).
     * Searches and uploads are counted apart, 100 a day of each, since June 2026: 100 units each keep them below that, too.
     */
    private static final RateLimits RATES = new RateLimits(
            List.of(new RateLimits.Limit(UNITS, UNITS_A_DAY, Duration.ofDays(1), RateLimits.Scope.APP)),
            Map.of(
                    Ability.REPLY, 53,
                    Ability.PUBLISH, 100,
                    Ability.MODERATE, 51,
                    Ability.METRICS, 3,
                    Ability.SEARCH, 101));

    @Override
    public String title() {
        return "YouTube";
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
        YouTubeSettings.check(settings);
    }
}
