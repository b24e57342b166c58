package org.rostrum.reporting.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.report.ReportContent.Label;
import org.rostrum.spi.report.ReportContent.Table;

/**
 * Writes the tables as a workbook, a sheet each: numbers, days and durations as such, so that one can calculate with them,
 * the headings frozen and with a filter, columns as wide as what is in them. Printed, a sheet is as wide as a page of A4 and
 * repeats its headings.
 */
final class XlsxFile {
    private static final int MOST_ROWS = 1_048_575;
    private static final int WIDEST = 80;
    private static final int ROWS_IN_MEMORY = 1000;
    private static final int UPRIGHT_COLUMNS = 6;

    /** As many pages as it takes. */
    private static final short ANY_HEIGHT = 0;

    private XlsxFile() {}

    static void write(List<Table> tables, boolean rightToLeft, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "Rostrum", "01.0000")) {
            Set<String> names = new HashSet<>();
            for (Table table : tables) {
                for (int from = 0; from == 0 || from < table.rows().size(); from += MOST_ROWS) {
                    int to = Math.min(table.rows().size(), from + MOST_ROWS);
                    Worksheet sheet = book.newWorksheet(name(table.name(), names));
                    if (rightToLeft) {
                        sheet.rightToLeft();
                    }
                    sheet(sheet, table, from, to);
                }
            }
        }
    }

    private static void sheet(Worksheet sheet, Table table, int from, int to) throws IOException {
        int columns = table.columns().size();
        sheet.freezePane(0, 1);
        paper(sheet, table);
        for (int column = 0; column < columns; column++) {
            sheet.width(column, width(table, column, from, to));
            sheet.value(0, column, safe(table.columns().get(column)));
            sheet.style(0, column)
                    .bold()
                    .fillColor("EEF3F6")
                    .fontColor("1D2A38")
                    .verticalAlignment("top")
                    .wrapText(true)
                    .set();
        }
        for (int index = from; index < to; index++) {
            List<@Nullable Object> row = table.rows().get(index);
            for (int column = 0; column < row.size(); column++) {
                Object value = row.get(column);
                if (value != null) {
                    cell(sheet, index - from + 1, column, value);
                }
            }
            if ((index - from) % ROWS_IN_MEMORY == ROWS_IN_MEMORY - 1) {
                sheet.flush();
            }
        }
        if (to > from && columns > 0) {
            sheet.setAutoFilter(0, 0, to - from, columns - 1);
        }
        sheet.finish();
    }

    private static void paper(Worksheet sheet, Table table) {
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation(table.columns().size() > UPRIGHT_COLUMNS ? "landscape" : "portrait");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight(ANY_HEIGHT);
        sheet.repeatRows(0);
    }

    private static void cell(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof Duration duration) {
            sheet.value(row, column, duration.toSeconds() / 86_400.0);
            sheet.style(row, column).format("[h]:mm:ss").set();
        } else if (value instanceof Number number) {
            sheet.value(row, column, number);
            boolean whole = value instanceof Long || value instanceof Integer;
            sheet.style(row, column).format(whole ? "#,##0" : "#,##0.00").set();
        } else if (value instanceof LocalDate day) {
            sheet.value(row, column, day);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (value instanceof ZonedDateTime moment) {
            // a spreadsheet knows no zones: the wall clock of the report's zone
            dateTime(sheet, row, column, moment.toLocalDateTime());
        } else if (value instanceof LocalDateTime moment) {
            dateTime(sheet, row, column, moment);
        } else {
            String text = safe(text(value));
            sheet.value(row, column, text);
            if (text.length() > WIDEST) {
                sheet.style(row, column).wrapText(true).verticalAlignment("top").set();
            }
        }
    }

    private static void dateTime(Worksheet sheet, int row, int column, LocalDateTime moment) {
        sheet.value(row, column, moment);
        sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
    }

    private static double width(Table table, int column, int from, int to) {
        int longest = table.columns().get(column).length();
        for (int index = from; index < Math.min(to, from + 500); index++) {
            List<@Nullable Object> row = table.rows().get(index);
            Object value = column < row.size() ? row.get(column) : null;
            if (value != null) {
                int length = value instanceof String || value instanceof Label
                        ? text(value).chars().map(c -> c > 0x2E80 ? 2 : 1).sum()
                        : value instanceof ZonedDateTime ? 16 : 11;
                longest = Math.max(longest, length);
            }
        }
        return Math.min(longest, WIDEST) + 3.0;
    }

    private static String text(Object value) {
        return value instanceof Label label ? label.text() : value.toString();
    }

    /** A name that a sheet may have and no other sheet has: at most 31 characters, none of {@code []:*?/\}. */
    private static String name(String wished, Set<String> taken) {
        String clean = wished.replaceAll("[\\[\\]:*?/\\\\]", " ")
                // an apostrophe would end the name where print titles and filters name the sheet
                .replace('\'', '’')
                .strip();
        String base = clean.isEmpty() ? "Sheet" : clean.substring(0, Math.min(31, clean.length()));
        String name = base;
        for (int count = 2; !taken.add(name.toLowerCase(Locale.ROOT)); count++) {
            String suffix = " (" + count + ")";
            name = base.substring(0, Math.min(base.length(), 31 - suffix.length())) + suffix;
        }
        return name;
    }

    /** Without characters that XML cannot hold. */
    private static String safe(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
    }
}
