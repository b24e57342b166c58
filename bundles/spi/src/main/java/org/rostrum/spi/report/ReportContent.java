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
     * @param name of the sheet, at most 31 characters
     * @param columns headings
     * @param rows values: String, Number, java.time types, or null
     */
    public record Table(String name, List<String> columns, List<List<@Nullable Object>> rows) {}
}
