package org.rostrum.connector.x;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** Checked settings of a channel; never printed, because of the secrets. */
final class XSettings {
    static final String EVERYONE = "everyone";

    private static final int LONGEST_DAYS = 365;
    private static final int MOST_DOLLARS = 1_000_000;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{8,2048}");
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{8,256}");
    private static final Pattern NUMBERED = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");
    private static final List<String> REPLY_SETTINGS =
            List.of(EVERYONE, "following", "mentionedUsers", "subscribers", "verified");

    /** What the app may do at X. */
    enum Access {
        PAY_PER_USE,
        ENTERPRISE
    }

    private final String clientId;
    private final String clientSecret;
    private final String refreshToken;
    private final Access access;
    private final boolean ownPosts;
    private final boolean beyondMentions;
    private final boolean directMessages;
    private final boolean referredPosts;
    private final int daysBefore;
    private final String replySettings;
    private final int monthlyDollars;
    private final String api;
    private final String web;

    private XSettings(XConfig config) {
        this.clientId = clientId(config.clientId().strip());
        this.clientSecret = clientSecret(config._clientSecret().strip());
        this.refreshToken = refreshToken(config._refreshToken().strip());
        this.access = access(config.access());
        this.ownPosts = config.ownPosts();
        this.beyondMentions = config.beyondMentions();
        this.directMessages = config.directMessages();
        this.referredPosts = config.referredPosts();
        this.daysBefore = bounded("daysBefore", config.daysBefore(), LONGEST_DAYS);
        this.replySettings = replySettings(config.replySettings());
        this.monthlyDollars = bounded("monthlyDollars", config.monthlyDollars(), MOST_DOLLARS);
        this.api = address("api", config.api(), "https://api.x.com");
        this.web = address("webAddress", config.webAddress(), "https://x.com");
    }

    static XSettings of(XConfig config) {
        return new XSettings(config);
    }

    /** @throws Problem naming the setting */
    static void check(Map<String, String> settings) {
        clientId(text(settings, "clientId", ""));
        clientSecret(text(settings, "clientSecret", ""));
        refreshToken(text(settings, "refreshToken", ""));
        access(text(settings, "access", Access.PAY_PER_USE.name()));
        replySettings(text(settings, "replySettings", EVERYONE));
        number(settings, "daysBefore", LONGEST_DAYS);
        number(settings, "monthlyDollars", MOST_DOLLARS);
        address("api", text(settings, "api", "https://api.x.com"), "https://api.x.com");
        address("webAddress", text(settings, "webAddress", "https://x.com"), "https://x.com");
    }

    private static String text(Map<String, String> settings, String name, String otherwise) {
        return settings.getOrDefault(name, otherwise).strip();
    }

    private static void number(Map<String, String> settings, String name, int most) {
        String given = settings.get(name);
        if (given != null) {
            try {
                bounded(name, Integer.parseInt(given.strip()), most);
            } catch (NumberFormatException none) {
                throw outOfBounds(name, most);
            }
        }
    }

    private static int bounded(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw outOfBounds(name, most);
        }
        return value;
    }

    private static Problem outOfBounds(String name, int most) {
        return Problem.invalid(name, "This is out of bounds.", "Give a number from 0 to " + most + ".");
    }

    private static String clientId(String text) {
        if (!CLIENT.matcher(text).matches()) {
            throw Problem.invalid(
                    "clientId",
                    text.isEmpty() ? "The client ID is missing." : "This is no client ID.",
                    "Copy the OAuth 2.0 Client ID from Keys and tokens of the app in X's developer console.");
        }
        return text;
    }

    private static String clientSecret(String text) {
        if (!text.isEmpty() && !TOKEN.matcher(text).matches()) {
            throw Problem.invalid(
                    "clientSecret",
                    "This is no client secret.",
                    "Copy the OAuth 2.0 Client Secret of the app, or leave it out for a public client.");
        }
        return text;
    }

    private static String refreshToken(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw Problem.invalid(
                    "refreshToken",
                    text.isEmpty() ? "The refresh token is missing." : "This is no refresh token.",
                    "Let the account grant the app its scopes, offline.access among them, and give the refresh_token.");
        }
        return text;
    }

    private static Access access(String text) {
        for (Access one : Access.values()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        throw Problem.invalid("access", "X has no such access.", "Choose PAY_PER_USE or ENTERPRISE.");
    }

    private static String replySettings(String text) {
        if (!REPLY_SETTINGS.contains(text)) {
            throw Problem.invalid(
                    "replySettings",
                    "X knows nobody of this kind.",
                    "Choose one of " + String.join(", ", REPLY_SETTINGS));
        }
        return text;
    }

    /** Plain http only by number or on this machine: whoever listens on the way has the tokens. */
    private static String address(String setting, String text, String example) {
        try {
            URI address = new URI(text.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            String host = String.valueOf(address.getHost());
            boolean near = host.equals("localhost") || NUMBERED.matcher(host).matches();
            if ((scheme.equals("https") || (scheme.equals("http") && near))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null) {
                String whole = address.toString();
                return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
            }
        } catch (URISyntaxException none) {
            // said below
        }
        throw Problem.invalid(
                setting, "This is no address of a server with https.", "Give one such as " + example + ".");
    }

    String clientId() {
        return clientId;
    }

    /** Null for a public client. */
    @Nullable
    String clientSecret() {
        return clientSecret.isEmpty() ? null : clientSecret;
    }

    String refreshToken() {
        return refreshToken;
    }

    boolean isEnterprise() {
        return access == Access.ENTERPRISE;
    }

    boolean ownPosts() {
        return ownPosts;
    }

    boolean beyondMentions() {
        return beyondMentions;
    }

    boolean directMessages() {
        return directMessages;
    }

    boolean referredPosts() {
        return referredPosts;
    }

    int daysBefore() {
        return daysBefore;
    }

    String replySettings() {
        return replySettings;
    }

    /** 0 for no bound. */
    int monthlyDollars() {
        return monthlyDollars;
    }

    String api() {
        return api;
    }

    String web() {
        return web;
    }
}
