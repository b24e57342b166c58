package org.rostrum.connector.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Who the bot is, and whether it can do what the channel promises; asked for with calls that change nothing. */
final class Profile {
    private static final Set<String> OUTSIDE = Set.of("left", "kicked");
    private static final Duration LATELY = Duration.ofHours(1);

    private final TelegramApi api;
    private final TelegramSettings settings;
    private final MovedChat moved;
    private final String channel;
    private final Clock clock;

    Profile(TelegramApi api, TelegramSettings settings, MovedChat moved, String channel, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.moved = moved;
        this.channel = channel;
        this.clock = clock;
    }

    String check() throws DeliveryException {
        JsonNode me = api.ask("getMe", Map.of());
        StringJoiner words = new StringJoiner("; ");
        words.add("@" + me.path("username").asText() + " ("
                + me.path("first_name").asText() + ")");
        if (!me.path("can_join_groups").asBoolean(true)) {
            words.add("cannot be added to groups");
        } else if (me.path("can_read_all_group_messages").asBoolean()) {
            words.add("sees all messages of its groups");
        } else {
            words.add("sees in groups only commands, answers to it and what names it, unless it is administrator there"
                    + " (privacy mode, /setprivacy at @BotFather)");
        }
        webhook(api.ask("getWebhookInfo", Map.of()), words);
        String chat = settings.chat();
        if (chat != null) {
            words.add("posts go into " + place(moved.of(chat)));
        }
        return words.toString();
    }

    private void webhook(JsonNode info, StringJoiner words) throws DeliveryException {
        String url = info.path("url").asText("");
        if (settings.webhookSecret() == null) {
            if (!url.isEmpty()) {
                throw rejected(
                        "Telegram calls " + host(url) + " for this bot, so it cannot be asked for news. Remove that"
                                + " with deleteWebhook, or choose WEBHOOK under \"Listening\".");
            }
        } else {
            requireOurs(url, info);
        }
        long waiting = info.path("pending_update_count").asLong(0);
        if (waiting > 0) {
            words.add(waiting + " updates wait");
        }
        Instant failed = Instant.ofEpochSecond(
                Math.max(0, Math.min(info.path("last_error_date").asLong(0), 253_402_300_799L)));
        if (failed.plus(LATELY).isAfter(clock.instant())) {
            words.add("its last call failed at " + failed + ": "
                    + settings.withoutSecrets(info.path("last_error_message").asText("")));
        }
    }

    private void requireOurs(String url, JsonNode info) throws DeliveryException {
        String path = "/api/v1/webhooks/" + (channel.startsWith("~") ? "" : channel);
        if (url.isEmpty()) {
            throw rejected(
                    "Telegram calls nobody for this bot. Call setWebhook with the https address of this server that ends"
                            + " with " + path + ", and with the secret of the channel as secret_token.");
        }
        if (!channel.startsWith("~") && !url.endsWith(path)) {
            throw rejected("Telegram calls " + host(url) + " for this bot, but not the address that ends with " + path
                    + ". Call setWebhook with it.");
        }
        Set<String> missing = new TreeSet<>(UpdateReader.KINDS);
        List<String> wanted = new ArrayList<>();
        info.path("allowed_updates").forEach(kind -> wanted.add(kind.asText()));
        wanted.forEach(missing::remove);
        if (!wanted.isEmpty() && !missing.isEmpty()) {
            throw rejected("Telegram does not tell of " + String.join(", ", missing)
                    + ". Call setWebhook again, without allowed_updates or with these in it.");
        }
    }

    /** The rest of an address may be somebody's secret. */
    private static String host(String url) {
        try {
            return Objects.requireNonNullElse(URI.create(url).getHost(), "a webhook");
        } catch (IllegalArgumentException none) {
            return "a webhook";
        }
    }

    private String place(String id) throws DeliveryException {
        JsonNode chat = api.ask("getChat", Map.of("chat_id", id));
        JsonNode member = api.ask("getChatMember", Map.of("chat_id", id, "user_id", settings.botId()));
        String title = "\u201c" + chat.path("title").asText(id) + "\u201d";
        String status = member.path("status").asText();
        boolean channelPosts = chat.path("type").asText().equals("channel");
        boolean silent = channelPosts
                ? !status.equals("creator") && !member.path("can_post_messages").asBoolean()
                : OUTSIDE.contains(status)
                        || (status.equals("restricted")
                                && !member.path("can_send_messages").asBoolean());
        if (silent) {
            throw rejected("The bot may not post into " + title + ". "
                    + (channelPosts
                            ? "Make it an administrator of the channel, with the right to post messages."
                            : "Add it to the group, and let it send messages."));
        }
        if (settings.topic() > 0 && !chat.path("is_forum").asBoolean()) {
            throw rejected(title + " has no topics. Leave the topic at 0.");
        }
        return title;
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
