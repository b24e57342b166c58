package org.rostrum.connector.youtube;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.http.HttpAddress;

/** Checked settings of a channel; never printed, because of the secrets. */
final class YouTubeSettings {
    static final Pattern CHANNEL_ID = Pattern.compile("UC[A-Za-z0-9_-]{22}");

    private static final Pattern HANDLE = Pattern.compile("@[^\\s/?#@]{3,60}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,200}");
    private static final Pattern SLASHES = Pattern.compile("/+$");
    private static final int LONGEST = 2048;

    /** Names of hosts that are no public ones, and addresses set aside for private networks (RFC 1918, 4193, 6761). */
    private static final Pattern AT_HOME = Pattern.compile(
            "[^.:\\[]+|.*\\.(localhost|local|test|internal|home\\.arpa)|127\\..*|10\\..*|192\\.168\\..*"
                    + "|172\\.(1[6-9]|2\\d|3[01])\\..*|\\[::1]|\\[f[cd].*]",
            Pattern.CASE_INSENSITIVE);

    private final Access access;
    private final @Nullable String channel;
    private final String clientId;
    private final String clientSecret;
    private final String refreshToken;
    private final String apiKey;
    private final boolean ownVideos;
    private final boolean heldComments;
    private final int threads;
    private final int historyDays;
    private final boolean banSpammers;
    private final int category;
    private final boolean madeForKids;
    private final @Nullable URI callback;
    private final String hubSecret;
    private final String api;
    private final URI tokenAddress;
    private final URI hub;

    /** How we come to YouTube. */
    enum Access {
        OWNER,
        READER,
        KEY
    }

    /** @param text gives a setting of texts by its name */
    private YouTubeSettings(UnaryOperator<String> text, Numbers numbers) {
        this.access = access(text.apply("access"));
        this.channel = channel(text.apply("channel"), access);
        boolean key = access == Access.KEY;
        this.clientId = token("clientId", text.apply("clientId"), !key, CLIENT);
        this.clientSecret = token("clientSecret", text.apply("clientSecret"), !key, CLIENT);
        this.refreshToken = token("refreshToken", text.apply("refreshToken"), !key, GRANT);
        this.apiKey = token("apiKey", text.apply("apiKey"), key, KEYS);
        this.api = address("api", text.apply("api"), "https://www.googleapis.com");
        this.tokenAddress =
                URI.create(address("tokenAddress", text.apply("tokenAddress"), "https://oauth2.googleapis.com/token"));
        this.hub = URI.create(address("hub", text.apply("hub"), "https://pubsubhubbub.appspot.com/subscribe"));
        this.callback = callback(text.apply("callbackAddress"), hub);
        this.hubSecret = hubSecret(text.apply("hubSecret"), callback != null);
        this.ownVideos = numbers.ownVideos;
        this.heldComments = numbers.heldComments && access == Access.OWNER;
        this.threads = range("threads", numbers.threads, 50, 400);
        this.historyDays = range("historyDays", numbers.historyDays, 0, 3650);
        this.banSpammers = numbers.banSpammers;
        this.category = range("category", numbers.category, 1, 99);
        this.madeForKids = numbers.madeForKids;
    }

    private static final String CLIENT =
            "Make an OAuth client of the type \"Web application\" in the Google Cloud console, and give its id and secret.";
    private static final String GRANT =
            "Let the owner of the channel grant access to your OAuth client, offline, and give the refresh token.";
    private static final String KEYS =
            "Make an API key in the Google Cloud console, restricted to the YouTube Data API v3.";

    private record Numbers(
            boolean ownVideos,
            boolean heldComments,
            int threads,
            int historyDays,
            boolean banSpammers,
            int category,
            boolean madeForKids) {}

    static YouTubeSettings of(YouTubeConfig config) {
        Map<String, String> texts = Map.ofEntries(
                Map.entry("access", config.access()),
                Map.entry("channel", config.channel()),
                Map.entry("clientId", config.clientId()),
                Map.entry("clientSecret", config._clientSecret()),
                Map.entry("refreshToken", config._refreshToken()),
                Map.entry("apiKey", config._apiKey()),
                Map.entry("callbackAddress", config.callbackAddress()),
                Map.entry("hubSecret", config._hubSecret()),
                Map.entry("api", config.api()),
                Map.entry("tokenAddress", config.tokenAddress()),
                Map.entry("hub", config.hub()));
        return new YouTubeSettings(
                name -> texts.getOrDefault(name, ""),
                new Numbers(
                        config.ownVideos(),
                        config.heldComments(),
                        config.threads(),
                        config.historyDays(),
                        config.banSpammers(),
                        config.category(),
                        config.madeForKids()));
    }

    /** @throws Problem naming the setting; the definition of the settings has seen to numbers and truth values */
    static void check(Map<String, String> settings) {
        Map<String, String> defaults = Map.of(
                "access", "OWNER",
                "api", "https://www.googleapis.com",
                "tokenAddress", "https://oauth2.googleapis.com/token",
                "hub", "https://pubsubhubbub.appspot.com/subscribe");
        Numbers numbers = new Numbers(true, true, 200, 90, false, 22, false);
        new YouTubeSettings(name -> settings.getOrDefault(name, defaults.getOrDefault(name, "")), numbers);
    }

    private static Access access(String text) {
        for (Access access : Access.values()) {
            if (access.name().equals(text.strip())) {
                return access;
            }
        }
        throw Problem.invalid("access", "\"" + text + "\" is not possible.", "Choose OWNER, READER or KEY.");
    }

    private static @Nullable String channel(String text, Access access) {
        String channel = text.strip();
        if (channel.isEmpty() && access != Access.KEY) {
            return null;
        }
        if (!CHANNEL_ID.matcher(channel).matches() && !HANDLE.matcher(channel).matches()) {
            throw Problem.invalid(
                    "channel",
                    channel.isEmpty()
                            ? "With an API key we must be told which channel it is about."
                            : "\"" + channel + "\" is no channel.",
                    "Give its id, which begins with UC and has 24 signs, or its name with the @ before it.");
        }
        return channel;
    }

    private static String token(String setting, String text, boolean needed, String remedy) {
        String token = text.strip();
        if (token.isEmpty() && !needed) {
            return "";
        }
        if (token.isEmpty()
                || token.length() > LONGEST
                || token.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7F)) {
            // what was given is not repeated: it may be right but for a letter
            throw Problem.invalid(
                    setting, token.isEmpty() ? "It is missing." : "This is none that Google gives.", remedy);
        }
        return token;
    }

    private static @Nullable URI callback(String text, URI hub) {
        if (text.isBlank()) {
            return null;
        }
        String remedy = "Give the address by which the world reaches this channel, such as"
                + " https://social.acme.example/api/v1/webhooks/acme.youtube, or leave it empty.";
        URI address;
        try {
            address = HttpAddress.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("callbackAddress", String.valueOf(wrong.getMessage()), remedy);
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw Problem.invalid("callbackAddress", "Addresses for calls have no parameters.", remedy);
        }
        boolean ofOurOwn = AT_HOME.matcher(hub.getHost()).matches();
        if (!ofOurOwn && AT_HOME.matcher(address.getHost()).matches()) {
            throw Problem.invalid(
                    "callbackAddress", "The hub cannot call " + address.getHost() + " from outside.", remedy);
        }
        if (!ofOurOwn && !"https".equalsIgnoreCase(address.getScheme())) {
            throw Problem.invalid(
                    "callbackAddress", "With http everybody on the way could read and change it.", remedy);
        }
        return address;
    }

    private static String hubSecret(String text, boolean needed) {
        String secret = text.strip();
        if ((needed || !secret.isEmpty()) && !SECRET.matcher(secret).matches()) {
            throw Problem.invalid(
                    "hubSecret",
                    secret.isEmpty()
                            ? "Without a secret anybody could call in the name of the hub."
                            : "This secret is too short, too long, or has signs that it must not have.",
                    "Make up 16 to 200 letters A to Z, digits, _ and -.");
        }
        return secret;
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

    private static int range(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw Problem.invalid(setting, value + " is not possible.", "Give " + least + " to " + most + ".");
        }
        return value;
    }

    /** Short for whose access it is, without telling it: other credentials have another one. */
    String owner() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((clientId + "\n" + refreshToken).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Access access() {
        return access;
    }

    /** Id or @name; null when the owner's. */
    @Nullable
    String channel() {
        return channel;
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

    String apiKey() {
        return apiKey;
    }

    boolean ownVideos() {
        return ownVideos;
    }

    /** Only where we may read them. */
    boolean heldComments() {
        return heldComments;
    }

    int threads() {
        return threads;
    }

    int historyDays() {
        return historyDays;
    }

    boolean banSpammers() {
        return banSpammers;
    }

    int category() {
        return category;
    }

    boolean madeForKids() {
        return madeForKids;
    }

    /** Where the hub shall call; null when it shall not. */
    @Nullable
    URI callback() {
        return callback;
    }

    String hubSecret() {
        return hubSecret;
    }

    String api() {
        return api;
    }

    URI tokenAddress() {
        return tokenAddress;
    }

    URI hub() {
        return hub;
    }
}
