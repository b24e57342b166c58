package org.rostrum.connector.linkedin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LinkedIn's notation of texts of posts ("little text format"): signs with a meaning have a backslash before them, hashtags and
 * mentions have forms of their own. Mentions are taken as people write them there, {@code @[Acme](urn:li:organization:1234)}.
 */
final class LittleText {
    private static final String RESERVED = "\\|{}@[]()<>#*_~";
    private static final Pattern SPECIAL = Pattern.compile(
            "@\\[(?<name>[^\\[\\]()\\r\\n]{1,200})]\\((?<urn>urn:li:(?:organization|person):[A-Za-z0-9_-]{1,60})\\)"
                    + "|(?<![\\p{L}\\p{N}_&/])#(?<tag>[\\p{L}\\p{N}\\p{M}]{1,100})");
    private static final Pattern MENTION = Pattern.compile("@\\[([^\\]]*)]\\(urn:li:[a-zA-Z]+:[^)]*\\)");
    private static final Pattern HASHTAG = Pattern.compile("\\{hashtag\\|\\\\?[#\uFF03]\\|([^}]*)}");

    private LittleText() {}

    /** A text as it is sent. */
    static String of(String plain) {
        StringBuilder little = new StringBuilder();
        Matcher special = SPECIAL.matcher(plain);
        int from = 0;
        while (special.find()) {
            escape(plain, from, special.start(), little);
            if (special.group("tag") != null) {
                little.append("{hashtag|\\#|").append(special.group("tag")).append('}');
            } else {
                little.append("@[");
                String name = special.group("name");
                escape(name, 0, name.length(), little);
                little.append("](").append(special.group("urn")).append(')');
            }
            from = special.end();
        }
        escape(plain, from, plain.length(), little);
        return little.toString();
    }

    private static void escape(String text, int from, int to, StringBuilder into) {
        for (int i = from; i < to; i++) {
            char sign = text.charAt(i);
            if (RESERVED.indexOf(sign) >= 0) {
                into.append('\\');
            }
            into.append(sign);
        }
    }

    /** A text as people see it: mentions are names, hashtags have their sign. */
    static String plain(String little) {
        String withTags = HASHTAG.matcher(little).replaceAll("#$1");
        String withNames = MENTION.matcher(withTags).replaceAll("$1");
        StringBuilder plain = new StringBuilder(withNames.length());
        for (int i = 0; i < withNames.length(); i++) {
            char sign = withNames.charAt(i);
            boolean escapes =
                    sign == '\\' && i + 1 < withNames.length() && RESERVED.indexOf(withNames.charAt(i + 1)) >= 0;
            plain.append(escapes ? withNames.charAt(++i) : sign);
        }
        return plain.toString();
    }

    /** What people see of a text that they wrote with mentions. */
    static String seen(String text) {
        return plain(of(text));
    }
}
