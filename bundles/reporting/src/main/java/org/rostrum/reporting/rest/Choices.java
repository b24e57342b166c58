package org.rostrum.reporting.rest;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.ReportFormat;

/** Languages and formats as callers write them. */
final class Choices {
    /** Those in which Java can write a date; a report has words of its own in fewer, and is in English otherwise. */
    private static final Set<String> LANGUAGES = Arrays.stream(Locale.getAvailableLocales())
            .map(Locale::getLanguage)
            .filter(language -> !language.isEmpty())
            .collect(Collectors.toUnmodifiableSet());

    private Choices() {}

    /** A language tag such as {@code pl} or {@code en-GB}; English if absent. */
    static Locale locale(@Nullable String tag) {
        if (tag == null) {
            return Locale.ENGLISH;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (tag.length() > 35 || !LANGUAGES.contains(locale.getLanguage())) {
                throw new IllformedLocaleException("no language");
            }
            return locale;
        } catch (IllformedLocaleException wrong) {
            throw Problem.invalid(
                            "locale",
                            "\"" + tag + "\" is no language that reports can be made in.",
                            "Write it as en, pl, de-CH or zh-Hans.")
                    .withCause(wrong);
        }
    }

    /** PDF if absent. */
    static Set<ReportFormat> formats(@Nullable List<String> formats) {
        if (formats == null) {
            return Set.of(ReportFormat.PDF);
        }
        Set<ReportFormat> chosen = EnumSet.noneOf(ReportFormat.class);
        for (String format : formats) {
            chosen.add(format(format));
        }
        if (chosen.isEmpty()) {
            throw Problem.invalid("formats", "No format was chosen.", "Name at least one of PDF, XLSX, CSV and HTML.");
        }
        return chosen;
    }

    static ReportFormat format(String format) {
        return Inputs.required("format", Inputs.constant("format", ReportFormat.class, format));
    }
}
