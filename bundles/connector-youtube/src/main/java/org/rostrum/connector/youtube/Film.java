package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;

/** A post as a video: bounds as in the documentation of the resource. */
record Film(Media media, String title, String description, String privacy, @Nullable String language) {
    static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_DESCRIPTION = 5_000;

    /** @throws DeliveryException REJECTED, with what to change */
    static Film of(Post post) throws DeliveryException {
        if (post.media().size() != 1) {
            throw refused("On YouTube a post is one video. Attach one, and nothing else.");
        }
        Media media = post.media().get(0);
        String type = media.mediaType().toLowerCase(Locale.ROOT);
        if (!type.matches("video/[a-z0-9.+-]{1,100}")) {
            throw refused(media.name() + " is no video (" + media.mediaType() + ").");
        }
        if (media.bytes() < 1 || media.bytes() > MOST_BYTES) {
            throw refused(media.name() + " has " + media.bytes() + " bytes; 1 to " + MOST_BYTES + " are possible.");
        }
        return new Film(media, title(post), description(post, media), privacy(post), post.language());
    }

    private static DeliveryException refused(String why) {
        return new DeliveryException(FailureCategory.REJECTED, why, null);
    }

    private static String title(Post post) throws DeliveryException {
        String given = post.title();
        String title = (given == null ? post.text().strip().split("\\R", 2)[0] : given).strip();
        if (title.isEmpty()) {
            throw refused("A video needs a title. Give one, or a text whose first line can be it.");
        }
        if (title.length() > LONGEST_TITLE) {
            throw refused("The title has " + title.length() + " characters; titles of videos have at most "
                    + LONGEST_TITLE + ". Give a shorter one.");
        }
        return withoutBrackets("title", title);
    }

    /** What the video shows stands below, as YouTube has no other place for it. */
    private static String description(Post post, Media media) throws DeliveryException {
        StringBuilder text = new StringBuilder(post.text().strip());
        if (post.link() != null && text.indexOf(post.link().toString()) < 0) {
            text.append(text.isEmpty() ? "" : "\n\n").append(post.link());
        }
        if (!media.alternative().isBlank()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(media.alternative().strip());
        }
        int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_DESCRIPTION) {
            throw refused("The description has " + bytes + " bytes; descriptions of videos have at most "
                    + LONGEST_DESCRIPTION + ". Make the text shorter.");
        }
        return withoutBrackets("description", text.toString());
    }

    private static String withoutBrackets(String what, String text) throws DeliveryException {
        if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
            throw refused("YouTube allows neither < nor > in the " + what + " of a video. Leave them out.");
        }
        return text;
    }

    private static String privacy(Post post) throws DeliveryException {
        return switch (post.visibility()) {
            case PUBLIC -> "public";
            case UNLISTED -> "unlisted";
            case FOLLOWERS, DIRECT -> throw refused(
                    "Videos are public or unlisted: the post cannot be " + post.visibility() + ".");
        };
    }

    String json(int category, boolean madeForKids) {
        ObjectNode video = YouTubeApi.JSON.createObjectNode();
        ObjectNode snippet = video.putObject("snippet")
                .put("title", title)
                .put("description", description)
                .put("categoryId", String.valueOf(category));
        if (language != null) {
            snippet.put("defaultLanguage", language);
        }
        video.putObject("status").put("privacyStatus", privacy).put("selfDeclaredMadeForKids", madeForKids);
        return video.toString();
    }
}
