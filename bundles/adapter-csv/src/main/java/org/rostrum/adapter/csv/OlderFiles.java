package org.rostrum.adapter.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The files that were put aside, named {@code leads-<time>.csv}. People may have edited them or saved them in another form. */
final class OlderFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String name;
    private final Clock clock;

    /** @param name of the current file without its ending */
    OlderFiles(Path folder, String name, Clock clock) {
        this.folder = folder;
        this.name = name;
        this.clock = clock;
    }

    Path folder() {
        return folder;
    }

    /** @return what the file is called now */
    Path putAside(Path file) throws IOException {
        String stem = name + "-" + TIME.format(clock.instant());
        Path aside = folder.resolve(stem + ".csv");
        for (int number = 2; Files.exists(aside); number++) {
            aside = folder.resolve(stem + "-" + number + ".csv");
        }
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(folder);
        return aside;
    }

    boolean contain(String key) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder, name + "-*.csv")) {
            listing.forEach(files::add);
        }
        files.sort(Comparator.reverseOrder());
        for (Path file : files) {
            if (holds(file, key)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the file, in whatever form, has a row with this idempotency key. */
    boolean holds(Path file, String key) throws IOException {
        for (Delimiter delimiter : Delimiter.values()) {
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter.character())
                    .setTrailingData(true)
                    .setLenientEof(true)
                    .get();
            try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
                if (holds(parser, key)) {
                    return true;
                }
            } catch (UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
        }
        return false;
    }

    private static boolean holds(CSVParser parser, String key) {
        String cell = Cells.harmless(key);
        int column = -1;
        for (CSVRecord row : parser) {
            if (column < 0) {
                column = row.toList().indexOf(Column.IDEMPOTENCY_KEY.title());
                if (column < 0) {
                    return false;
                }
            } else if (column < row.size()
                    && (row.get(column).equals(cell) || row.get(column).equals(key))) {
                return true;
            }
        }
        return false;
    }
}
