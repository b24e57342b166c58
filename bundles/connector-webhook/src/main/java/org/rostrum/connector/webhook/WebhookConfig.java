package org.rostrum.connector.webhook;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Configuration of {@link WebhookConnector}; one per channel, made by the platform from the settings of the channel. What is
 * empty has the default that docs/connectors/webhook.md tells.
 */
@ObjectClassDefinition(
        name = "Webhook",
        description = "Takes signed calls with JSON or CloudEvents 1.0, of whatever has no connector of its own.")
public @interface WebhookConfig {
    @AttributeDefinition(
            name = "Secret",
            description = "Shared with the sender, who signs with it; 32 characters or more.",
            type = AttributeType.PASSWORD)
    String _secret();

    @AttributeDefinition(
            name = "Previous secret",
            description = "Taken as well, while senders change to a new one. Remove it then.",
            type = AttributeType.PASSWORD,
            required = false)
    String _previousSecret() default "";

    @AttributeDefinition(
            name = "Signature",
            description = "How calls are signed.",
            options = {
                @Option(label = "Standard Webhooks", value = "standard-webhooks"),
                @Option(label = "HMAC-SHA256 in a header", value = "hmac-sha256")
            },
            required = false)
    String signature() default "standard-webhooks";

    @AttributeDefinition(
            name = "Signature header",
            description = "Of HMAC-SHA256: the header with the signature, or several of them with blanks between.",
            required = false)
    String signatureHeader() default "X-Hub-Signature-256";

    @AttributeDefinition(
            name = "Signature prefix",
            description = "Of HMAC-SHA256: what stands before each signature; may be empty.",
            required = false)
    String signaturePrefix() default "sha256=";

    @AttributeDefinition(
            name = "Signature encoding",
            description = "Of HMAC-SHA256: how the signature is written.",
            options = {@Option(label = "Hexadecimal", value = "hex"), @Option(label = "Base64", value = "base64")},
            required = false)
    String signatureEncoding() default "hex";

    @AttributeDefinition(
            name = "Signed content",
            description =
                    "Of HMAC-SHA256: what is signed, made of {body}, {timestamp} and {id}, such as v0:{timestamp}:{body}.",
            required = false)
    String signedContent() default "{body}";

    @AttributeDefinition(
            name = "Timestamp header",
            description = "Of HMAC-SHA256: the header with the time of signing, in seconds since 1970.",
            required = false)
    String timestampHeader() default "";

    @AttributeDefinition(
            name = "Id header",
            description = "Of HMAC-SHA256: the header with the id of the call.",
            required = false)
    String idHeader() default "";

    @AttributeDefinition(
            name = "Tolerance",
            description = "Seconds by which the signed time may differ from ours.",
            min = "10",
            max = "86400",
            required = false)
    int toleranceSeconds() default 300;

    @AttributeDefinition(
            name = "Network",
            description = "Name of the network whose ids these are: lower-case letters, digits and hyphens.",
            required = false)
    String network() default "webhook";

    @AttributeDefinition(
            name = "Items",
            description = "JSON Pointer to the messages, when a call or an event carries several.",
            required = false)
    String itemsPointer() default "";

    @AttributeDefinition(name = "Id", description = "JSON Pointer to the message's id.", required = false)
    String idPointer() default "";

    @AttributeDefinition(name = "Text", description = "JSON Pointer to what was said.", required = false)
    String textPointer() default "";

    @AttributeDefinition(
            name = "Text format",
            description = "Whether the text is HTML.",
            options = {
                @Option(label = "HTML where ActivityStreams or a media type says so", value = "auto"),
                @Option(label = "Plain text", value = "plain"),
                @Option(label = "HTML", value = "html")
            },
            required = false)
    String textFormat() default "auto";

    @AttributeDefinition(name = "Author's id", description = "JSON Pointer to the author's id.", required = false)
    String authorIdPointer() default "";

    @AttributeDefinition(
            name = "Author's handle",
            description = "JSON Pointer to the author's handle.",
            required = false)
    String authorHandlePointer() default "";

    @AttributeDefinition(name = "Author's name", description = "JSON Pointer to the author's name.", required = false)
    String authorNamePointer() default "";

    @AttributeDefinition(
            name = "Author if unknown",
            description = "Id of the author of messages that name none; without it they are refused.",
            required = false)
    String defaultAuthor() default "";

    @AttributeDefinition(
            name = "Time",
            description =
                    "JSON Pointer to when it was said: ISO 8601 with offset, or seconds or milliseconds since 1970.",
            required = false)
    String timePointer() default "";

    @AttributeDefinition(
            name = "In reply to",
            description = "JSON Pointer to the id of the message that it answers.",
            required = false)
    String inReplyToPointer() default "";

    @AttributeDefinition(
            name = "Conversation",
            description = "JSON Pointer to the conversation's id.",
            required = false)
    String conversationPointer() default "";

    @AttributeDefinition(name = "Address", description = "JSON Pointer to where people see it.", required = false)
    String urlPointer() default "";

    @AttributeDefinition(name = "Language", description = "JSON Pointer to the language's tag.", required = false)
    String languagePointer() default "";

    @AttributeDefinition(
            name = "Direction",
            description = "JSON Pointer to inbound (to us) or outbound (by us).",
            required = false)
    String directionPointer() default "";

    @AttributeDefinition(
            name = "Own authors",
            description = "Ids or handles of authors who speak for us, with commas between.",
            required = false)
    String ownAuthors() default "";

    @AttributeDefinition(
            name = "Type",
            description = "JSON Pointer to the type by which is chosen what is taken.",
            required = false)
    String typePointer() default "";

    @AttributeDefinition(
            name = "Types that are taken",
            description = "With commas between; others are passed over. Empty for all.",
            required = false)
    String types() default "";

    @AttributeDefinition(
            name = "Challenge",
            description =
                    "JSON Pointer to the text that a call wants to hear back, as a proof that the address is ours.",
            required = false)
    String challengePointer() default "";
}
