package org.rostrum.connector.x;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.spi.connector.PostLimits;

/**
 * Counts a text as X does (docs.x.com, Counting Characters; configuration 3 of its library twitter-text): each link 23, whether
 * it is written with {@code https://} or not.
 */
final class TextLength {
    static final int LINK = 23;

    private static final PostLimits.TextLimit SIGNS =
            new PostLimits.TextLimit(Integer.MAX_VALUE, PostLimits.Unit.WEIGHTED, 0);
    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?";
    private static final String KINDS = "com|org|net|edu|gov|mil|int|info|biz|name|pro|app|dev|shop|store|online|site"
            + "|blog|tech|cloud|agency|news|page|link|social|world|team|today|live|club|xyz";
    /** No blanks, and no marks of direction, which stand around links in texts from right to left. */
    private static final String NONE = "\\s\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069";

    private static final String REST = "(?::[0-9]{1,5})?(?:[/?#][^" + NONE + "]*[^" + NONE + ".,:;!?'\"()\\[\\]{}]|/)?";
    private static final Pattern LINKS = Pattern.compile(
            "https?://(?:[^" + NONE + "/?#.:]{1,63}\\.)*[^" + NONE + "/?#.:]{0,62}[\\p{L}\\p{N}]" + REST
                    + "|(?<![A-Za-z0-9_@$#./-])(?:(?<labels>(?:" + NAME + "\\.)+)(?:(?<kind>" + KINDS
                    + ")|(?<land>[A-Za-z]{2})))(?![A-Za-z0-9_@-])(?<rest>" + REST + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private TextLength() {}

    static int of(String text) {
        Matcher matcher = LINKS.matcher(text);
        StringBuilder others = new StringBuilder();
        int links = 0;
        int after = 0;
        while (matcher.find()) {
            if (isLink(matcher)) {
                others.append(text, after, matcher.start());
                after = matcher.end();
                links++;
            }
        }
        return SIGNS.length(others.append(text, after, text.length()).toString()) + links * LINK;
    }

    /** Two labels of which the last is a country's are no link to X, unless a path follows: "it.so" is a missing blank. */
    private static boolean isLink(Matcher matcher) {
        String land = matcher.group("land");
        String labels = matcher.group("labels");
        return land == null
                || labels == null
                || labels.indexOf('.') < labels.length() - 1
                || land.equalsIgnoreCase("co")
                || land.equalsIgnoreCase("tv")
                || matcher.group("rest").startsWith("/");
    }
}
