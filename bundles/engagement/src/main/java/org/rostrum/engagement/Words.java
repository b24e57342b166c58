package org.rostrum.engagement;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text made comparable: without case, accents and punctuation, words apart by single spaces, so that {@code "Can’t"} and
 * {@code "cant"} are one word and {@code "Müller"} is found by {@code "muller"}.
 */
public final class Words {
    /** Taken out first, because the time that normalizing takes grows with the square of the marks in a row. */
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private static final String APOSTROPHES = "'’‘`";
    /** Scripts that put no space between words: a phrase in them is looked for anywhere. */
    private static final Pattern UNSPACED =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]");

    private final String text;

    private Words(String text) {
        this.text = text;
    }

    public static Words of(String content) {
        return new Words(comparable(content));
    }

    /** The words with single spaces around them. */
    public String plain() {
        return text;
    }

    /** Whether the letter is of a script that puts no space between words. */
    public static boolean isUnspaced(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER -> true;
            default -> false;
        };
    }

    /** In one pass, because every archived text goes through here. */
    private static String comparable(String content) {
        // the accent that many use as an apostrophe would come apart into a space and a mark
        String letters = MARKS.matcher(content.replace('´', '\'')).replaceAll("");
        String plain = Normalizer.normalize(letters, Normalizer.Form.NFKD);
        StringBuilder comparable = new StringBuilder(plain.length() + 2).append(' ');
        for (int i = 0; i < plain.length(); ) {
            int letter = plain.codePointAt(i);
            i += Character.charCount(letter);
            if (isLetterOrNumber(letter)) {
                comparable.appendCodePoint(lower(letter));
            } else if (comparable.charAt(comparable.length() - 1) != ' ' && !isPassedOver(letter)) {
                comparable.append(' ');
            }
        }
        if (comparable.charAt(comparable.length() - 1) != ' ') {
            comparable.append(' ');
        }
        return comparable.toString();
    }

    private static boolean isLetterOrNumber(int letter) {
        int type = Character.getType(letter);
        return (type >= Character.UPPERCASE_LETTER && type <= Character.OTHER_LETTER)
                || (type >= Character.DECIMAL_DIGIT_NUMBER && type <= Character.OTHER_NUMBER);
    }

    /** Accents, and what stands within words. */
    private static boolean isPassedOver(int letter) {
        int type = Character.getType(letter);
        return (type >= Character.NON_SPACING_MARK && type <= Character.COMBINING_SPACING_MARK)
                || APOSTROPHES.indexOf(letter) >= 0;
    }

    /** A sigma is written in another way at the end of a word, but not in capitals. */
    private static int lower(int letter) {
        return letter == 'ς' ? 'σ' : Character.toLowerCase(letter);
    }

    /** Whether the phrase occurs as whole words; a phrase without letters and digits never does. */
    public boolean contain(Phrase phrase) {
        return !phrase.empty() && text.contains(phrase.text);
    }

    /** A word or phrase of a rule, prepared once. */
    public static final class Phrase {
        private final String text;

        public Phrase(String phrase) {
            String comparable = comparable(phrase);
            this.text = UNSPACED.matcher(comparable).find() ? comparable.strip() : comparable;
        }

        public boolean empty() {
            return text.isBlank();
        }

        /** A word that every text has in which the phrase occurs; null when it may begin within a word. */
        public @Nullable String firstWord() {
            return text.startsWith(" ") && !empty() ? text.substring(1, text.indexOf(' ', 1)) : null;
        }
    }
}
