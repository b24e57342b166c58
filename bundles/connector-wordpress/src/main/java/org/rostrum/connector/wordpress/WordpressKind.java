package org.rostrum.connector.wordpress;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.PostLimits;

/** What WordPress can do. It knows no limit of texts and calls; how large files may be is up to each site. */
@Component
@ConnectorType(WordpressKind.TYPE)
public final class WordpressKind implements ConnectorKind {
    static final String TYPE = "wordpress";

    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.SEARCH,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.MEDIA,
            Ability.METRICS,
            Ability.MODERATE));

    private static final int MOST_MEDIA = 10;
    private static final long IMAGE_BYTES = 16L * 1024 * 1024;
    private static final long OTHER_BYTES = 32L * 1024 * 1024;

    static final PostLimits LIMITS = new PostLimits(
            null,
            List.of(
                    new PostLimits.MediaLimit("image/*", IMAGE_BYTES, MOST_MEDIA),
                    new PostLimits.MediaLimit("video/*", OTHER_BYTES, MOST_MEDIA),
                    new PostLimits.MediaLimit("audio/*", OTHER_BYTES, MOST_MEDIA),
                    new PostLimits.MediaLimit("application/pdf", OTHER_BYTES, MOST_MEDIA)),
            MOST_MEDIA);

    @Override
    public String title() {
        return "WordPress";
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
        WordpressSettings.check(settings);
    }
}
