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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.problem.Problem;
import org.rostrum.connector.file.records.JsonRecords;
import org.rostrum.spi.importing.ImportOption;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * What the person who imports has said about the file. Every format knows {@code charset}, {@code maxRecordBytes} and
 * {@code zone}; an option that a format does not know is refused, because it was meant to do something.
 */
public final class Options {
    static final String CHARSET = "charset";
    static final String MAX_RECORD_BYTES = "maxRecordBytes";
    static final String ZONE = "zone";

    static final int DEFAULT_RECORD_BYTES = 8 * 1024 * 1024;

    /** Options that all formats know. */
    private static final List<ImportOption> COMMON = List.of(
            ImportOption.text(
                    ZONE,
                    "Zone of times that name none, such as Europe/Warsaw or +02:00; without it such records are rejected."),
            ImportOption.text(
                    CHARSET,
                    "Encoding of the file, such as windows-1252; found out if absent (UTF-8, UTF-16, UTF-32)."),
            new ImportOption(
                    MAX_RECORD_BYTES,
                    "Longest record in bytes; a longer one is rejected.",
                    Integer.toString(DEFAULT_RECORD_BYTES),
                    false,
                    List.of()));

    /** Options that several formats have. */
    public static final ImportOption OWN_ACTORS = ImportOption.text(
            "ownActors",
            "Who you are: ids or handles of your own profiles, separated by commas. What they said is outbound.");

    public static final ImportOption LANGUAGE =
            ImportOption.text("language", "Language of texts that name none, such as en or pt-BR.");

    public static final ImportOption LAYOUT = new ImportOption(
            "layout",
            "Whether the file is one JSON document or has a record in each line; found out if absent.",
            null,
            false,
            List.of("document", "lines"));

    /** Direction of what nothing else tells. */
    public static ImportOption directionOption(String otherwise, String other) {
        return ImportOption.oneOf(
                "direction", "Direction of what nothing else tells: to you, or from you.", otherwise, other);
    }

    /** The options of a format with those that all formats know. */
    public static List<ImportOption> withCommon(ImportOption... own) {
        return Stream.concat(Arrays.stream(own), COMMON.stream()).toList();
    }

    private static final int LEAST_RECORD_BYTES = 1024;
    private static final int MOST_RECORD_BYTES = 64 * 1024 * 1024;

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** @param known the options of the format */
    public static Options of(Map<String, String> values, List<ImportOption> known) throws UnreadableFileException {
        Set<String> names = known.stream().map(ImportOption::name).collect(Collectors.toCollection(TreeSet::new));
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                String complaint = "This format has no option \"" + name + "\".";
                String remedy = "Its options are: " + String.join(", ", names) + ".";
                throw new UnreadableFileException(
                        complaint + " " + remedy, Problem.invalid("option." + name, complaint, remedy));
            }
        }
        return new Options(values);
    }

    /** Something that looks at options and complains of them. */
    @FunctionalInterface
    public interface Check {
        void run() throws UnreadableFileException;
    }

    /** Complaints of options as {@link org.rostrum.spi.importing.ImportFormat#check} makes them. */
    public static void check(Check check) {
        try {
            check.run();
        } catch (UnreadableFileException wrong) {
            throw wrong.getCause() instanceof Problem problem
                    ? problem
                    : Problem.invalid("options", String.valueOf(wrong.getMessage()), "Change the options.")
                            .withCause(wrong);
        }
    }

    /** Looks at what all formats know, and at what several do. */
    public void checkShared() throws UnreadableFileException {
        zone();
        charset();
        maxRecordBytes();
        language();
        layout();
        direction(Direction.INBOUND);
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

    /** A complaint about an option; its cause is the {@link Problem} that {@link #check} throws. */
    public static UnreadableFileException wrong(
            String name, @Nullable String value, String remedy, @Nullable Throwable cause) {
        String complaint = "The option \"" + name + "\" cannot be \"" + value + "\"";
        Problem problem = Problem.invalid(
                "option." + name, complaint + ".", Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".");
        return new UnreadableFileException(
                complaint + ": " + remedy + ".", cause == null ? problem : problem.withCause(cause));
    }
}
