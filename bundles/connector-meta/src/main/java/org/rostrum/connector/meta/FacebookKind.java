package org.rostrum.connector.meta;

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

/** What pages of Facebook can do. How often Meta may be asked depends on how many people engage with the page; it tells as it goes. */
@Component
@ConnectorType(FacebookKind.TYPE)
public final class FacebookKind implements ConnectorKind {
    static final String TYPE = "facebook";
    static final PostLimits.TextLimit TEXT = new PostLimits.TextLimit(63_206, PostLimits.Unit.UTF_16, 0);
    static final int DESCRIPTION = 1_000;
    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.DIRECT_MESSAGE,
            Ability.MEDIA,
            Ability.METRICS,
            Ability.MODERATE,
            Ability.WEBHOOK));
    private static final int MOST_MEDIA = 10;
    private static final long MOST_BYTES = 10_000_000;
    /** Meta takes more, but an attempt ends after a minute, and there are not many. */
    private static final long MOST_OF_A_FILM = 500_000_000;

    static final PostLimits LIMITS = new PostLimits(
            TEXT,
            Stream.concat(
                            Stream.of("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff")
                                    .map(type -> new PostLimits.MediaLimit(type, MOST_BYTES, MOST_MEDIA)),
                            Stream.of(new PostLimits.MediaLimit("video/mp4", MOST_OF_A_FILM, 1)))
                    .toList(),
            MOST_MEDIA);

    /** What a token must be allowed, and what for; the last is needed for messages alone. */
    static final List<String> PERMISSIONS = List.of(
            "pages_show_list",
            "pages_read_engagement",
            "pages_read_user_content",
            "pages_manage_posts",
            "pages_manage_engagement",
            "read_insights");

    static final String FOR_MESSAGES = "pages_messaging";

    @Override
    public String title() {
        return "Facebook page";
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
    public void check(Map<String, String> settings) {
        GraphSettings.check(settings, GraphSettings.FILMS);
    }
}
