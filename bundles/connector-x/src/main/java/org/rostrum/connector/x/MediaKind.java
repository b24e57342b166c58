package org.rostrum.connector.x;

import java.util.List;
import java.util.Locale;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;

/** The kinds of media that X knows; a post has those of one kind. Sizes as its page on media has them. */
enum MediaKind {
    IMAGE("image", "image/jpeg image/png image/webp", 5L * 1024 * 1024, 4),
    GIF("gif", "image/gif", 15L * 1024 * 1024, 1),
    VIDEO("video", "video/mp4 video/quicktime", 512L * 1024 * 1024, 1);

    static final int LONGEST_DESCRIPTION = 1_000;

    private final String category;
    private final String types;
    private final long mostBytes;
    private final int most;

    MediaKind(String category, String types, long mostBytes, int most) {
        this.category = category;
        this.types = types;
        this.mostBytes = mostBytes;
        this.most = most;
    }

    static MediaKind of(Media media) throws DeliveryException {
        String type = media.mediaType().toLowerCase(Locale.ROOT);
        for (MediaKind kind : values()) {
            if (kind.types().contains(type)) {
                return kind;
            }
        }
        throw Drafts.rejected(media.name() + " is nothing that X takes (" + media.mediaType()
                + "). It takes JPEG, PNG, WebP, GIF, MP4 and QuickTime.");
    }

    static void check(Post post) throws DeliveryException {
        for (Media media : post.media()) {
            MediaKind kind = of(media);
            int most = post.recipient() == null ? kind.most : 1;
            if (post.media().size() > most) {
                throw Drafts.rejected(
                        post.recipient() == null
                                ? "X takes up to four pictures, or one GIF, or one film in a post. Leave some out."
                                : "X takes one file in a message. Leave the others out.");
            }
            if (media.bytes() > kind.mostBytes || media.bytes() == 0) {
                throw Drafts.rejected(
                        media.name() + " has " + media.bytes() + " bytes; up to " + kind.mostBytes + " are possible.");
            }
            int length =
                    media.alternative().codePointCount(0, media.alternative().length());
            if (length > LONGEST_DESCRIPTION) {
                throw Drafts.rejected("The description of " + media.name() + " has " + length + " characters; "
                        + LONGEST_DESCRIPTION + " are possible. Shorten it.");
            }
        }
    }

    /** X's name of what it is used for. */
    String category(boolean inMessage) {
        return (inMessage ? "dm_" : "tweet_") + category;
    }

    /** X keeps descriptions of films nowhere. */
    boolean isDescribed() {
        return this != VIDEO;
    }

    List<String> types() {
        return List.of(types.split(" ", -1));
    }

    long mostBytes() {
        return mostBytes;
    }

    int most() {
        return most;
    }
}
