package org.rostrum.report.engagement;

import java.util.Locale;

/**
 * Which form of a word follows a whole number, by the rules of the Unicode CLDR for the languages of this report. A message
 * holds its forms as {@code one:{0} hour|other:{0} hours}.
 */
final class Plurals {
    private Plurals() {}

    /** The form of the message for the number; its {@code other}, or else its last one, where it has no special form. */
    static String choose(String message, Locale language, long number) {
        String wanted = category(language.getLanguage(), number) + ":";
        String chosen = "";
        for (String form : message.split("\\|", -1)) {
            if (form.startsWith(wanted)) {
                return form.substring(wanted.length());
            }
            chosen = form.substring(form.indexOf(':') + 1);
        }
        return chosen;
    }

    static String category(String language, long number) {
        long ones = number % 10;
        long tens = number % 100;
        return switch (language) {
            case "zh" -> "other";
            case "cs" -> number == 1 ? "one" : number >= 2 && number <= 4 ? "few" : "other";
            case "pl" -> {
                if (number == 1) {
                    yield "one";
                }
                yield ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? "few" : "many";
            }
            case "ar" -> {
                if (number <= 2) {
                    yield number == 0 ? "zero" : number == 1 ? "one" : "two";
                }
                yield tens >= 3 && tens <= 10 ? "few" : tens >= 11 ? "many" : "other";
            }
            default -> number == 1 ? "one" : "other";
        };
    }
}
