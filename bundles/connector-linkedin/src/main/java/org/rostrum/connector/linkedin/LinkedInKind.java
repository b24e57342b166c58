package org.rostrum.connector.linkedin;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.PostLimits;

/** What LinkedIn lets the pages of organizations do; how often it may be asked, it tells each app apart and nobody else. */
@Component
@ConnectorType(LinkedInKind.TYPE)
public final class LinkedInKind implements ConnectorKind {
    static final String TYPE = "linkedin";

    static final Set<Ability> ABILITIES = Set.copyOf(EnumSet.of(
            Ability.LISTEN,
            Ability.PUBLISH,
            Ability.REPLY,
            Ability.MEDIA,
            Ability.METRICS,
            Ability.MODERATE,
            Ability.WEBHOOK));

    /** Of a post; comments have less ({@link Commenter#MOST}), which one figure cannot tell. */
    static final PostLimits.TextLimit TEXT = new PostLimits.TextLimit(3_000, PostLimits.Unit.UTF_16, 0);

    static final int MOST_IMAGES = 20;
    static final long IMAGE_BYTES = 8L * 1024 * 1024;
    static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif");

    private static final PostLimits LIMITS = new PostLimits(
            TEXT,
            IMAGES.stream()
                    .sorted()
                    .map(type -> new PostLimits.MediaLimit(type, IMAGE_BYTES, MOST_IMAGES))
                    .toList(),
            MOST_IMAGES);

    @Override
    public String title() {
        return "LinkedIn";
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
        LinkedInSettings.check(settings);
    }
}
