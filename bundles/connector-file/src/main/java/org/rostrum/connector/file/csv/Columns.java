package org.rostrum.connector.file.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.connector.file.Options;
import org.rostrum.spi.importing.UnreadableFileException;

/** Where in a row everything stands: by options, else by the headings. */
final class Columns {
    private static final String PREFIX = "column.";

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final List<String> headings;

    private Columns(List<String> headings) {
        this.headings = headings;
    }

    /** @param headings of the file; empty when it has none, so that every column must be named by its number */
    static Columns of(List<String> headings, Options options) throws UnreadableFileException {
        Columns columns = new Columns(headings.stream().map(String::strip).toList());
        for (Column column : Column.values()) {
            String named = options.text(PREFIX + column.option());
            int place = named == null ? columns.known(column) : columns.named(column, named);
            if (place >= 0) {
                columns.places.put(column, place);
            }
        }
        Integer author = columns.places.get(Column.AUTHOR);
        if (author != null && author.equals(columns.places.get(Column.AUTHOR_NAME))) {
            columns.places.remove(Column.AUTHOR_NAME);
        }
        return columns;
    }

    /** How many of what a file cannot do without (id, text, time) these headings have; 0 to 3. */
    static int recognised(List<String> headings) {
        Columns columns = new Columns(headings);
        int count = 0;
        for (Column column : List.of(Column.ID, Column.TEXT, Column.TIME)) {
            count += columns.known(column) >= 0 ? 1 : 0;
        }
        return count;
    }

    void require(Column column, String otherwise) throws UnreadableFileException {
        if (!has(column)) {
            String complaint = "No column holds the " + column.option() + ".";
            String remedy = "Name it with the option \"" + PREFIX + column.option()
                    + "\", by its heading or as #1, #2, …" + otherwise;
            throw new UnreadableFileException(
                    complaint + " " + remedy + " The file has: " + list() + ".",
                    Problem.invalid("option." + PREFIX + column.option(), complaint, remedy));
        }
    }

    boolean has(Column column) {
        return places.containsKey(column);
    }

    /** Number of headings; 0 when the file has none. */
    int width() {
        return headings.size();
    }

    /** @return the cell; null when there is no such column, or the row has nothing there */
    @Nullable
    String cell(List<String> row, Column column) {
        Integer place = places.get(column);
        if (place == null || place >= row.size()) {
            return null;
        }
        String cell = row.get(place);
        return cell.isBlank() ? null : cell;
    }

    /** The word for a complaint about a cell: its heading, else its number. */
    String field(Column column) {
        Integer place = places.get(column);
        if (place == null) {
            return column.option();
        }
        return place < headings.size() && !headings.get(place).isEmpty() ? headings.get(place) : "#" + (place + 1);
    }

    private int known(Column column) {
        for (String candidate : column.headings()) {
            for (int i = 0; i < headings.size(); i++) {
                if (Column.plain(headings.get(i)).equals(candidate)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private int named(Column column, String named) throws UnreadableFileException {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).equalsIgnoreCase(named)) {
                found.add(i);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            throw Options.wrong(
                    PREFIX + column.option(),
                    named,
                    found.size() + " columns are called so; name one by its number, such as #" + (found.get(0) + 1),
                    null);
        }
        int number = number(named);
        if (number < 1 || (!headings.isEmpty() && number > headings.size())) {
            throw Options.wrong(
                    PREFIX + column.option(), named, "there is no such column; the file has: " + list(), null);
        }
        return number - 1;
    }

    private static int number(String named) {
        try {
            return Integer.parseInt(named.startsWith("#") ? named.substring(1) : named);
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }

    private String list() {
        return headings.isEmpty()
                ? "no headings"
                : headings.stream()
                        .limit(50)
                        .map(heading -> heading.length() > 40 ? heading.substring(0, 40) + "…" : heading)
                        .collect(Collectors.joining(", "));
    }
}
