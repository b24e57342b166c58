package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;

/** The account, and what it may do at the site. */
final class Profile {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final WordpressApi api;
    private final WordpressSettings settings;
    private final Clock clock;

    private volatile @Nullable Me me;

    Profile(WordpressApi api, WordpressSettings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Who we are.
     *
     * @param rights what WordPress calls capabilities; null when the site does not tell, which forbids nothing
     */
    record Me(long id, String name, String slug, @Nullable Set<String> rights, Instant read) {
        boolean may(String right) {
            return rights == null || rights.contains(right);
        }

        /** Comments in other states are only told to those who also may edit posts. */
        boolean moderates() {
            return may("moderate_comments") && may("edit_posts");
        }
    }

    /** Rights may change: they are read every quarter of an hour. */
    Me me() throws DeliveryException {
        Me known = me;
        return known != null && known.read.plus(LONGEST).isAfter(clock.instant()) ? known : read();
    }

    /** What is known may be so no longer. */
    void forget() {
        me = null;
    }

    private Me read() throws DeliveryException {
        JsonNode user = api.object("users/me", Map.of("context", "edit"));
        if (!user.path("id").isIntegralNumber()) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "The site does not say who we are.", null);
        }
        Set<String> rights = null;
        if (user.path("capabilities").isObject()) {
            rights = new HashSet<>();
            for (Map.Entry<String, JsonNode> right : user.path("capabilities").properties()) {
                if (right.getValue().asBoolean()) {
                    rights.add(right.getKey());
                }
            }
        }
        Me read = new Me(
                user.path("id").asLong(),
                HtmlText.line(user.path("name").asText("")),
                user.path("slug").asText(""),
                rights,
                clock.instant());
        me = read;
        return read;
    }

    /** What the account may do, as far as is known; no call is made. */
    Set<Ability> abilities() {
        Me known = me;
        if (known == null) {
            return WordpressKind.ABILITIES;
        }
        Set<Ability> abilities = EnumSet.copyOf(WordpressKind.ABILITIES);
        boolean shown = settings.writing().status().equals("publish");
        if (!known.may("edit_posts") || (shown && !known.may("publish_posts"))) {
            abilities.remove(Ability.PUBLISH);
        }
        if (!known.may("upload_files") || !abilities.contains(Ability.PUBLISH)) {
            abilities.remove(Ability.MEDIA);
        }
        if (!known.moderates()) {
            abilities.remove(Ability.MODERATE);
        }
        return Set.copyOf(abilities);
    }

    /** Asks for all that reading needs. */
    String check() throws DeliveryException {
        Site.Interface site = api.look();
        if (!site.takesPasswords()) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "The site takes no application passwords: they need https (or a site that says it is a local"
                            + " one), and a plugin can switch them off. Have them made possible there.",
                    null);
        }
        Me who = read();
        api.list("comments", Map.of("per_page", 1));
        if (settings.bringing().posts()) {
            api.list("posts", Map.of("per_page", 1));
        }
        String name = who.name().isEmpty() ? who.slug() : who.name();
        return name + " at " + (site.name().isEmpty() ? site.home() : site.name() + " (" + site.home() + ")");
    }
}
