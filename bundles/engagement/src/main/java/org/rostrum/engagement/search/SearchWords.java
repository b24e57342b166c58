package org.rostrum.engagement.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.Words;

/**
 * The words of a text as they are kept and looked for: without case and accents. Where a script puts no spaces between words, every two
 * letters that follow each other are one.
 */
final class SearchWords {
    /** Characters of a word; what is longer is found by its beginning. */
    static final int LONGEST = 60;

    private static final int LONGEST_QUERY = 200;
    private static final int MOST_IN_QUERY = 40;
    /**
     * One that must be there.
     *
     * @param begins whether it may go on
     */
    record Term(String word, boolean begins) {}

    private SearchWords() {}

    /** The first ones of a text, each once. */
    static Set<String> of(String text, int most) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : Words.of(text).plain().split(" ", -1)) {
            if (words.size() >= most) {
                break;
            }
            split(word, words, true);
        }
        words.remove("");
        return words;
    }

    /** All must occur; of the last one the beginning is enough. */
    static List<Term> query(String field, String text) {
        if (text.length() > LONGEST_QUERY) {
            throw Problem.invalid(field, "Longer than " + LONGEST_QUERY + " characters.", "Search for fewer words.");
        }
        List<String> words = new ArrayList<>();
        for (String word : Words.of(text).plain().split(" ", -1)) {
            split(word, words, false);
        }
        words.removeIf(String::isEmpty);
        if (words.isEmpty()) {
            throw Problem.invalid(field, "There is no word in it.", "Search for letters or digits.");
        }
        if (words.size() > MOST_IN_QUERY) {
            throw Problem.invalid(field, "More than " + MOST_IN_QUERY + " words.", "Search for fewer words.");
        }
        Set<Term> terms = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            terms.add(new Term(words.get(i), i == words.size() - 1));
        }
        return List.copyOf(terms);
    }

    /** @param kept whether a last letter is found by itself, too */
    private static void split(String word, Collection<String> words, boolean kept) {
        StringBuilder part = new StringBuilder();
        boolean unspaced = false;
        for (int letter : word.codePoints().toArray()) {
            boolean now = Words.isUnspaced(letter);
            if (now != unspaced) {
                add(part, unspaced, words, kept);
                part.setLength(0);
                unspaced = now;
            }
            fold(letter, part);
        }
        add(part, unspaced, words, kept);
    }

    private static void add(StringBuilder part, boolean unspaced, Collection<String> words, boolean kept) {
        if (!unspaced) {
            words.add(part.length() <= LONGEST ? part.toString() : shortened(part.toString()));
            return;
        }
        int length = part.codePointCount(0, part.length());
        for (int i = 0; i < length; i++) {
            int from = part.offsetByCodePoints(0, i);
            boolean pair = i + 1 < length;
            if (pair || length == 1 || kept) {
                words.add(part.substring(from, part.offsetByCodePoints(from, pair ? 2 : 1)));
            }
        }
    }

    private static String shortened(String word) {
        int end = Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return word.substring(0, end);
    }

    /** What is written in several ways, and no accent tells apart. */
    private static void fold(int letter, StringBuilder into) {
        switch (letter) {
            case 'ł' -> into.append('l');
            case 'ø' -> into.append('o');
            case 'đ', 'ð' -> into.append('d');
            case 'ħ' -> into.append('h');
            case 'ı' -> into.append('i');
            case 'ß' -> into.append("ss");
            case 'æ' -> into.append("ae");
            case 'œ' -> into.append("oe");
            case 'ى', 'ی' -> into.append('ي');
            case 'ک' -> into.append('ك');
            case 'ة' -> into.append('ه');
                // lengthens a word to fill the line
            case 'ـ' -> into.append("");
            default -> into.appendCodePoint(letter);
        }
    }
}
