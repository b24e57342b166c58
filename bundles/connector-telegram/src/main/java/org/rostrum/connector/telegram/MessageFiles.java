package org.rostrum.connector.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Attachment;
import org.rostrum.spi.text.PlainText;

/**
 * Files of a message, by the ids with which the bot gets them ({@code getFile}). Where they can be fetched is not told: that
 * address holds the bot's token, and is good for an hour.
 */
final class MessageFiles {
    static final String SCHEME = "telegram-file:";

    private static final Pattern FILE_ID = Pattern.compile("[A-Za-z0-9_-]{1,512}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,60}");

    /** What each kind is when the message does not say. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("video", "video/mp4");
        KINDS.put("animation", "video/mp4");
        KINDS.put("document", "application/octet-stream");
        KINDS.put("audio", "audio/mpeg");
        KINDS.put("voice", "audio/ogg");
        KINDS.put("video_note", "video/mp4");
        KINDS.put("live_photo", "image/jpeg");
        KINDS.put("sticker", "image/webp");
    }

    private MessageFiles() {}

    static List<Attachment> of(JsonNode message) {
        List<Attachment> files = new ArrayList<>();
        JsonNode sizes = message.path("photo");
        if (!sizes.isEmpty()) {
            add(files, sizes.get(sizes.size() - 1), "image/jpeg");
        }
        KINDS.forEach((kind, type) -> {
            // films without sound are there once more as documents, for old programs
            if (!kind.equals("document") || !message.has("animation")) {
                add(files, message.path(kind), kind.equals("sticker") ? sticker(message.path(kind)) : type);
            }
        });
        return files;
    }

    private static String sticker(JsonNode sticker) {
        return sticker.path("is_video").asBoolean()
                ? "video/webm"
                : sticker.path("is_animated").asBoolean() ? "application/x-tgsticker" : "image/webp";
    }

    private static void add(List<Attachment> files, JsonNode file, String usual) {
        String id = file.path("file_id").asText("");
        if (FILE_ID.matcher(id).matches()) {
            String type = file.path("mime_type").asText("");
            files.add(new Attachment(URI.create(SCHEME + id), TYPE.matcher(type).matches() ? type : usual, name(file)));
        }
    }

    private static @Nullable String name(JsonNode file) {
        String name = PlainText.line(file.path("file_name").asText(""));
        return name.isEmpty()
                ? null
                : name.substring(0, name.offsetByCodePoints(0, Math.min(250, name.codePointCount(0, name.length()))));
    }
}
