package org.rostrum.spi.connector;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a network accepts in one post.
 *
 * @param text null when there is no limit
 * @param media what may be attached; empty when nothing
 * @param mostMedia how many altogether; 0 when none
 */
public record PostLimits(@Nullable TextLimit text, List<MediaLimit> media, int mostMedia) {
    /** Any text, no media. */
    public static final PostLimits NONE = new PostLimits(null, List.of(), 0);

    // not BreakIterator, which takes a family of emoji for several signs
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern LINK = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);

    public PostLimits {
        media = List.copyOf(media);
        if (mostMedia < 0) {
            throw new IllegalArgumentException("mostMedia: 0 or more");
        }
    }

    /** How a network counts the length of a text. */
    public enum Unit {
        /** What people see as one sign, as Unicode's rules for extended grapheme clusters have it. */
        GRAPHEMES,
        CODE_POINTS,
        UTF_16,
        UTF_8_BYTES,
        /**
         * As X counts: most alphabets and punctuation 1, everything else 2, such as Chinese, Japanese and Korean; an emoji 2,
         * of however many signs it is made.
         */
        WEIGHTED
    }

    /**
     * @param most how many units a text may have
     * @param link what each link costs, however long; 0 when as much as its characters
     */
    public record TextLimit(int most, Unit unit, int link) {
        public TextLimit {
            if (most < 1 || link < 0) {
                throw new IllegalArgumentException("most: 1 or more; link: 0 or more");
            }
        }

        /** How many units a text has. */
        public int length(String text) {
            if (link == 0) {
                return units(text);
            }
            int links = (int) LINK.matcher(text).results().count();
            return units(LINK.matcher(text).replaceAll("")) + links * link;
        }

        private int units(String text) {
            return switch (unit) {
                case GRAPHEMES -> graphemes(text);
                case CODE_POINTS -> text.codePointCount(0, text.length());
                case UTF_16 -> text.length();
                case UTF_8_BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
                case WEIGHTED -> WeightedLength.of(text);
            };
        }
    }

    /**
     * @param mediaType such as {@code image/png}, or {@code image/*}
     * @param mostBytes of one
     * @param most how many of this kind
     */
    public record MediaLimit(String mediaType, long mostBytes, int most) {
        /** Whether it is about media of this type. */
        public boolean covers(String type) {
            return mediaType.endsWith("/*")
                    ? type.toLowerCase(Locale.ROOT).startsWith(mediaType.substring(0, mediaType.length() - 1))
                    : mediaType.equalsIgnoreCase(type);
        }
    }

    private static int graphemes(String text) {
        return (int) GRAPHEME.matcher(text).results().count();
    }
}
