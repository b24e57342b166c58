package org.rostrum.engagement;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text made comparable: without case, accents and punctuation, words apart by single spaces, so that {@code "Can’t"} and
 * {@code "cant"} are one word and {@code "Müller"} is found by {@code "muller"}.
 */
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Scripts that put no space between words: a phrase in them is looked for anywhere. */
    private static final Pattern UNSPACED =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]");

    private final String text;

    private Words(String text) {
        this.text = text;
    }

    static Words of(String content) {
        return new Words(comparable(content));
    }

    private static String comparable(String content) {
        String plain = MARKS.matcher(Normalizer.normalize(content, Normalizer.Form.NFKD))
                .replaceAll("");
        String joined = APOSTROPHES.matcher(plain).replaceAll("");
        return " "
                + BETWEEN_WORDS
                        .matcher(joined.toLowerCase(Locale.ROOT))
                        .replaceAll(" ")
                        .strip() + " ";
    }

    /** Whether the phrase occurs as whole words; a phrase without letters and digits never does. */
    boolean contain(Phrase phrase) {
        return !phrase.empty() && text.contains(phrase.text);
    }

    /** A word or phrase of a rule, prepared once. */
    static final class Phrase {
        private final String text;

        Phrase(String phrase) {
            String comparable = comparable(phrase);
            this.text = UNSPACED.matcher(comparable).find() ? comparable.strip() : comparable;
        }

        boolean empty() {
            return text.isBlank();
        }
    }
}
