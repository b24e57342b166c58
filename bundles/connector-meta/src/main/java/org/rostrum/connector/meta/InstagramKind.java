package org.rostrum.connector.meta;

import java.time.Duration;
import java.util.EnumMap;
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

/** What professional accounts of Instagram can do. */
@Component
@ConnectorType(InstagramKind.TYPE)
public final class InstagramKind implements ConnectorKind {
    static final String TYPE = "instagram";
    static final String POSTS = "posts";
    static final int POSTS_A_DAY = 100;
    static final PostLimits.TextLimit TEXT = new PostLimits.TextLimit(2_200, PostLimits.Unit.UTF_16, 0);
    static final int DESCRIPTION = 1_000;
    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.MEDIA,
            Ability.METRICS,
            Ability.MODERATE,
            Ability.WEBHOOK));
    static final int MOST_MEDIA = 10;
    static final PostLimits LIMITS = new PostLimits(
            TEXT,
            List.of(
                    new PostLimits.MediaLimit("image/jpeg", 8_000_000, MOST_MEDIA),
                    new PostLimits.MediaLimit("video/mp4", 100_000_000, MOST_MEDIA),
                    new PostLimits.MediaLimit("video/quicktime", 100_000_000, MOST_MEDIA)),
            MOST_MEDIA);

    /** What a token must be allowed. */
    static final List<String> PERMISSIONS = List.of(
            "instagram_basic",
            "instagram_content_publish",
            "instagram_manage_comments",
            "instagram_manage_insights",
            "pages_show_list",
            "pages_read_engagement",
            "pages_manage_posts");

    @Override
    public String title() {
        return "Instagram";
    }

    @Override
    public Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public PostLimits limits() {
        return LIMITS;
    }

    /** Posts alone are counted: how often Meta may be asked depends on how many people see the account; it tells as it goes. */
    @Override
    public RateLimits rates() {
        Map<Ability, Integer> costs = new EnumMap<>(Ability.class);
        for (Ability ability : Ability.values()) {
            costs.put(ability, ability == Ability.PUBLISH ? 1 : 0);
        }
        return new RateLimits(
                List.of(new RateLimits.Limit(POSTS, POSTS_A_DAY, Duration.ofDays(1), RateLimits.Scope.CHANNEL)), costs);
    }

    @Override
    public void check(Map<String, String> settings) {
        GraphSettings.check(settings, GraphSettings.UPLOADS);
    }
}
