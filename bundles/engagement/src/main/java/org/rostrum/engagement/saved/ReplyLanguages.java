package org.rostrum.engagement.saved;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rostrum.api.problem.Problem;

/** BCP 47 tags of texts: how they are written, and which of them comes nearest to what is wanted. */
public final class ReplyLanguages {
    private static final int LONGEST = 35;

    private ReplyLanguages() {}

    /** The tag as it is kept. */
    public static String tag(String field, String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            String normal = locale.toLanguageTag();
            if (!locale.getLanguage().isEmpty() && normal.length() <= LONGEST) {
                return normal;
            }
        } catch (IllformedLocaleException none) {
            throw noTag(field, tag).withCause(none);
        }
        throw noTag(field, tag);
    }

    private static Problem noTag(String field, String tag) {
        return Problem.invalid(
                field, "\"" + tag + "\" is no language tag.", "Use BCP 47 tags such as pl, de-AT or zh-Hant.");
    }

    /**
     * @param there at least one
     * @param wanted the most important first; for each, the same tag is best, then a shorter one, then any of the same language
     */
    static String nearest(Set<String> there, List<String> wanted) {
        for (String tag : wanted) {
            for (String shorter = tag; !shorter.isEmpty(); shorter = shortened(shorter)) {
                if (there.contains(shorter)) {
                    return shorter;
                }
            }
            String language = language(tag);
            for (String other : there) {
                if (language(other).equals(language)) {
                    return other;
                }
            }
        }
        return there.iterator().next();
    }

    private static String language(String tag) {
        return Locale.forLanguageTag(tag).getLanguage();
    }

    private static String shortened(String tag) {
        return tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
    }
}
