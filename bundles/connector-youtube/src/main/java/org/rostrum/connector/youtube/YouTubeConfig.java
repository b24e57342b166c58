package org.rostrum.connector.youtube;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of {@link YouTubeConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(
        name = "YouTube",
        description = "A channel of YouTube, with its videos and what is said below them.")
public @interface YouTubeConfig {
    @AttributeDefinition(
            name = "Access",
            description = "How we come to YouTube, and what we may do there.",
            options = {
                @Option(label = "As the owner, who reads, answers and moderates", value = "OWNER"),
                @Option(label = "As the owner, reading only", value = "READER"),
                @Option(label = "With an API key, reading what is public", value = "KEY")
            },
            required = false)
    String access() default "OWNER";

    @AttributeDefinition(
            name = "Channel",
            description =
                    "Its id, such as UC_x5XG1OV2P6uZZ5FSM9Ttw, or its @name. Needed with an API key; otherwise the"
                            + " channel chosen when access was granted, and only compared with this.",
            required = false)
    String channel() default "";

    @AttributeDefinition(
            name = "Client id",
            description = "Of the OAuth client of your Google Cloud project. Not needed with an API key.",
            required = false)
    String clientId() default "";

    @AttributeDefinition(
            name = "Client secret",
            description = "Of the same OAuth client.",
            type = AttributeType.PASSWORD,
            required = false)
    String _clientSecret() default "";

    @AttributeDefinition(
            name = "Refresh token",
            description = "Which the owner of the channel has granted to that client.",
            type = AttributeType.PASSWORD,
            required = false)
    String _refreshToken() default "";

    @AttributeDefinition(
            name = "API key",
            description = "Of your Google Cloud project; for reading what is public, without an owner.",
            type = AttributeType.PASSWORD,
            required = false)
    String _apiKey() default "";

    @AttributeDefinition(
            name = "Own videos",
            description = "Whether the videos of the channel are brought into the archive.",
            required = false)
    boolean ownVideos() default true;

    @AttributeDefinition(
            name = "Comments held for review",
            description =
                    "Whether comments that wait for a decision are brought, too; only as the owner who moderates.",
            required = false)
    boolean heldComments() default true;

    @AttributeDefinition(
            name = "Threads watched for replies",
            description =
                    "In how many of the newest threads new replies are noticed. Each 100 cost one more unit at each"
                            + " look.",
            min = "50",
            max = "400",
            required = false)
    int threads() default 200;

    @AttributeDefinition(
            name = "Days of history",
            description = "How old comments and videos may be that are brought when the channel is new.",
            min = "0",
            max = "3650",
            required = false)
    int historyDays() default 90;

    @AttributeDefinition(
            name = "Ban who writes spam",
            description =
                    "Whether whoever wrote a comment that is marked as spam may never comment on the channel again.",
            required = false)
    boolean banSpammers() default false;

    @AttributeDefinition(
            name = "Category of videos",
            description = "Number of the category that videos are published in; 22 is People & Blogs.",
            min = "1",
            max = "99",
            required = false)
    int category() default 22;

    @AttributeDefinition(
            name = "Made for kids",
            description = "Whether the videos that are published are declared as made for kids.",
            required = false)
    boolean madeForKids() default false;

    @AttributeDefinition(
            name = "Address for calls of the hub",
            description =
                    "Where the world reaches this channel, such as"
                            + " https://social.acme.example/api/v1/webhooks/acme.youtube. With it, new videos are told at once.",
            required = false)
    String callbackAddress() default "";

    @AttributeDefinition(
            name = "Secret of the hub",
            description = "With which the hub signs its calls: 16 to 200 letters, digits, _ and -, made up by you.",
            type = AttributeType.PASSWORD,
            required = false)
    String _hubSecret() default "";

    @AttributeDefinition(
            name = "Address of the API",
            description = "Another one only behind a gateway of your own.",
            required = false)
    String api() default "https://www.googleapis.com";

    @AttributeDefinition(
            name = "Address for tokens",
            description = "Where access is renewed; another one only behind a gateway of your own.",
            required = false)
    String tokenAddress() default "https://oauth2.googleapis.com/token";

    @AttributeDefinition(
            name = "Hub",
            description = "Which tells of new videos; another one only behind a gateway of your own.",
            required = false)
    String hub() default "https://pubsubhubbub.appspot.com/subscribe";
}
