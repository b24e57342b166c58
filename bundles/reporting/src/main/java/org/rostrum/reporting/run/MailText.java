package org.rostrum.reporting.run;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.reporting.ReportRun;

/** Writes the mails in the language of the report. */
final class MailText {
    private static final List<String> LANGUAGES = List.of("en", "pl", "cs", "it", "de", "zh", "ar");

    private final ResourceBundle texts;

    MailText(Locale locale) {
        String language = LANGUAGES.contains(locale.getLanguage()) ? locale.getLanguage() : "en";
        texts = ResourceBundle.getBundle(
                "org.rostrum.reporting.mail",
                Locale.forLanguageTag(language),
                MailText.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String report(RunStore.Headline headline, ReportRun run, @Nullable String schedule) {
        String files = run.outputs().stream().map(ReportRun.Output::fileName).collect(Collectors.joining(", "));
        String text = headline.title() + "\n\n" + headline.summary() + "\n\n" + text("attached", files) + "\n";
        return schedule == null ? text : text + text("schedule", schedule) + "\n";
    }

    String failureSubject(String what) {
        return text("failure.subject", what);
    }

    String failure(String what, ReportRun run, int tries, String reason) {
        return text(
                        "failure.text",
                        what,
                        run.request().period().from().toString(),
                        run.request().period().to().minusDays(1).toString(),
                        Integer.toString(tries),
                        reason,
                        Long.toString(run.id()))
                + "\n";
    }

    private String text(String key, String... arguments) {
        String text = texts.getString(key);
        for (int place = 0; place < arguments.length; place++) {
            text = text.replace("{" + place + "}", arguments[place]);
        }
        return text;
    }
}
