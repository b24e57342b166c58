package org.rostrum.connector.telegram;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.http.HttpAddress;

/** Checked settings of a channel; never printed, because of the token, which stands in every address. */
final class TelegramSettings {
    private static final Pattern TOKEN = Pattern.compile("([1-9][0-9]{0,18}):[A-Za-z0-9_-]{20,256}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,256}");
    private static final Pattern NAME = Pattern.compile("@[A-Za-z][A-Za-z0-9_]{2,63}");
    private static final Pattern NUMBER = Pattern.compile("-?[1-9][0-9]{0,18}");
    private static final Pattern SLASHES = Pattern.compile("/+$");
    private static final int LONGEST_WAIT = 25;

    /** Names of hosts that are no public ones, and addresses set aside for private networks (RFC 1918, 4193, 6761). */
    private static final Pattern AT_HOME = Pattern.compile(
            "[^.:\\[]+|.*\\.(localhost|local|test|internal|home\\.arpa)|127\\..*|10\\..*|192\\.168\\..*"
                    + "|172\\.(1[6-9]|2\\d|3[01])\\..*|\\[::1]|\\[f[cd].*]",
            Pattern.CASE_INSENSITIVE);

    private final String token;
    private final String api;
    private final @Nullable String webhookSecret;
    private final int waitSeconds;
    private final @Nullable String chat;
    private final int topic;
    private final boolean describeMedia;
    private final Set<String> ownActors;

    private TelegramSettings(TelegramConfig config) {
        this.token = token(config._botToken());
        this.api = api(config.api());
        this.webhookSecret = webhookSecret(config.receive(), config._webhookSecret());
        this.waitSeconds = range("waitSeconds", config.waitSeconds(), LONGEST_WAIT);
        this.chat = chat(config.chat());
        this.topic = range("topic", config.topic(), Integer.MAX_VALUE);
        this.describeMedia = config.describeMedia();
        this.ownActors = actors(Arrays.asList(config.ownActors()));
    }

    static TelegramSettings of(TelegramConfig config) {
        return new TelegramSettings(config);
    }

    /** @throws Problem naming the setting; the definition of the settings has seen to the others */
    static void check(Map<String, String> settings) {
        token(settings.getOrDefault("botToken", ""));
        api(settings.getOrDefault("api", "https://api.telegram.org"));
        webhookSecret(settings.getOrDefault("receive", "POLL"), settings.getOrDefault("webhookSecret", ""));
        String chat = chat(settings.getOrDefault("chat", ""));
        if (chat == null && !settings.getOrDefault("topic", "0").equals("0")) {
            throw Problem.invalid("topic", "There is no chat of which it could be a topic.", "Give the chat, too.");
        }
        actors(List.of(settings.getOrDefault("ownActors", "").split(",")));
    }

    private static String token(String text) {
        String token = text.strip();
        if (!TOKEN.matcher(token).matches()) {
            // what was given is not repeated: it may be the token but for a letter
            throw Problem.invalid(
                    "botToken",
                    token.isEmpty() ? "The token of the bot is missing." : "This is no token of a bot.",
                    "Write to @BotFather in Telegram: /newbot makes a bot, /token shows the token of one.");
        }
        return token;
    }

    private static String api(String text) {
        URI address;
        try {
            address = HttpAddress.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("api", String.valueOf(wrong.getMessage()), "Leave it at https://api.telegram.org.");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw Problem.invalid("api", "This is no address of a server.", "Leave it at https://api.telegram.org.");
        }
        if ("http".equalsIgnoreCase(address.getScheme())
                && !AT_HOME.matcher(address.getHost()).matches()) {
            throw Problem.invalid(
                    "api",
                    "With http everybody on the way could read the token of the bot.",
                    "Give an address with https; http is for a server of your own in your own network.");
        }
        return SLASHES.matcher(address.toString()).replaceFirst("");
    }

    /** Null when Telegram does not call us. */
    private static @Nullable String webhookSecret(String receive, String text) {
        String secret = text.strip();
        if (!receive.equals("POLL") && !receive.equals("WEBHOOK")) {
            throw Problem.invalid("receive", "\"" + receive + "\" is not possible.", "Choose POLL or WEBHOOK.");
        }
        boolean called = receive.equals("WEBHOOK");
        if ((called || !secret.isEmpty()) && !SECRET.matcher(secret).matches()) {
            throw Problem.invalid(
                    "webhookSecret",
                    secret.isEmpty()
                            ? "Without a secret anybody could call in the name of Telegram."
                            : "This secret is none that Telegram takes, or too short.",
                    "Make up 16 to 256 letters A to Z, digits, _ and -, and give the same to setWebhook.");
        }
        return called ? secret : null;
    }

    private static @Nullable String chat(String text) {
        String chat = text.strip();
        if (chat.isEmpty()) {
            return null;
        }
        if (!NAME.matcher(chat).matches() && !NUMBER.matcher(chat).matches()) {
            throw Problem.invalid(
                    "chat", "This is no chat.", "Give a name such as @acme_news, or a number such as -1001234567890.");
        }
        return chat;
    }

    private static int range(String setting, int value, int most) {
        if (value < 0 || value > most) {
            throw Problem.invalid(setting, value + " is not possible.", "Give 0 to " + most + ".");
        }
        return value;
    }

    private static Set<String> actors(List<String> texts) {
        return texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(TelegramSettings::actor)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String actor(String text) {
        if (!NAME.matcher(text).matches() && !NUMBER.matcher(text).matches()) {
            throw Problem.invalid(
                    "ownActors", "\"" + text + "\" is nobody.", "Give numbers, or names such as @acme_support.");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** Its first part, which is no secret: people see it as the number of the bot. */
    String botId() {
        return token.substring(0, token.indexOf(':'));
    }

    /** Where a method is called; holds the token. */
    String address(String method) {
        return api + "/bot" + token + "/" + method;
    }

    /** The same without the token, wherever it stood. */
    String withoutSecrets(String text) {
        String masked = text.replace(token, "…");
        return webhookSecret == null ? masked : masked.replace(webhookSecret, "…");
    }

    /** Null when we ask. */
    @Nullable
    String webhookSecret() {
        return webhookSecret;
    }

    int waitSeconds() {
        return waitSeconds;
    }

    /** Where posts go; null when nowhere. */
    @Nullable
    String chat() {
        return chat;
    }

    int topic() {
        return topic;
    }

    boolean describeMedia() {
        return describeMedia;
    }

    /** Whether somebody of this number or name speaks for the organisation. */
    boolean isOwn(String id, @Nullable String name) {
        return id.equals(botId())
                || ownActors.contains(id)
                || (name != null && ownActors.contains("@" + name.toLowerCase(Locale.ROOT)));
    }
}
