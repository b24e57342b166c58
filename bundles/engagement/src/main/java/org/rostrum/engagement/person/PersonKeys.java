package org.rostrum.engagement.person;

import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.PersonSuggestion.Kind;

/** What contacts are likened by, written so that what is the same looks the same. */
final class PersonKeys {
    private static final int LONGEST = 300;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern MAIL = Pattern.compile("[^\\s@/]{1,64}@[^\\s@/]+\\.[^\\s@/]+");
    /** What many call themselves who have nothing to do with one another. */
    private static final Set<String> ANYBODY = Set.of(
            "admin",
            "anonymous",
            "anonym",
            "contact",
            "guest",
            "hello",
            "info",
            "kontakt",
            "mail",
            "news",
            "office",
            "official",
            "support",
            "team",
            "unknown",
            "user",
            "webmaster");

    private static final int SHORTEST_HANDLE = 4;

    private PersonKeys() {}

    /** What there is of each kind to compare the contact by. */
    static Map<Kind, String> of(
            String network,
            String networkId,
            @Nullable String handle,
            @Nullable String displayName,
            @Nullable String url) {
        Map<Kind, String> keys = new EnumMap<>(Kind.class);
        mail(network, networkId, url).ifPresent(mail -> keys.put(Kind.MAIL, mail));
        web(networkId, handle, url).ifPresent(web -> keys.put(Kind.WEB, web));
        if (handle != null) {
            put(keys, Kind.HANDLE, handle(handle));
        }
        if (displayName != null) {
            put(keys, Kind.NAME, name(displayName));
        }
        return keys;
    }

    private static void put(Map<Kind, String> keys, Kind kind, String content) {
        if (!content.isEmpty() && content.length() <= LONGEST) {
            keys.put(kind, content);
        }
    }

    /** What somebody writes who looks for a contact, as it would be compared. */
    static Map<Kind, String> of(String text) {
        Map<Kind, String> keys = new EnumMap<>(Kind.class);
        put(keys, Kind.HANDLE, handle(text));
        put(keys, Kind.NAME, name(text));
        if (MAIL.matcher(text.strip()).matches()) {
            put(keys, Kind.MAIL, text.strip().toLowerCase(Locale.ROOT));
        }
        return keys;
    }

    /** The handle without the server or domain that everybody of a network has behind it. */
    static String handle(String handle) {
        String plain = plain(handle.strip());
        while (plain.startsWith("@")) {
            plain = plain.substring(1);
        }
        int server = plain.indexOf('@');
        plain = server > 0 ? plain.substring(0, server) : plain;
        String shared = ".bsky.social";
        return plain.endsWith(shared) ? plain.substring(0, plain.length() - shared.length()) : plain;
    }

    /** The words of the name in order of the alphabet, without case and accents. */
    static String name(String name) {
        List<String> words = new ArrayList<>(List.of(NO_WORD.split(plain(name).strip(), -1)));
        words.removeIf(String::isEmpty);
        words.sort(null);
        return String.join(" ", words);
    }

    private static String plain(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        // letters that no decomposition knows
        return MARKS.matcher(plain)
                .replaceAll("")
                .replace('ł', 'l')
                .replace("ß", "ss")
                .replace('ø', 'o');
    }

    /** An address where the network says that it is one; a handle of the Fediverse only looks like one. */
    private static Optional<String> mail(String network, String networkId, @Nullable String url) {
        String mail = url != null && url.startsWith("mailto:")
                ? url.substring("mailto:".length())
                : networkId.startsWith("mailto:")
                        ? networkId.substring("mailto:".length())
                        : network.equals("mail") ? networkId : "";
        String plain = mail.strip().toLowerCase(Locale.ROOT);
        return MAIL.matcher(plain).matches() && plain.length() <= LONGEST ? Optional.of(plain) : Optional.empty();
    }

    /** A page of their own: neither that of the network itself, which differs for everybody, nor one without a name. */
    private static Optional<String> web(String networkId, @Nullable String handle, @Nullable String url) {
        if (url == null || !(url.startsWith("http://") || url.startsWith("https://"))) {
            return Optional.empty();
        }
        URI page;
        try {
            page = URI.create(url);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        String host = page.getHost();
        if (host == null || host.indexOf('.') < 0) {
            return Optional.empty();
        }
        String path = page.getPath() == null ? "" : page.getPath().replaceAll("/+$", "");
        String own = host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "") + path;
        String last = path.substring(path.lastIndexOf('/') + 1);
        boolean networks = url.equals(networkId)
                || last.equals(networkId)
                || (handle != null && !last.isEmpty() && handle(last).equals(handle(handle)));
        return networks || own.length() > LONGEST ? Optional.empty() : Optional.of(own);
    }

    /** Whether it tells enough of somebody to be worth a suggestion. */
    static boolean telling(Kind kind, String content) {
        return switch (kind) {
            case MAIL, WEB -> true;
            case HANDLE -> content.length() >= SHORTEST_HANDLE
                    && content.codePoints().anyMatch(Character::isLetter)
                    && !ANYBODY.contains(content);
                // one word is a first name
            case NAME -> content.indexOf(' ') > 0 || content.codePoints().anyMatch(Character::isIdeographic);
        };
    }
}
