package org.rostrum.spi.connector;

import java.text.Normalizer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Counts signs as X does (configuration 3 of its open library twitter-text): composed; most alphabets and punctuation count 1,
 * everything else 2, and an emoji 2, of however many signs it is made.
 */
final class WeightedLength {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int DRAWN = 0xFE0F;
    private static final int JOINER = 0x200D;
    private static final int KEY = 0x20E3;
    private static final int EMOJI = 2;

    private WeightedLength() {}

    static int of(String text) {
        return GRAPHEME.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .results()
                .map(MatchResult::group)
                .mapToInt(sign -> isEmoji(sign)
                        ? EMOJI
                        : sign.codePoints().map(WeightedLength::weight).sum())
                .sum();
    }

    private static int weight(int codePoint) {
        boolean light = codePoint <= 0x10FF
                || (codePoint >= 0x2000 && codePoint <= 0x200D)
                || (codePoint >= 0x2010 && codePoint <= 0x201F)
                || (codePoint >= 0x2032 && codePoint <= 0x2037);
        return light ? 1 : 2;
    }

    private static boolean isEmoji(String sign) {
        int first = sign.codePointAt(0);
        boolean picture = first >= 0x1F000 && first <= 0x1FAFF;
        boolean symbol = first == 0xA9 || first == 0xAE || (first >= 0x203C && first <= 0x3299);
        return picture || has(sign, KEY) || (symbol && (has(sign, DRAWN) || has(sign, JOINER)));
    }

    private static boolean has(String sign, int codePoint) {
        return sign.codePoints().anyMatch(one -> one == codePoint);
    }
}
