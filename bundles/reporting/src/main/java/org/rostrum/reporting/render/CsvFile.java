package org.rostrum.reporting.render;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.report.ReportContent.Label;
import org.rostrum.spi.report.ReportContent.Table;

/**
 * Writes the tables as one CSV file (RFC 4180, UTF-8 with byte order mark) in the long format: a line for each cell with
 * {@code table,row,column,value}; rows are counted from 1 and empty cells left out. Tables, columns and labels stand there by
 * their keys, which are the same in every language; where a pack gives none, by its words. Numbers have a decimal point, days
 * and times are ISO 8601, durations are whole seconds, which the key says, or else " (seconds)" behind the heading. A text that
 * a spreadsheet would take for a formula gets an apostrophe in front.
 */
final class CsvFile {
    private static final String FORMULA_STARTS = "=+-@\t\r＝＋－＠";

    private CsvFile() {}

    static void write(List<Table> tables, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write('\uFEFF');
            line(out, "table", "row", "column", "value");
            for (Table table : tables) {
                int number = 0;
                for (List<@Nullable Object> row : table.rows()) {
                    number++;
                    for (int column = 0; column < row.size(); column++) {
                        Object value = row.get(column);
                        if (value != null && !unnamed(value)) {
                            line(
                                    out,
                                    harmless(table.key()),
                                    Integer.toString(number),
                                    harmless(column(table, column, value)),
                                    text(value));
                        }
                    }
                }
            }
        }
    }

    private static boolean unnamed(Object value) {
        return value instanceof Label label && label.key().isEmpty();
    }

    private static String column(Table table, int column, Object value) {
        if (!table.columnKeys().isEmpty()) {
            return table.columnKeys().get(column);
        }
        String heading = table.columns().get(column);
        return value instanceof Duration ? heading + " (seconds)" : heading;
    }

    private static void line(Writer out, String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "" : ",");
            out.write(quoted(cells[i]));
        }
        out.write("\r\n");
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static String text(Object value) {
        if (value instanceof Label label) {
            return harmless(label.key());
        }
        if (value instanceof Duration duration) {
            return Long.toString(duration.toSeconds());
        }
        if (value instanceof Double || value instanceof Float) {
            return BigDecimal.valueOf(((Number) value).doubleValue()).toPlainString();
        }
        if (value instanceof java.time.ZonedDateTime moment) {
            return moment.toOffsetDateTime().toString();
        }
        return value instanceof Number || value instanceof java.time.temporal.Temporal
                ? value.toString()
                : harmless(value.toString());
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
