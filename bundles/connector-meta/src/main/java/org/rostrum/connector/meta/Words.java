package org.rostrum.connector.meta;

import java.net.URI;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostLimits;

/** Texts on their way to Meta, and back. */
final class Words {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private Words() {}

    /** The text with the link at its end, unless it names it. */
    static String withLink(Post post) {
        URI link = post.link();
        String text = post.text().strip();
        return link == null || text.contains(link.toString())
                ? text
                : text.isEmpty() ? link.toString() : text + "\n\n" + link;
    }

    /** @throws DeliveryException REJECTED */
    static void require(String text, PostLimits.TextLimit limit, String what) throws DeliveryException {
        int length = limit.length(text);
        if (length > limit.most()) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    what + " may have " + limit.most() + " characters; this has " + length + ". Shorten it.",
                    null);
        }
    }

    /** Only public and direct posts exist at Meta. */
    static void requireVisibility(Post post, String network) throws DeliveryException {
        if (post.visibility() == Post.Visibility.UNLISTED || post.visibility() == Post.Visibility.FOLLOWERS) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    network + " has no visibility " + post.visibility() + ". Make the post public.",
                    null);
        }
    }

    /** Whether a text that was found is the one that was sent, whatever was made of its blanks. */
    static boolean same(String sent, String found) {
        return essence(sent).equals(essence(found));
    }

    private static String essence(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }
}
