package org.rostrum.spi.report;

import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the engine needs to fill one report.
 *
 * @param title for the mail's subject and the file name, in the report's language
 * @param summary two or three sentences of the main figures, for the mail's text
 * @param template the compiled template ({@code .jasper})
 * @param resources templates the main one includes, by the parameter name under which it gets them loaded
 * @param parameters of the template; collections of maps become data sources there
 * @param rows of the main dataset: field name to value
 * @param tables for spreadsheet and CSV: the figures as plain tables
 */
public record ReportContent(
        String title,
        String summary,
        URL template,
        Map<String, URL> resources,
        Map<String, Object> parameters,
        List<Map<String, Object>> rows,
        List<Table> tables) {
    /**
     * Figures in rows and columns. People read it as a sheet, in the language of the report; programs read the CSV, where keys
     * stand in place of words, so that what they look for does not change with the language. Spans of time are seconds there,
     * so the key of a column (or row) of them ends with {@code _seconds}.
     *
     * @param name of the sheet, at most 31 characters
     * @param columns headings
     * @param rows values: String, Number, java.time types, {@link Label}, or null
     * @param key names the table in CSV, the same in every language
     * @param columnKeys name the columns in CSV, one for each; empty when they have none but their headings
     */
    public record Table(
            String name, List<String> columns, List<List<@Nullable Object>> rows, String key, List<String> columnKeys) {
        public Table {
            if (!columnKeys.isEmpty() && columnKeys.size() != columns.size()) {
                throw new IllegalArgumentException("columnKeys: one for each of the " + columns.size() + " columns");
            }
        }

        /** A table whose words are its keys. */
        public Table(String name, List<String> columns, List<List<@Nullable Object>> rows) {
            this(name, columns, rows, name, List.of());
        }
    }

    /**
     * A value that is a word of the report's language for people, and a key for programs.
     *
     * @param key the same in every language; when empty, CSV leaves the cell out
     * @param text for people
     */
    public record Label(String key, String text) {}
}
