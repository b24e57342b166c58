package org.rostrum.channels.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;

/**
 * Reads the payload of a delivery of the kind {@code post}:
 *
 * <pre>
 * {"channelId": "acme.bluesky", "text": "Hello", "decided": "2026-05-01T12:00:00Z", "title": …, "language": "en",
 *  "visibility": "PUBLIC", "inReplyTo": …, "recipient": …, "link": …,
 *  "media": [{"attachment": 0, "alternative": "A red fish"}]}
 * </pre>
 *
 * <p>Only {@code channelId} must be there, and one of text, link and media. {@code decided} is the time of the delivery if it is
 * absent; the idempotency key is that of the delivery. Media are attachments of the delivery, by their place in it.
 */
final class PostReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Opening opening;

    /** Opens an attachment. */
    interface Opening {
        InputStream open(AttachmentReference attachment) throws IOException;
    }

    PostReader(Opening opening) {
        this.opening = opening;
    }

    /** @throws DeliveryException REJECTED with what is wrong when there is no post to be made of it */
    Post read(Delivery delivery, String channelId) throws DeliveryException {
        try {
            JsonNode payload = JSON.readTree(delivery.request().payload());
            if (!channelId.equals(text(payload, "channelId"))) {
                throw rejected("It is for the channel \"" + text(payload, "channelId") + "\".", null);
            }
            String decided = text(payload, "decided");
            String visibility = text(payload, "visibility");
            String recipient = text(payload, "recipient");
            String link = text(payload, "link");
            String words = text(payload, "text");
            return new Post(
                    delivery.request().idempotencyKey(),
                    (decided == null ? delivery.created() : Instant.parse(decided)).truncatedTo(ChronoUnit.MICROS),
                    words == null ? "" : words,
                    text(payload, "title"),
                    text(payload, "language"),
                    visibility != null
                            ? Post.Visibility.valueOf(visibility.toUpperCase(Locale.ROOT))
                            : recipient == null ? Post.Visibility.PUBLIC : Post.Visibility.DIRECT,
                    text(payload, "inReplyTo"),
                    recipient,
                    link == null ? null : URI.create(link),
                    media(payload.path("media"), delivery.request().attachments()));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException wrong) {
            // what Jackson says quotes the payload
            String reason = wrong instanceof JsonProcessingException ? "It is no JSON." : wrong.getMessage();
            throw rejected(String.valueOf(reason), wrong);
        }
    }

    private List<Media> media(JsonNode list, List<AttachmentReference> attachments) throws DeliveryException {
        List<Media> media = new ArrayList<>();
        for (JsonNode one : list) {
            int place = one.path("attachment").asInt(-1);
            if (place < 0 || place >= attachments.size()) {
                throw rejected("media: there is no attachment " + one.path("attachment") + ".", null);
            }
            AttachmentReference attachment = attachments.get(place);
            media.add(new Media(
                    attachment.name(),
                    attachment.mediaType(),
                    bytes(attachment),
                    one.path("alternative").asText(""),
                    () -> opening.open(attachment)));
        }
        return media;
    }

    private long bytes(AttachmentReference attachment) throws DeliveryException {
        try (InputStream content = opening.open(attachment)) {
            long bytes = 0;
            byte[] buffer = new byte[16_384];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
            }
            return bytes;
        } catch (FileNotFoundException gone) {
            throw rejected("The attachment \"" + attachment.name() + "\" is not there any more.", gone);
        } catch (IOException unreadable) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The attachment \"" + attachment.name() + "\" cannot be read now.",
                    unreadable);
        }
    }

    private static @Nullable String text(JsonNode payload, String field) {
        JsonNode value = payload.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + ": it is no text");
        }
        return value.textValue();
    }

    private static DeliveryException rejected(String reason, @Nullable Throwable cause) {
        return new DeliveryException(
                FailureCategory.REJECTED, "The payload cannot be made a post of. " + reason, cause);
    }
}
