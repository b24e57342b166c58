package org.rostrum.report.engagement;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the report in one of its languages. */
final class Messages {
    /** The languages there are texts in; the first one serves where none fits. */
    static final List<Locale> LOCALES = List.of(
            Locale.ENGLISH,
            Locale.forLanguageTag("pl"),
            Locale.forLanguageTag("cs"),
            Locale.ITALIAN,
            Locale.GERMAN,
            Locale.CHINESE,
            Locale.forLanguageTag("ar"));

    private static final String BASE = "org.rostrum.report.engagement.messages";

    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts in the language of the locale, or in English if there are none. */
    static Messages in(Locale locale) {
        Locale language = LOCALES.stream()
                .filter(known -> known.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(LOCALES.get(0));
        return new Messages(ResourceBundle.getBundle(
                BASE,
                language,
                Messages.class.getClassLoader(),
                // never the language of the machine
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** @param arguments put in the place of {@code {0}}, {@code {1}} … */
    String text(String key, String... arguments) {
        return fill(bundle.getString(key), arguments);
    }

    static String fill(String message, String... arguments) {
        String text = message;
        for (int place = 0; place < arguments.length; place++) {
            text = text.replace("{" + place + "}", arguments[place]);
        }
        return text;
    }

    ResourceBundle bundle() {
        return bundle;
    }
}
