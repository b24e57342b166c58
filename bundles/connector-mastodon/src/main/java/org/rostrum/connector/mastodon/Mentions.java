package org.rostrum.connector.mastodon;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of people in texts, {@code @name} and {@code @name@host}, as Mastodon finds them there. */
final class Mentions {
    private static final Pattern MENTION = Pattern.compile(
            "(?<![=/\\p{L}\\p{N}_])@([a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?)"
                    + "(?:@([\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?))?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

    private Mentions() {}

    /**
     * Names that are mentioned, in lower case and without the first {@code @}.
     *
     * @param home names of the account's own server, which may be left out or not
     */
    static Set<String> of(String text, Set<String> home) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = MENTION.matcher(text);
        while (matcher.find()) {
            String host = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            names.add(host.isEmpty() || home.contains(host) ? name : name + "@" + host);
        }
        return names;
    }

    /** The text as the server shows and counts it: names without their hosts. */
    static String withoutHosts(String text) {
        return MENTION.matcher(text).replaceAll("@$1");
    }

    /** What is left of a text whatever a server does to blanks, line ends and the case of names: for comparing alone. */
    static String essence(String text) {
        String plain = Normalizer.normalize(withoutHosts(text), Normalizer.Form.NFC);
        return UNSEEN.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
