package org.rostrum.connector.linkedin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.http.HttpAddress;

/** Checked settings of a channel; never printed, because of the secrets. */
final class LinkedInSettings {
    private static final Pattern ORGANIZATION = Pattern.compile("(?:urn:li:organization:)?([1-9][0-9]{0,18})");
    private static final Pattern VERSION = Pattern.compile("20[2-9][0-9](0[1-9]|1[0-2])");
    private static final Pattern SLASHES = Pattern.compile("/+$");
    private static final int LONGEST = 4096;
    private static final int MOST_DAYS = 60;

    /** Names of hosts that are no public ones, and addresses set aside for private networks (RFC 1918, 4193, 6761). */
    private static final Pattern AT_HOME = Pattern.compile(
            "[^.:\\[]+|.*\\.(localhost|local|test|internal|home\\.arpa)|127\\..*|10\\..*|192\\.168\\..*"
                    + "|172\\.(1[6-9]|2\\d|3[01])\\..*|\\[::1]|\\[f[cd].*]",
            Pattern.CASE_INSENSITIVE);

    private static final String GRANT =
            "Give an access token, or a refresh token with the client id and the client secret of your app.";

    private final String organization;
    private final String accessToken;
    private final String clientId;
    private final String clientSecret;
    private final String refreshToken;
    private final boolean webhook;
    private final boolean ownPosts;
    private final int historyDays;
    private final String version;
    private final String api;
    private final URI tokenAddress;

    private LinkedInSettings(UnaryOperator<String> text, boolean webhook, boolean ownPosts, int historyDays) {
        this.organization = organization(text.apply("organization"));
        this.refreshToken = token("refreshToken", text.apply("refreshToken"), false);
        boolean renews = !refreshToken.isEmpty();
        this.accessToken = token("accessToken", text.apply("accessToken"), !renews);
        this.clientId = token("clientId", text.apply("clientId"), renews);
        if (webhook && text.apply("clientSecret").isBlank()) {
            throw Problem.invalid(
                    "clientSecret",
                    "It is missing, and with \"webhook\" LinkedIn's calls are known by it.",
                    "Give the app's client secret (linkedin.com/developers, My apps, Auth), or set \"webhook\" to false.");
        }
        this.clientSecret = token("clientSecret", text.apply("clientSecret"), renews);
        this.version = version(text.apply("version"));
        this.api = address("api", text.apply("api"), "https://api.linkedin.com");
        this.tokenAddress = URI.create(
                address("tokenAddress", text.apply("tokenAddress"), "https://www.linkedin.com/oauth/v2/accessToken"));
        this.webhook = webhook;
        this.ownPosts = ownPosts;
        if (historyDays < 0 || historyDays > MOST_DAYS) {
            throw Problem.invalid("historyDays", historyDays + " is not possible.", "Give 0 to " + MOST_DAYS + ".");
        }
        this.historyDays = historyDays;
    }

    static LinkedInSettings of(LinkedInConfig config) {
        Map<String, String> texts = Map.of(
                "organization", config.organization(),
                "accessToken", config._accessToken(),
                "clientId", config.clientId(),
                "clientSecret", config._clientSecret(),
                "refreshToken", config._refreshToken(),
                "version", config.version(),
                "api", config.api(),
                "tokenAddress", config.tokenAddress());
        return new LinkedInSettings(
                name -> texts.getOrDefault(name, ""), config.webhook(), config.ownPosts(), config.historyDays());
    }

    /** @throws Problem naming the setting; the definition of the settings has seen to numbers and truth values */
    static void check(Map<String, String> settings) {
        Map<String, String> defaults = Map.of(
                "version", "202607",
                "api", "https://api.linkedin.com",
                "tokenAddress", "https://www.linkedin.com/oauth/v2/accessToken");
        new LinkedInSettings(
                name -> settings.getOrDefault(name, defaults.getOrDefault(name, "")),
                "true".equals(settings.get("webhook")),
                true,
                0);
    }

    private static String organization(String text) {
        Matcher matcher = ORGANIZATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw Problem.invalid(
                    "organization",
                    text.isBlank() ? "The page is missing." : "\"" + text + "\" is no page.",
                    "Give its number, such as 2414183, which stands in the address of its administration.");
        }
        return "urn:li:organization:" + matcher.group(1);
    }

    private static String token(String setting, String text, boolean needed) {
        String token = text.strip();
        if (token.isEmpty() && !needed) {
            return "";
        }
        if (token.isEmpty()
                || token.length() > LONGEST
                || token.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7F)) {
            // what was given is not repeated: it may be right but for a letter
            throw Problem.invalid(
                    setting, token.isEmpty() ? "It is missing." : "This is none that LinkedIn gives.", GRANT);
        }
        return token;
    }

    private static String version(String text) {
        String version = text.strip();
        if (!VERSION.matcher(version).matches()) {
            throw Problem.invalid("version", "\"" + text + "\" is no version.", "Give year and month, such as 202607.");
        }
        return version;
    }

    private static String address(String setting, String text, String usual) {
        URI address;
        try {
            address = HttpAddress.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid(setting, String.valueOf(wrong.getMessage()), "Leave it at " + usual + ".");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw Problem.invalid(setting, "This is no address of a server.", "Leave it at " + usual + ".");
        }
        if ("http".equalsIgnoreCase(address.getScheme())
                && !AT_HOME.matcher(address.getHost()).matches()) {
            throw Problem.invalid(
                    setting,
                    "With http everybody on the way could read the tokens.",
                    "Give an address with https; http is for a server of your own in your own network.");
        }
        return SLASHES.matcher(address.toString()).replaceFirst("");
    }

    /** Short for whose access it is, without telling it: other credentials have another one. */
    String owner() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((accessToken + "\n" + clientId + "\n" + refreshToken).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As a URN. */
    String organization() {
        return organization;
    }

    String accessToken() {
        return accessToken;
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }

    String refreshToken() {
        return refreshToken;
    }

    boolean webhook() {
        return webhook;
    }

    boolean ownPosts() {
        return ownPosts;
    }

    int historyDays() {
        return historyDays;
    }

    String version() {
        return version;
    }

    String api() {
        return api;
    }

    URI tokenAddress() {
        return tokenAddress;
    }
}
