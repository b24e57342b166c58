package org.rostrum.connector.wordpress;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.http.HttpAddress;

/** Checked settings of a channel; never printed, because of the password. */
final class WordpressSettings {
    private static final Set<String> STATES = Set.of("PUBLISH", "PENDING", "DRAFT");
    private static final Set<String> PLACES = Set.of("BOTH", "BODY", "FEATURED");
    private static final String EXAMPLE = "Give one such as https://blog.acme.example.";

    /** Names of hosts that are no public ones, and addresses set aside for private networks (RFC 1918, 4193, 6761). */
    private static final Pattern AT_HOME = Pattern.compile(
            "[^.:\\[]+|.*\\.(localhost|local|test|internal|home\\.arpa)|127\\..*|10\\..*|192\\.168\\..*"
                    + "|172\\.(1[6-9]|2\\d|3[01])\\..*|\\[::1]|\\[f[cd].*]",
            Pattern.CASE_INSENSITIVE);

    private final URI site;
    private final String user;
    private final String password;
    private final @Nullable String language;
    private final Bringing bringing;
    private final Writing writing;

    private WordpressSettings(
            URI site, String user, String password, @Nullable String language, Bringing bringing, Writing writing) {
        this.site = site;
        this.user = user;
        this.password = password;
        this.language = language;
        this.bringing = bringing;
        this.writing = writing;
    }

    /** What is brought into the archive. */
    record Bringing(boolean posts, boolean held, boolean spam, int historyDays) {}

    /**
     * How posts are made.
     *
     * @param status a word of WordPress
     */
    record Writing(String status, List<String> categories, List<String> tags, boolean inBody, boolean featured) {}

    static WordpressSettings of(WordpressConfig config) {
        return new WordpressSettings(
                site(config.site()),
                user(config.user()),
                password(config._appPassword()),
                language(config.language()),
                new Bringing(config.posts(), config.heldComments(), config.spamComments(), days(config.historyDays())),
                new Writing(
                        choice("newPosts", config.newPosts(), STATES).toLowerCase(Locale.ROOT),
                        names(config.categories()),
                        names(config.tags()),
                        !choice("firstPicture", config.firstPicture(), PLACES).equals("FEATURED"),
                        !config.firstPicture().equals("BODY")));
    }

    /** @throws Problem naming the setting; the definition of the settings has seen to the others */
    static void check(Map<String, String> settings) {
        site(settings.getOrDefault("site", ""));
        user(settings.getOrDefault("user", ""));
        password(settings.getOrDefault("appPassword", ""));
        language(settings.getOrDefault("language", ""));
        choice("newPosts", settings.getOrDefault("newPosts", "PUBLISH"), STATES);
        choice("firstPicture", settings.getOrDefault("firstPicture", "BOTH"), PLACES);
    }

    private static URI site(String text) {
        String stripped = text.strip();
        URI address;
        try {
            address = HttpAddress.parse(stripped.contains("://") ? stripped : "https://" + stripped);
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("site", String.valueOf(wrong.getMessage()), EXAMPLE);
        }
        String query = address.getRawQuery();
        if (address.getRawFragment() != null || (query != null && !query.startsWith("rest_route="))) {
            throw Problem.invalid("site", "This is the address of a page, not of a site.", EXAMPLE);
        }
        if ("http".equalsIgnoreCase(address.getScheme())
                && !AT_HOME.matcher(address.getHost()).matches()) {
            throw Problem.invalid(
                    "site",
                    "With http everybody on the way could read the application password; WordPress takes none.",
                    "Give the address with https, and have the site use it.");
        }
        return address;
    }

    private static String user(String text) {
        String name = text.strip();
        if (name.isEmpty() || name.length() > 100 || name.indexOf(':') >= 0) {
            throw Problem.invalid(
                    "user",
                    name.isEmpty() ? "The name of the user is missing." : "This is no name of a user.",
                    "Give the name with which the account signs in.");
        }
        return name;
    }

    /** WordPress shows them in groups of four and ignores blanks. */
    private static String password(String text) {
        String letters = text.replaceAll("\\s", "");
        if (letters.length() < 8 || letters.length() > 128) {
            throw Problem.invalid(
                    "appPassword",
                    letters.isEmpty() ? "The application password is missing." : "This is no application password.",
                    "Make one at the site under Users, Profile, Application Passwords; it has 24 letters and digits.");
        }
        return letters;
    }

    private static @Nullable String language(String text) {
        if (text.isBlank()) {
            return null;
        }
        String tag = tag(text);
        if (tag == null) {
            throw Problem.invalid("language", "This is no tag of a language.", "Give one such as en or pt-BR.");
        }
        return tag;
    }

    /** A tag (BCP 47) as such, also from a locale such as {@code pt_BR}; null when it is none. */
    static @Nullable String tag(String text) {
        try {
            String tag = new Locale.Builder()
                    .setLanguageTag(text.strip().replace('_', '-'))
                    .build()
                    .toLanguageTag();
            return text.isBlank() || tag.equals("und") || tag.length() > 35 ? null : tag;
        } catch (IllformedLocaleException none) {
            return null;
        }
    }

    private static String choice(String setting, String text, Set<String> possible) {
        if (!possible.contains(text)) {
            throw Problem.invalid(
                    setting, "\"" + text + "\" is not possible.", "Choose one of " + String.join(", ", possible) + ".");
        }
        return text;
    }

    private static int days(int days) {
        if (days < 0 || days > 36_500) {
            throw Problem.invalid("historyDays", days + " is not possible.", "Give 0 to 36500.");
        }
        return days;
    }

    private static List<String> names(String[] names) {
        return Stream.of(names)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    URI site() {
        return site;
    }

    String user() {
        return user;
    }

    /** The header {@code Authorization} of all calls of the account. */
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Nullable
    String language() {
        return language;
    }

    Bringing bringing() {
        return bringing;
    }

    Writing writing() {
        return writing;
    }
}
