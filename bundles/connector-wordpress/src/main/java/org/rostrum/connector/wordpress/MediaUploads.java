package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.http.HttpBody;

/**
 * Brings files to a site, each under a name made of the key of its post and its place in it: what an attempt has brought before its
 * answer was lost, or before the site or this server ended, is found by the next one.
 */
final class MediaUploads {
    /** With the 40 seconds that an upload may take, an attempt ends within its minute. */
    private static final Duration LATEST_START = Duration.ofSeconds(12);

    private static final int LONGEST_NAME = 60;
    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/avif", "avif"),
            Map.entry("image/heic", "heic"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/webm", "webm"),
            Map.entry("video/quicktime", "mov"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/wav", "wav"),
            Map.entry("application/pdf", "pdf"));

    private final WordpressApi api;

    MediaUploads(WordpressApi api) {
        this.api = api;
    }

    /** A file at the site. */
    record Uploaded(long number, String address, Media media) {}

    List<Uploaded> bring(String key, List<Media> media, Pace pace) throws DeliveryException {
        List<Uploaded> uploaded = new ArrayList<>();
        for (Media one : media) {
            String slug = key + "-m" + (uploaded.size() + 1);
            Optional<JsonNode> found = find(slug);
            if (found.isEmpty()) {
                pace.require(LATEST_START);
            }
            JsonNode there = complete(found.isPresent() ? found.get() : upload(slug, one), one);
            uploaded.add(new Uploaded(
                    there.path("id").asLong(), there.path("source_url").asText(), one));
        }
        return uploaded;
    }

    private Optional<JsonNode> find(String slug) throws DeliveryException {
        return api.list("media", Map.of("slug", slug, "context", "edit", "per_page", 1)).items().stream()
                .findFirst();
    }

    private JsonNode upload(String slug, Media media) throws DeliveryException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("slug", slug);
        parameters.put("title", media.name());
        HttpBody body = new HttpBody(media.mediaType(), media.bytes(), media.content()::open);
        // with its digest the site refuses what did not arrive whole
        return api.upload(
                parameters,
                body,
                Map.of(
                        "Content-Disposition",
                        "attachment; filename=\"" + fileName(media) + "\"",
                        "Content-MD5",
                        md5(media)));
    }

    /** What comes after the upload itself may be missing: what it shows, and its smaller sizes. */
    private JsonNode complete(JsonNode there, Media media) throws DeliveryException {
        long number = there.path("id").asLong();
        if (!there.path("missing_image_sizes").isEmpty()) {
            try {
                api.write(
                        "media/" + number + "/post-process",
                        WordpressApi.JSON.createObjectNode().put("action", "create-image-subsizes"));
            } catch (DeliveryException unneeded) {
                if (unneeded.category() != FailureCategory.REJECTED) {
                    throw again(unneeded);
                }
            }
        }
        if (media.alternative().isBlank() || !there.path("alt_text").asText("").isEmpty()) {
            return there;
        }
        try {
            // WordPress takes out what looks like HTML
            String shows = media.alternative().replace("<", "&lt;");
            return api.write(
                    "media/" + number, WordpressApi.JSON.createObjectNode().put("alt_text", shows));
        } catch (DeliveryException failed) {
            throw again(failed);
        }
    }

    /** Said once more it is the same: no doubt is left behind. */
    private static DeliveryException again(DeliveryException failed) {
        return failed.category() == FailureCategory.UNKNOWN_OUTCOME
                ? new DeliveryException(FailureCategory.UNAVAILABLE, String.valueOf(failed.getMessage()), failed)
                : failed;
    }

    /** Letters of ASCII, and the ending that WordPress wants for the type. */
    static String fileName(Media media) {
        String name = Normalizer.normalize(media.name(), Normalizer.Form.NFD).replaceAll("[^A-Za-z0-9._-]+", "-");
        int dot = name.lastIndexOf('.');
        String base = (dot > 0 ? name.substring(0, dot) : name).replaceAll("^[.-]+|[.-]+$", "");
        String own = dot > 0 ? name.substring(dot + 1) : "";
        String ending = ENDINGS.getOrDefault(media.mediaType().toLowerCase(Locale.ROOT), own);
        boolean same = own.equalsIgnoreCase(ending) || (ending.equals("jpg") && own.equalsIgnoreCase("jpeg"));
        String shorter = base.substring(0, Math.min(LONGEST_NAME, base.length()));
        return (shorter.isEmpty() ? "file" : shorter) + "." + (same ? own : ending);
    }

    private static String md5(Media media) throws DeliveryException {
        try (InputStream content = media.content().open()) {
            // not for safety: it is the one digest that WordPress compares
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] part = new byte[64 * 1024];
            for (int read = content.read(part); read >= 0; read = content.read(part)) {
                digest.update(part, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unreadable) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, media.name() + " cannot be read here.", unreadable);
        }
    }
}
