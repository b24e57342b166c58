package org.rostrum.api.reporting;

import java.util.List;
import java.util.Locale;

/**
 * What an installed report pack offers.
 *
 * @param name such as {@code engagement}
 * @param title in the locale asked for
 * @param locales in which it can be had
 */
public record ReportDescription(String name, String title, String description, List<Locale> locales) {
    public ReportDescription {
        locales = List.copyOf(locales);
    }
}
