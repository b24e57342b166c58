package org.rostrum.connector.telegram;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** As what Telegram sends a file, with the limits of its own Bot API server. */
enum MediaKind {
    PHOTO("photo", "sendPhoto", 10, 10, List.of("image/jpeg", "image/png", "image/webp")),
    VIDEO("video", "sendVideo", 50, 10, List.of("video/mp4")),
    ANIMATION("animation", "sendAnimation", 50, 1, List.of("image/gif")),
    AUDIO("audio", "sendAudio", 50, 10, List.of("audio/mpeg", "audio/mp4", "audio/x-m4a")),
    DOCUMENT(
            "document",
            "sendDocument",
            50,
            10,
            List.of(
                    "application/pdf",
                    "application/zip",
                    "application/msword",
                    "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint",
                    "application/vnd.oasis.opendocument.presentation",
                    "application/vnd.oasis.opendocument.spreadsheet",
                    "application/vnd.oasis.opendocument.text",
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "audio/ogg",
                    "audio/wav",
                    "image/heic",
                    "image/tiff",
                    "text/calendar",
                    "text/csv",
                    "text/plain",
                    "video/quicktime",
                    "video/webm"));

    /** In one message. */
    static final int MOST = 10;

    private final String field;
    private final String method;
    private final long mostBytes;
    private final int mostTogether;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, as is seen above
    private final List<String> types;

    MediaKind(String field, String method, int mostMegabytes, int mostTogether, List<String> types) {
        this.field = field;
        this.method = method;
        this.mostBytes = mostMegabytes * 1_000_000L;
        this.mostTogether = mostTogether;
        this.types = types;
    }

    /** Null when Telegram is not given such files. */
    static @Nullable MediaKind of(String mediaType) {
        String plain = plain(mediaType);
        for (MediaKind kind : values()) {
            if (kind.types.contains(plain)) {
                return kind;
            }
        }
        return null;
    }

    /** Without parameters. */
    static String plain(String mediaType) {
        return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Pictures and films go together; documents and sounds only with their like. */
    boolean goesWith(MediaKind other) {
        boolean seen = (this == PHOTO || this == VIDEO) && (other == PHOTO || other == VIDEO);
        return seen || (this == other && this != ANIMATION);
    }

    /** Name of the parameter, and of the type in an album. */
    String field() {
        return field;
    }

    String method() {
        return method;
    }

    long mostBytes() {
        return mostBytes;
    }

    int mostTogether() {
        return mostTogether;
    }

    List<String> types() {
        return types;
    }
}
