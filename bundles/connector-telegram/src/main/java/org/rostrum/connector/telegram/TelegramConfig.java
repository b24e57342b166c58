package org.rostrum.connector.telegram;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of {@link TelegramConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(
        name = "Telegram",
        description = "A bot of Telegram, with the chats, groups and channels it is in.")
public @interface TelegramConfig {
    @AttributeDefinition(
            name = "Bot token",
            description = "As @BotFather gives it, such as 123456:ABC-DEF. Whoever has it is the bot.",
            type = AttributeType.PASSWORD)
    String _botToken();

    @AttributeDefinition(
            name = "Address of the Bot API",
            description = "Another one only for a Bot API server of your own.",
            required = false)
    String api() default "https://api.telegram.org";

    @AttributeDefinition(
            name = "Listening",
            description = "Whether we ask Telegram for news, or Telegram calls us. Both at once is impossible.",
            options = {
                @Option(label = "We ask (getUpdates)", value = "POLL"),
                @Option(label = "Telegram calls (webhook)", value = "WEBHOOK")
            },
            required = false)
    String receive() default "POLL";

    @AttributeDefinition(
            name = "Webhook secret",
            description =
                    "For calls of Telegram: the secret_token given to setWebhook, 16 to 256 letters, digits, _ and -.",
            type = AttributeType.PASSWORD,
            required = false)
    String _webhookSecret() default "";

    @AttributeDefinition(
            name = "Wait for news",
            description = "Seconds for which Telegram may keep a question of ours until there is news.",
            min = "0",
            max = "25",
            required = false)
    int waitSeconds() default 5;

    @AttributeDefinition(
            name = "Chat for posts",
            description =
                    "Channel or group that posts go into: its @name, or its number such as -1001234567890. Without it,"
                            + " the channel answers and writes to people only.",
            required = false)
    String chat() default "";

    @AttributeDefinition(
            name = "Topic for posts",
            description = "Number of the topic (message thread) in that group; 0 for none.",
            min = "0",
            required = false)
    int topic() default 0;

    @AttributeDefinition(
            name = "Descriptions of media",
            description = "Whether what media show is said below the text, as Telegram has no other place for it.",
            required = false)
    boolean describeMedia() default true;

    @AttributeDefinition(
            name = "Own people",
            description = "Numbers or @names of people who speak for the organisation in groups.",
            required = false)
    String[] ownActors() default {};
}
