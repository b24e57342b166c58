package org.rostrum.api.reporting;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report to be made.
 *
 * @param report name of the report pack, such as {@code engagement}
 * @param accountId the account and everything below it is shown; null for all accounts the caller may see
 * @param locale language and formats
 */
public record ReportRequest(
        String report, @Nullable String accountId, Period period, Locale locale, Set<ReportFormat> formats) {
    public ReportRequest {
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("formats: at least one");
        }
        formats = Set.copyOf(formats);
    }
}
