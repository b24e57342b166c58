package org.rostrum.connector.telegram;

import java.time.Duration;
import java.util.ArrayList;
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

/** What Telegram lets bots do, and its limits as the documentation and the FAQ for bots tell them. */
@Component
@ConnectorType(TelegramKind.TYPE)
public final class TelegramKind implements ConnectorKind {
    static final String TYPE = "telegram";

    /** Name of the limit of all calls of a bot. */
    static final String CALLS = "calls";

    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.DIRECT_MESSAGE,
            Ability.MEDIA,
            Ability.MODERATE,
            Ability.WEBHOOK));

    /** With media a quarter of it ({@link Caption#MOST}), which one figure cannot tell. */
    static final PostLimits.TextLimit TEXT = new PostLimits.TextLimit(4096, PostLimits.Unit.UTF_16, 0);

    private static final PostLimits LIMITS = new PostLimits(TEXT, media(), MediaKind.MOST);

    /** A group takes 20 in a minute besides, which {@link GroupPace} looks after: it is no limit of the channel. */
    private static final RateLimits RATES = new RateLimits(
            List.of(new RateLimits.Limit(CALLS, 30, Duration.ofSeconds(1), RateLimits.Scope.CHANNEL)), Map.of());

    private static List<PostLimits.MediaLimit> media() {
        List<PostLimits.MediaLimit> limits = new ArrayList<>();
        for (MediaKind kind : MediaKind.values()) {
            for (String type : kind.types()) {
                limits.add(new PostLimits.MediaLimit(type, kind.mostBytes(), kind.mostTogether()));
            }
        }
        return limits;
    }

    @Override
    public String title() {
        return "Telegram";
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
        TelegramSettings.check(settings);
    }
}
