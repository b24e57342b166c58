package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes activities of statuses, with the same ids and the same text as the import of an account's export gives them: what was
 * imported and is seen again is the same activity.
 */
final class StatusReader {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReader.class);
    private static final int LONGEST_LANGUAGE = 35;
    private static final int LONGEST_ID = 512;
    private static final int LONGEST_DESCRIPTION = 10_000;

    /** The interface names kinds of media only; the exported files' types have these endings. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("heic", "image/heic"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"));

    private StatusReader() {}

    /**
     * The activity; empty, and noted in the log, when it breaks a bound of the archive.
     *
     * @param parents ids in the fediverse of what is answered, by the ids of this server
     */
    static Optional<Activity> read(JsonNode status, Direction direction, Map<String, String> parents) {
        String uri = status.path("uri").asText();
        try {
            Instant published = MastodonApi.instant(status.path("created_at").asText());
            if (published == null) {
                throw new IllegalArgumentException("created_at: no time");
            }
            URI page = HttpAddress.link(status.path("url").asText(""));
            String asked = text(status.path("in_reply_to_id"));
            return Optional.of(Activity.builder(uri, direction, People.of(status.path("account")), published)
                    .objectType(status.hasNonNull("poll") ? "Question" : "Note")
                    .content(content(status))
                    .language(language(status.path("language").asText("")))
                    .inReplyTo(asked == null ? null : shorter(parents.get(asked), LONGEST_ID))
                    .url(page == null ? HttpAddress.link(uri) : page)
                    .attachments(attachments(status.path("media_attachments")))
                    .original(new Original("application/json", status.toString()))
                    .build());
        } catch (IllegalArgumentException bound) {
            LOG.warn("The post {} is left out: {}", uri, bound.getMessage());
            return Optional.empty();
        }
    }

    /** A warning stands above the text, and what can be chosen in a poll below it. */
    private static String content(JsonNode status) {
        List<String> parts = new ArrayList<>();
        parts.add(HtmlText.of(status.path("spoiler_text").asText("")));
        parts.add(HtmlText.of(status.path("content").asText("")));
        StringBuilder answers = new StringBuilder();
        for (JsonNode option : status.path("poll").path("options")) {
            answers.append("- ")
                    .append(PlainText.clean(option.path("title").asText()))
                    .append('\n');
        }
        parts.add(answers.toString().strip());
        parts.removeIf(String::isEmpty);
        return String.join("\n\n", parts);
    }

    private static @Nullable String language(String named) {
        try {
            String tag = new Locale.Builder().setLanguageTag(named).build().toLanguageTag();
            return named.isBlank() || tag.equals("und") || tag.length() > LONGEST_LANGUAGE ? null : tag;
        } catch (IllformedLocaleException noTag) {
            return null;
        }
    }

    private static List<Attachment> attachments(JsonNode media) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode one : media) {
            URI address = HttpAddress.link(one.path("url").asText(""));
            if (address == null) {
                address = HttpAddress.link(one.path("remote_url").asText(""));
            }
            if (address != null && attachments.size() < Activity.MAX_ATTACHMENTS) {
                String description = text(one.path("description"));
                attachments.add(new Attachment(
                        address,
                        type(address),
                        description == null ? null : shorter(PlainText.clean(description), LONGEST_DESCRIPTION)));
            }
        }
        return attachments;
    }

    /** The text, unless it is longer: no post is lost for what belongs to it. */
    private static @Nullable String shorter(@Nullable String text, int most) {
        return text == null || text.length() > most ? null : text;
    }

    private static @Nullable String type(URI address) {
        String path = String.valueOf(address.getPath());
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
