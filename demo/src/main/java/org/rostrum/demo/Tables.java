package org.rostrum.demo;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of the CSV adapter: all cells are in quotes, rows end with CR LF, and cells hold LF only. */
final class Tables {
    private static final String ROW_END = "\r\n";
    /** The second cell, {@code createdAt}. */
    private static final Pattern TIME = Pattern.compile("^\"(?:[^\"]|\"\")*\"[^\"]\"([^\"]*)\"");

    private Tables() {}

    /** The rows below the headings ordered by time; those of one moment stay as they are. */
    static String byTime(String table) {
        List<String> rows = List.of(table.split(ROW_END));
        return Stream.concat(rows.stream().limit(1), rows.stream().skip(1).sorted(Comparator.comparing(Tables::time)))
                .collect(Collectors.joining(ROW_END, "", ROW_END));
    }

    private static String time(String row) {
        Matcher matcher = TIME.matcher(row);
        return matcher.find() ? matcher.group(1) : "";
    }
}
