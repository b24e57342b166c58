package org.rostrum.connector.telegram;

import java.util.ArrayList;
import java.util.List;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;

/** Which files Telegram takes, and which of them in one message. */
final class Album {
    private Album() {}

    /** @return the kind of each */
    static List<MediaKind> kinds(List<Media> media) throws DeliveryException {
        if (media.size() > MediaKind.MOST) {
            throw rejected("More than " + MediaKind.MOST + " files. Leave some out.");
        }
        List<MediaKind> kinds = new ArrayList<>();
        for (Media one : media) {
            MediaKind kind = MediaKind.of(one.mediaType());
            if (kind == null) {
                throw rejected(one.name() + " is nothing that is sent to Telegram (" + one.mediaType() + ").");
            }
            if (one.bytes() > kind.mostBytes()) {
                throw rejected(one.name() + " has " + one.bytes() + " bytes; " + kind.mostBytes()
                        + " are possible. Make it smaller.");
            }
            if (one.bytes() == 0) {
                throw rejected(one.name() + " is empty.");
            }
            if (!kinds.isEmpty() && !kinds.get(0).goesWith(kind)) {
                throw rejected("Telegram does not show " + one.name() + " together with "
                        + media.get(0).name()
                        + ": pictures and films go together, documents and sounds with their like. Make two posts.");
            }
            kinds.add(kind);
        }
        return kinds;
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
