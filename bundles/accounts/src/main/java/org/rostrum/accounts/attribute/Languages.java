package org.rostrum.accounts.attribute;

import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rostrum.api.problem.Problem;

/** BCP 47 language tags, the most important first. */
final class Languages {
    private static final int MOST = 20;
    private static final int LONGEST = 35;

    private Languages() {}

    static List<String> check(List<String> tags) {
        if (tags.isEmpty() || tags.size() > MOST) {
            throw Problem.invalid(
                    "languages",
                    "An account has 1 to " + MOST + " languages.",
                    "Give null to inherit them from above.");
        }
        Set<String> checked = new LinkedHashSet<>();
        for (String tag : tags) {
            if (!checked.add(normal(tag))) {
                throw Problem.invalid("languages", "\"" + tag + "\" is named twice.", "Name each language once.");
            }
        }
        return List.copyOf(checked);
    }

    private static String normal(String tag) {
        try {
            Locale locale =
                    new Locale.Builder().setLanguageTag(tag == null ? "" : tag).build();
            if (!locale.getLanguage().isEmpty() && locale.toLanguageTag().length() <= LONGEST) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException none) {
            throw noTag(tag).withCause(none);
        }
        throw noTag(tag);
    }

    private static Problem noTag(String tag) {
        return Problem.invalid(
                "languages", "\"" + tag + "\" is no language tag.", "Use BCP 47 tags such as pl, de-AT or zh-Hant.");
    }
}
