package org.rostrum.connector.mail.mime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header of a mail or of a part of one; of one that is too long, its beginning. */
public final class Headers {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_FIELDS = 1000;
    private static final int LONGEST_FIELD = 32 * 1024;

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private int count;
    private int end;
    private boolean tooLong;

    private Headers() {}

    /** Reads the header that begins here. */
    public static Headers read(byte[] raw, int from, int to) {
        Headers headers = new Headers();
        headers.parse(raw, from, to);
        return headers;
    }

    private void parse(byte[] raw, int from, int to) {
        int position = from;
        int fieldStart = from;
        while (position < to) {
            int lineEnd = lineEnd(raw, position, to);
            boolean blank = isBlank(raw, position, lineEnd);
            boolean folded = !blank && position > from && (raw[position] == ' ' || raw[position] == '\t');
            if (!folded) {
                add(raw, fieldStart, position, from);
                fieldStart = position;
            }
            position = lineEnd;
            if (blank) {
                end = position;
                return;
            }
        }
        add(raw, fieldStart, to, from);
        end = to;
    }

    private static int lineEnd(byte[] raw, int from, int to) {
        for (int i = from; i < to; i++) {
            if (raw[i] == '\n') {
                return i + 1;
            }
        }
        return to;
    }

    private static boolean isBlank(byte[] raw, int from, int to) {
        boolean bare = to - from == 1 && raw[from] == '\n';
        return bare || (to - from == 2 && raw[from] == '\r' && raw[from + 1] == '\n');
    }

    private void add(byte[] raw, int from, int to, int begin) {
        if (to <= from) {
            return;
        }
        if (count >= MOST_FIELDS || from - begin > MOST_BYTES) {
            tooLong = true;
            return;
        }
        int most = Math.min(to, from + LONGEST_FIELD);
        tooLong |= most < to;
        String field = Charsets.ofHeader(raw, from, most);
        int colon = field.indexOf(':');
        if (colon > 0) {
            String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value =
                    field.substring(colon + 1).replaceAll("[\\r\\n]+", "").strip();
            fields.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
            count++;
        }
    }

    /** Where the body begins. */
    int end() {
        return end;
    }

    /** Whether some of it was passed over. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** The first field of this name, unfolded but not decoded; null when there is none. */
    public @Nullable String raw(String name) {
        List<String> values = fields.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** The first field of this name, decoded; empty when there is none. */
    public String text(String name) {
        String raw = raw(name);
        return raw == null ? "" : EncodedWords.decode(raw);
    }

    /** All fields of this name, unfolded but not decoded. */
    public List<String> all(String name) {
        return List.copyOf(fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }
}
