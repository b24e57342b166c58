package org.rostrum.connector.mastodon;

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

/** What Mastodon can do; limits as its servers have them when nobody changed them. What a server says of itself goes before. */
@Component
@ConnectorType(MastodonKind.TYPE)
public final class MastodonKind implements ConnectorKind {
    static final String TYPE = "mastodon";

    /** Name of the limit of all calls of an account. */
    static final String CALLS = "calls";

    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.SEARCH,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.DIRECT_MESSAGE,
            Ability.MEDIA,
            Ability.METRICS,
            Ability.MODERATE));

    /** Every link counts 23, however long. */
    static final PostLimits.TextLimit TEXT = new PostLimits.TextLimit(500, PostLimits.Unit.GRAPHEMES, 23);

    static final int MOST_MEDIA = 4;
    static final long IMAGE_BYTES = 16_777_216;
    static final long VIDEO_BYTES = 103_809_024;

    private static final PostLimits LIMITS = new PostLimits(
            TEXT,
            List.of(
                    new PostLimits.MediaLimit("image/*", IMAGE_BYTES, MOST_MEDIA),
                    new PostLimits.MediaLimit("video/*", VIDEO_BYTES, 1),
                    new PostLimits.MediaLimit("audio/*", VIDEO_BYTES, 1)),
            MOST_MEDIA);

    /** A look reads two lists, and what the new posts answer; metrics come for twenty posts at a call. */
    private static final RateLimits RATES = new RateLimits(
            List.of(new RateLimits.Limit(CALLS, 300, Duration.ofMinutes(5), RateLimits.Scope.CHANNEL)),
            Map.of(Ability.LISTEN, 4, Ability.REPLY, 2, Ability.MEDIA, 3, Ability.METRICS, 5, Ability.MODERATE, 2));

    @Override
    public String title() {
        return "Mastodon";
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
        MastodonSettings.of(settings);
    }
}
