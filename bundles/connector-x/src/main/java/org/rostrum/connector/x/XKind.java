package org.rostrum.connector.x;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.RateLimits;

/** What X can do, and how often it may be asked, as its documentation of 22 August 2026 says. */
@Component
@ConnectorType(XKind.TYPE)
public final class XKind implements ConnectorKind {
    static final String TYPE = "x";

    /** Name of the limit in which all calls are counted. */
    static final String CALLS = "calls";

    /** How many points there are in a window. */
    static final int POINTS = 300;

    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.SEARCH,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.DIRECT_MESSAGE,
            Ability.MEDIA,
            Ability.METRICS,
            Ability.MODERATE));

    static final PostLimits.TextLimit TEXT = new PostLimits.TextLimit(280, PostLimits.Unit.WEIGHTED, TextLength.LINK);

    private static final int MOST_MEDIA = 4;

    private static final PostLimits LIMITS = new PostLimits(
            TEXT,
            Stream.of(MediaKind.values())
                    .flatMap(kind -> kind.types().stream()
                            .map(type -> new PostLimits.MediaLimit(type, kind.mostBytes(), kind.most())))
                    .toList(),
            MOST_MEDIA);

    /**
     * Each endpoint has a limit of its own for 15 minutes: 300 looks at mentions or searches, 100 posts, 50 deletions or
     * hidings, 15 messages. What an ability costs is the part that one call takes of its own.
     */
    private static final RateLimits RATES = new RateLimits(
            List.of(new RateLimits.Limit(CALLS, POINTS, Duration.ofMinutes(15), RateLimits.Scope.CHANNEL)),
            Map.of(
                    Ability.PUBLISH,
                    3,
                    Ability.REPLY,
                    3,
                    Ability.MEDIA,
                    1,
                    Ability.DIRECT_MESSAGE,
                    20,
                    Ability.MODERATE,
                    6));

    @Override
    public String title() {
        return "X";
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
        XSettings.check(settings);
    }
}
