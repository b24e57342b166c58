package org.rostrum.adapter.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.rostrum.testkit.connector.SimulatedNetwork;
import org.rostrum.testkit.connector.Trouble;

/** The folder of leads and tickets as what adapters deliver to. Trouble is a spreadsheet in which the files are open. */
final class CaseFolder extends SimulatedNetwork {
    private static final List<String> FILES = List.of("leads", "tickets");

    private final Path folder;

    CaseFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    private Path file(String name) {
        return folder.resolve(name + ".csv");
    }

    @Override
    public List<Said> said() {
        List<Said> rows = new ArrayList<>();
        for (String name : FILES) {
            if (Files.exists(file(name))) {
                try (CSVParser parser = CSVParser.parse(file(name), StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
                    parser.stream()
                            .skip(1)
                            .forEach(row -> rows.add(new Said(
                                    name + "/" + row.get(0),
                                    row.get(Column.titles().indexOf(Column.TEXT.title())),
                                    null)));
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
        }
        return rows;
    }

    @Override
    public boolean received(byte[] content) {
        return false;
    }

    @Override
    public boolean received(String words) {
        return FILES.stream().map(this::file).filter(Files::exists).anyMatch(file -> contains(file, words));
    }

    private static boolean contains(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Set<Trouble.Kind> troubles() {
        return EnumSet.of(Trouble.Kind.CUT_BEFORE);
    }

    @Override
    public void trouble(Trouble next) {
        try {
            for (String name : FILES) {
                Files.writeString(folder.resolve(".~lock." + name + ".csv#"), ",joe,desk,21.11.2026 10:00,file:///x;");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void calm() {
        try {
            for (String name : FILES) {
                Files.deleteIfExists(folder.resolve(".~lock." + name + ".csv#"));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void troubleForPosts(Trouble next, int times) {
        trouble(next);
    }

    @Override
    public void troubleNowAndThen(Trouble next, int every) {
        throw new UnsupportedOperationException("A file is open in a spreadsheet or not.");
    }

    @Override
    public boolean isAsked() {
        return false;
    }

    @Override
    public String say(String text) {
        throw new UnsupportedOperationException("A file says nothing.");
    }

    @Override
    public void revoke() {}

    @Override
    public Set<String> secrets() {
        return Set.of();
    }

    @Override
    public int calls() {
        return said().size();
    }

    @Override
    public int posts() {
        return said().size();
    }

    @Override
    public boolean isSilent() {
        return false;
    }

    @Override
    public void close() {}
}
