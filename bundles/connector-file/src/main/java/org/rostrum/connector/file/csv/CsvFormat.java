package org.rostrum.connector.file.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.connector.file.Head;
import org.rostrum.connector.file.Options;
import org.rostrum.connector.file.RecordLoop;
import org.rostrum.connector.file.records.CsvRows;
import org.rostrum.connector.file.records.RawRecord;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.connector.file.records.Utf8Input;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.ImportOption;
import org.rostrum.spi.importing.ImportSink;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * Comma-separated values, RFC 4180 and what spreadsheets make of it. The usual English headings are known; options say the
 * rest.
 */
@Component
public final class CsvFormat implements ImportFormat {
    private static final List<ImportOption> OPTIONS = options(
            ImportOption.text("ownActors", "Who you are: authors, separated by commas, whose rows are outbound."),
            ImportOption.text("author", "Author of rows that name none."),
            Options.directionOption("inbound", "outbound"),
            ImportOption.oneOf("header", "Whether the first row holds headings.", "true", "false"),
            ImportOption.text(
                    "delimiter", "Between cells: a character, or comma, semicolon, tab or pipe; found out if absent."),
            new ImportOption(
                    "timeFormat",
                    "How times are written: iso, epoch-seconds, epoch-millis, or a pattern such as dd.MM.yyyy HH:mm.",
                    "iso",
                    false,
                    List.of()),
            Options.LANGUAGE,
            ImportOption.oneOf("textFormat", "What the texts are.", "plain", "html"),
            ImportOption.oneOf(
                    "ids",
                    "Where ids come from: the column, or hash to make them of author, time and text.",
                    "column",
                    "hash"));

    private static final Pattern ANNOUNCED = Pattern.compile("sep=[\\t!-~&&[^\"]][\\r\\n]");

    private final Clock clock;

    @Activate
    public CsvFormat(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String title() {
        return "Table (CSV)";
    }

    @Override
    public String network() {
        return "csv";
    }

    @Override
    public int recognise(String fileName, byte[] head) {
        Head start = Head.of(head);
        String name = fileName.toLowerCase(Locale.ROOT);
        boolean named = name.endsWith(".csv") || name.endsWith(".tsv");
        if (start.looksLikeJson() || start.text().startsWith("<")) {
            return named ? 5 : 0;
        }
        String first = start.text().lines().findFirst().orElse("");
        char delimiter = Cells.delimiter(head);
        int known = Columns.recognised(Cells.split(first, delimiter));
        return named ? 55 + 10 * known : known == 3 ? 75 : known == 2 ? 40 : 0;
    }

    private static List<ImportOption> options(ImportOption... own) {
        return Options.withCommon(Stream.concat(
                        Arrays.stream(Column.values())
                                .map(column -> ImportOption.text("column." + column.option(), column.meaning())),
                        Arrays.stream(own))
                .toArray(ImportOption[]::new));
    }

    @Override
    public List<ImportOption> options() {
        return OPTIONS;
    }

    @Override
    public void check(Map<String, String> options) {
        Options.check(() -> {
            Options known = Options.of(options, OPTIONS);
            known.checkShared();
            Mapping mapping = Mapping.of(known, Objects.requireNonNullElse(named(known), ','), clock);
            if (!header(known)) {
                require(Columns.of(List.of(), known), mapping);
            }
        });
    }

    @Override
    public void read(InputStream content, Map<String, String> options, ImportSink sink)
            throws IOException, UnreadableFileException {
        Options known = Options.of(options, OPTIONS);
        Utf8Input in = Head.opened(content, known);
        char delimiter = delimiter(known, in);
        CsvRows rows = new CsvRows(in, delimiter, known.maxRecordBytes());
        Columns columns = Columns.of(header(known) ? headings(rows, delimiter) : List.of(), known);
        Mapping mapping = Mapping.of(known, delimiter, clock);
        require(columns, mapping);
        RecordLoop.run(rows, new RowReader(columns, mapping), sink);
    }

    private static boolean header(Options options) throws UnreadableFileException {
        return !"false".equals(options.oneOf("header", "true", "false"));
    }

    private static void require(Columns columns, Mapping mapping) throws UnreadableFileException {
        if (!mapping.idsFromContent()) {
            columns.require(Column.ID, ", or set the option \"ids\" to hash.");
        }
        columns.require(Column.TEXT, ".");
        columns.require(Column.TIME, ".");
        if (mapping.author() == null) {
            columns.require(Column.AUTHOR, ", or name the author of all rows with the option \"author\".");
        }
    }

    private static List<String> headings(CsvRows rows, char delimiter) throws IOException, UnreadableFileException {
        RawRecord first = rows.next();
        try {
            return first == null ? List.of() : Cells.split(first.text(), delimiter);
        } catch (RejectedRecord unreadable) {
            throw new UnreadableFileException(
                    "The headings (line " + first.start().line() + ") cannot be read. " + unreadable.reason(),
                    unreadable);
        }
    }

    private static char delimiter(Options options, Utf8Input in) throws IOException, UnreadableFileException {
        byte[] head = in.head();
        Character announced = announced(in, head);
        Character named = named(options);
        if (named != null) {
            return named;
        }
        return announced == null ? Cells.delimiter(head) : announced;
    }

    private static @Nullable Character named(Options options) throws UnreadableFileException {
        String named = options.rawText("delimiter");
        if (named == null) {
            return null;
        }
        return switch (named.strip().toLowerCase(Locale.ROOT)) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab", "\\t" -> '\t';
            case "pipe" -> '|';
            default -> {
                char one = named.charAt(0);
                if (named.length() != 1
                        || one >= 0x7F
                        || one == '"'
                        || one == '\n'
                        || one == '\r'
                        || one == ' '
                        || one == 0) {
                    throw Options.wrong(
                            "delimiter", named, "use one ASCII character, or comma, semicolon, tab or pipe", null);
                }
                yield one;
            }
        };
    }

    /** Spreadsheets announce the delimiter in a first line such as {@code sep=;}, which is taken here. */
    private static @Nullable Character announced(Utf8Input in, byte[] head) throws IOException {
        String line = new String(head, 0, Math.min(head.length, 6), StandardCharsets.ISO_8859_1);
        if (!ANNOUNCED.matcher(line).matches()) {
            return null;
        }
        for (int i = 0; i < 5; i++) {
            in.read();
        }
        return (char) head[4];
    }
}
