package org.rostrum.connector.file;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;
import org.rostrum.connector.file.records.JsonRecords;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * What the person who imports has said about the file. Every format knows {@code charset}, {@code maxRecordBytes} and
 * {@code zone}; an option that a format does not know is refused, because it was meant to do something.
 */
public final class Options {
    static final String CHARSET = "charset";
    static final String MAX_RECORD_BYTES = "maxRecordBytes";
    static final String ZONE = "zone";

    /** Options that all formats know. */
    private static final Set<String> COMMON = Set.of(CHARSET, MAX_RECORD_BYTES, ZONE);

    static final int DEFAULT_RECORD_BYTES = 8 * 1024 * 1024;
    private static final int LEAST_RECORD_BYTES = 1024;
    private static final int MOST_RECORD_BYTES = 64 * 1024 * 1024;

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** @param known the options of the format besides the common ones */
    public static Options of(Map<String, String> values, Set<String> known) throws UnreadableFileException {
        for (String name : values.keySet()) {
            if (!COMMON.contains(name) && !known.contains(name)) {
                Set<String> all = new TreeSet<>(COMMON);
                all.addAll(known);
                throw new UnreadableFileException(
                        "This format has no option \"" + name + "\". Its options are: " + String.join(", ", all) + ".",
                        null);
            }
        }
        return new Options(values);
    }

    /** @return null when it is not set or blank */
    public @Nullable String text(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** @return a value that may be made of white space, such as a tab; null when it is not set or empty */
    public @Nullable String rawText(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Parts separated by commas, without their blanks. */
    public List<String> list(String name) {
        String value = text(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }

    /** The value, which must be one of these; null when it is not set. */
    public @Nullable String oneOf(String name, String... allowed) throws UnreadableFileException {
        String value = text(name);
        if (value == null || List.of(allowed).contains(value.toLowerCase(Locale.ROOT))) {
            return value == null ? null : value.toLowerCase(Locale.ROOT);
        }
        throw wrong(name, value, "use one of: " + String.join(", ", allowed), null);
    }

    public Direction direction(Direction otherwise) throws UnreadableFileException {
        String value = oneOf("direction", "inbound", "outbound");
        return value == null ? otherwise : Direction.valueOf(value.toUpperCase(Locale.ROOT));
    }

    public JsonRecords.@Nullable Layout layout() throws UnreadableFileException {
        String value = oneOf("layout", "document", "lines");
        return value == null ? null : JsonRecords.Layout.valueOf(value.toUpperCase(Locale.ROOT));
    }

    public @Nullable Charset charset() throws UnreadableFileException {
        String value = text(CHARSET);
        try {
            return value == null ? null : Charset.forName(value);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw wrong(CHARSET, value, "use a name such as UTF-8, UTF-16, windows-1252 or ISO-8859-1", unknown);
        }
    }

    /** The zone that times without one are meant in; null to reject them. */
    public @Nullable ZoneId zone() throws UnreadableFileException {
        String value = text(ZONE);
        try {
            return value == null ? null : ZoneId.of(value);
        } catch (DateTimeException unknown) {
            throw wrong(ZONE, value, "use a name such as UTC, Europe/Warsaw or +02:00", unknown);
        }
    }

    /** BCP 47 tag of what bears none; null when it is not set. */
    public @Nullable String language() throws UnreadableFileException {
        String value = text("language");
        try {
            return value == null
                    ? null
                    : new Locale.Builder().setLanguageTag(value).build().toLanguageTag();
        } catch (IllformedLocaleException unknown) {
            throw wrong("language", value, "use a BCP 47 tag such as en or pt-BR", unknown);
        }
    }

    public int maxRecordBytes() throws UnreadableFileException {
        String value = text(MAX_RECORD_BYTES);
        if (value == null) {
            return DEFAULT_RECORD_BYTES;
        }
        String remedy = "use a number of bytes from " + LEAST_RECORD_BYTES + " to " + MOST_RECORD_BYTES;
        try {
            int number = Integer.parseInt(value);
            if (number >= LEAST_RECORD_BYTES && number <= MOST_RECORD_BYTES) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw wrong(MAX_RECORD_BYTES, value, remedy, noNumber);
        }
        throw wrong(MAX_RECORD_BYTES, value, remedy, null);
    }

    /** A complaint about an option. */
    public static UnreadableFileException wrong(
            String name, @Nullable String value, String remedy, @Nullable Throwable cause) {
        return new UnreadableFileException(
                "The option \"" + name + "\" cannot be \"" + value + "\": " + remedy + ".", cause);
    }
}
