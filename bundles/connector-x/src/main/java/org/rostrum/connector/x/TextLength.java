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
    private static final String NAME = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}])?";
    private static final String KINDS = "com|org|net|edu|gov|mil|int|info|biz|name|pro|app|dev|shop|store|online|site"
            + "|blog|tech|cloud|agency|news|page|link|social|world|team|today|live|club|xyz";
    private static final String REST = "(?::[0-9]{1,5})?(?:[/?#][^\\s]*[^\\s.,:;!?'\"()\\[\\]{}]|/)?";
    private static final Pattern LINKS = Pattern.compile(
            "https?://[^\\s/?#]*[\\p{L}\\p{N}]" + REST
                    + "|(?<![\\p{L}\\p{N}_@$#./-])(?:(?<labels>(?:" + NAME + "\\.)+)(?:(?<kind>" + KINDS
                    + ")|(?<land>\\p{Alpha}{2})))(?![\\p{L}\\p{N}_@-])(?<rest>" + REST + ")",
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
