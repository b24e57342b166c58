package org.rostrum.connector.meta;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.http.HttpAddress;

/** Checked settings of a channel, the same for both networks; never printed, because of token and app secret. */
final class GraphSettings {
    static final String GRAPH = "https://graph.facebook.com";
    /** Where films of Instagram are brought to. */
    static final String UPLOADS = "https://rupload.facebook.com";
    /** Where films of pages are published. */
    static final String FILMS = "https://graph-video.facebook.com";

    static final String VERSION = "v26.0";
    static final int DAYS = 30;

    private static final Pattern PAGE = Pattern.compile("[0-9]{1,20}|[A-Za-z0-9.]{5,50}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Pattern SECRET = Pattern.compile("[0-9A-Za-z]{16,128}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{20,2000}");
    private static final Pattern VERSIONS = Pattern.compile("v[1-9][0-9]?\\.[0-9]");
    private static final Pattern VERIFY = Pattern.compile("[\\x21-\\x7e]{16,200}");
    private static final Pattern SLASHES = Pattern.compile("/+$");
    private static final int MOST_DAYS = 365;

    private final String page;
    private final String appId;
    private final String appSecret;
    private final String token;
    private final @Nullable String verifyToken;
    private final String graph;
    private final String uploads;
    private final int days;

    private GraphSettings(
            String page,
            String appId,
            String appSecret,
            String token,
            String verifyToken,
            String graph,
            String uploads,
            String usualUploads,
            String version,
            int days) {
        this.page = match(
                PAGE,
                "page",
                page.strip(),
                "\"" + shortened(page.strip())
                        + "\" is no page: a number, or a name of 5 to 50 letters, digits and dots.",
                "Give the number of the Facebook page (About, Page transparency), or its name in its address, such as"
                        + " acme.brand of https://www.facebook.com/acme.brand.");
        this.appId = match(
                NUMBER,
                "appId",
                appId.strip(),
                "This is no app.",
                "Give the number that stands at developers.facebook.com, My Apps, App settings, Basic.");
        this.appSecret = secret(
                SECRET,
                "appSecret",
                appSecret,
                "Take it from developers.facebook.com, My Apps, App settings, Basic: it signs all calls.");
        this.token = secret(
                TOKEN,
                "accessToken",
                token,
                "Give the token of a system user, or a long-lived one of a person who manages the page.");
        this.verifyToken = verifyToken.isBlank()
                ? null
                : secret(
                        VERIFY,
                        "verifyToken",
                        verifyToken,
                        "Make up 16 to 200 letters and digits, and give the same to the app's webhook.");
        this.graph = address("api", graph, GRAPH)
                + "/"
                + match(
                        VERSIONS,
                        "version",
                        version.strip(),
                        "This is no version of the Graph API.",
                        "Leave it at " + VERSION + ".");
        this.uploads = address("uploads", uploads, usualUploads);
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.invalid("days", days + " is not possible.", "Give 1 to " + MOST_DAYS + ".");
        }
        this.days = days;
    }

    static GraphSettings of(FacebookConfig config) {
        return new GraphSettings(
                config.page(),
                config.appId(),
                config._appSecret(),
                config._accessToken(),
                config._verifyToken(),
                config.api(),
                config.uploads(),
                FILMS,
                config.version(),
                config.days());
    }

    static GraphSettings of(InstagramConfig config) {
        return new GraphSettings(
                config.page(),
                config.appId(),
                config._appSecret(),
                config._accessToken(),
                config._verifyToken(),
                config.api(),
                config.uploads(),
                UPLOADS,
                config.version(),
                config.days());
    }

    /**
     * @param usualUploads where the network's films are brought to, if nothing else is said
     * @throws Problem naming the setting; the definition of the settings has seen to numbers and truth values
     */
    static void check(Map<String, String> settings, String usualUploads) {
        new GraphSettings(
                settings.getOrDefault("page", ""),
                settings.getOrDefault("appId", ""),
                settings.getOrDefault("appSecret", ""),
                settings.getOrDefault("accessToken", ""),
                settings.getOrDefault("verifyToken", ""),
                settings.getOrDefault("api", GRAPH),
                settings.getOrDefault("uploads", usualUploads),
                usualUploads,
                settings.getOrDefault("version", VERSION),
                Integer.parseInt(settings.getOrDefault("days", "" + DAYS)));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private static String match(Pattern pattern, String setting, String text, String wrong, String remedy) {
        if (!pattern.matcher(text).matches()) {
            throw Problem.invalid(setting, text.isEmpty() ? "It is missing." : wrong, remedy);
        }
        return text;
    }

    /** What was given is not repeated: it may be the secret but for a letter. */
    private static String secret(Pattern pattern, String setting, String text, String remedy) {
        String stripped = text.strip();
        if (!pattern.matcher(stripped).matches()) {
            throw Problem.invalid(
                    setting,
                    stripped.isEmpty()
                            ? "It is missing."
                            : "This is too short or too long for one, or has characters that it cannot have.",
                    remedy);
        }
        return stripped;
    }

    private static String address(String setting, String text, String usual) {
        URI address;
        try {
            address = HttpAddress.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid(setting, String.valueOf(wrong.getMessage()), "Leave it at " + usual + ".");
        }
        boolean open = "http".equalsIgnoreCase(address.getScheme())
                && !address.getHost().equals("localhost")
                && !address.getHost().startsWith("127.");
        if (open || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw Problem.invalid(
                    setting,
                    open ? "With http everybody on the way could read the token." : "This is no address of a server.",
                    "Leave it at " + usual + ".");
        }
        return SLASHES.matcher(address.toString()).replaceFirst("");
    }

    /** Number or name of the page. */
    String page() {
        return page;
    }

    String appId() {
        return appId;
    }

    String appSecret() {
        return appSecret;
    }

    /** What the app itself shows when it asks about tokens. */
    String appToken() {
        return appId + "|" + appSecret;
    }

    /** As given: of a person, a system user, or the page itself. */
    String token() {
        return token;
    }

    /** Null when Meta does not call us. */
    @Nullable
    String verifyToken() {
        return verifyToken;
    }

    /** Address with version, without a slash at its end. */
    String graph() {
        return graph;
    }

    /** Such as {@code v26.0}. */
    String version() {
        return graph.substring(graph.lastIndexOf('/') + 1);
    }

    String uploads() {
        return uploads;
    }

    int days() {
        return days;
    }

    /** Shows that a call with this token comes from whoever knows the app secret. */
    String proof(String ofToken) {
        return HexFormat.of().formatHex(sign(appSecret, ofToken.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] sign(String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HMAC-SHA256.", missing);
        }
    }
}
