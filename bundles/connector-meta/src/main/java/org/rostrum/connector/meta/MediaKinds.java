package org.rostrum.connector.meta;

import java.util.List;
import java.util.Locale;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.PostLimits;

/** Looks at media before anything is sent. */
final class MediaKinds {
    private MediaKinds() {}

    /** The type without parameters, in lower case. */
    static String plain(Media media) {
        return media.mediaType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static boolean isFilm(Media media) {
        return plain(media).startsWith("video/");
    }

    /** @throws DeliveryException REJECTED, naming the file and what is possible */
    static void require(List<Media> media, PostLimits limits, String network) throws DeliveryException {
        if (media.size() > limits.mostMedia()) {
            throw rejected("A post on " + network + " takes " + limits.mostMedia() + " pictures; these are "
                    + media.size() + ".");
        }
        for (Media one : media) {
            PostLimits.MediaLimit limit = limits.media().stream()
                    .filter(some -> some.covers(plain(one)))
                    .findFirst()
                    .orElseThrow(() -> rejected(one.name() + " is nothing that " + network + " takes (" + plain(one)
                            + "). It takes "
                            + String.join(
                                    ", ",
                                    limits.media().stream()
                                            .map(PostLimits.MediaLimit::mediaType)
                                            .toList())
                            + "."));
            if (one.bytes() > limit.mostBytes()) {
                throw rejected(one.name() + " has " + one.bytes() + " bytes; " + limit.mostBytes()
                        + " are possible. Make it smaller.");
            }
        }
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
