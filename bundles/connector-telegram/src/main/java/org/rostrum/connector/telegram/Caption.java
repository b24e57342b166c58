package org.rostrum.connector.telegram;

import java.util.StringJoiner;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;

/** The words of a post as Telegram gets them: plain, so that nothing in them can be taken for markup. */
final class Caption {
    /** With media, in UTF-16 units. */
    static final int MOST = 1024;

    private Caption() {}

    static String of(Post post, boolean describeMedia) throws DeliveryException {
        StringJoiner words = new StringJoiner("\n\n");
        if (!post.text().isBlank()) {
            words.add(post.text().strip());
        }
        String link = post.link() == null ? "" : post.link().toString();
        if (!link.isEmpty() && !post.text().contains(link)) {
            words.add(link);
        }
        boolean described = describeMedia
                && post.media().stream().anyMatch(media -> !media.alternative().isBlank());
        if (described) {
            words.add(descriptions(post));
        }
        String text = words.toString();
        int most = post.media().isEmpty() ? TelegramKind.TEXT.most() : MOST;
        if (TelegramKind.TEXT.length(text) > most) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    "The text has " + TelegramKind.TEXT.length(text) + " characters"
                            + (described ? " with its link and what its media show" : " with its link") + "; " + most
                            + " are possible" + (post.media().isEmpty() ? "" : " beside media") + ". Shorten it"
                            + (described ? ", or switch off the descriptions of media" : "") + ".",
                    null);
        }
        return text;
    }

    private static String descriptions(Post post) {
        StringJoiner lines = new StringJoiner("\n");
        int number = 0;
        for (Media media : post.media()) {
            number++;
            if (!media.alternative().isBlank()) {
                String place = post.media().size() == 1 ? "" : number + ": ";
                lines.add("[" + place + media.alternative().strip() + "]");
            }
        }
        return lines.toString();
    }
}
