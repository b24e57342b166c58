package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes activities of notifications, whether they were asked for or sent. Names of members are not told; below a post everything is
 * one conversation. A change and a deletion are activities of their own, as the archive changes nothing.
 */
final class NotificationReader {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationReader.class);

    private final String organization;

    NotificationReader(String organization) {
        this.organization = organization;
    }

    /** Empty when it says nothing: reactions, and what has neither words nor author. */
    Optional<Activity> read(JsonNode notification) {
        if (!notification.path("organizationalEntity").asText("").equals(organization)) {
            return Optional.empty();
        }
        try {
            return switch (notification.path("action").asText("")) {
                case "COMMENT", "ADMIN_COMMENT" -> comment(notification, "", "Create");
                case "COMMENT_EDIT" -> comment(
                        notification, "/edited/" + time(notification).toEpochMilli(), "Update");
                case "COMMENT_DELETE" -> comment(notification, "/deleted", "Delete");
                case "SHARE" -> share(notification, true);
                case "SHARE_MENTION" -> share(notification, false);
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException bound) {
            LOG.warn(
                    "The notification {} is left out: {}",
                    notification.path("notificationId").asText(""),
                    bound.getMessage());
            return Optional.empty();
        }
    }

    private static Instant time(JsonNode notification) {
        Instant time = LinkedInApi.time(notification.path("lastModifiedAt"));
        if (time == null) {
            throw new IllegalArgumentException("lastModifiedAt: no time");
        }
        return time;
    }

    private Optional<Activity> comment(JsonNode notification, String suffix, String verb) {
        JsonNode comment = notification.path("decoratedGeneratedActivity").path("comment");
        String urn = Urns.whole(comment.path("entity")
                .asText(notification.path("generatedActivity").asText("")));
        if (!Urns.isComment(urn)) {
            return Optional.empty();
        }
        String post = post(notification);
        String owner = comment.path("owner").asText("");
        // of what was deleted LinkedIn may tell no more than that
        String author = owner.isEmpty() ? "unknown" : owner;
        return Optional.of(Activity.builder(urn + suffix, direction(owner), actor(author), time(notification))
                .verb(verb)
                .content(PlainText.clean(words(comment)))
                .inReplyTo(post)
                .context(post)
                .url(Urns.page(urn))
                .original(new Original("application/json", notification.toString()))
                .build());
    }

    private Optional<Activity> share(JsonNode notification, boolean passedOn) {
        JsonNode share = notification.path("decoratedGeneratedActivity").path("share");
        String urn = share.path("entity")
                .asText(notification.path("generatedActivity").asText(""));
        if (!Urns.isPost(urn)) {
            return Optional.empty();
        }
        String words = PlainText.clean(words(share));
        String owner = share.path("owner").asText("");
        String source = passedOn ? post(notification) : null;
        return Optional.of(
                Activity.builder(urn, direction(owner), actor(owner.isEmpty() ? "unknown" : owner), time(notification))
                        .verb(passedOn && words.isEmpty() ? "Announce" : "Create")
                        .content(words)
                        .inReplyTo(source)
                        .context(source == null ? urn : source)
                        .url(Urns.page(urn))
                        .original(new Original("application/json", notification.toString()))
                        .build());
    }

    /** Of an activity and the post behind it, the post: posts have its id. */
    private static @Nullable String post(JsonNode notification) {
        String entity = notification.path("decoratedSourcePost").path("entity").asText("");
        String source = notification.path("sourcePost").asText("");
        return Urns.isPost(entity) ? entity : Urns.isPost(source) ? source : null;
    }

    private static String words(JsonNode decorated) {
        String text = decorated.path("text").asText("");
        return text.isEmpty() ? decorated.path("message").path("text").asText("") : text;
    }

    private Direction direction(String owner) {
        return owner.equals(organization) ? Direction.OUTBOUND : Direction.INBOUND;
    }

    static Actor actor(String urn) {
        String number = urn.substring(urn.lastIndexOf(':') + 1);
        boolean page = urn.startsWith("urn:li:organization:") && number.chars().allMatch(Character::isDigit);
        return new Actor(urn, null, null, page ? URI.create("https://www.linkedin.com/company/" + number + "/") : null);
    }
}
