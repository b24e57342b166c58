package org.rostrum.connector.x;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of {@link XConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(name = "X", description = "An account on X, with an app of your own in X's developer console.")
public @interface XConfig {
    @AttributeDefinition(
            name = "Client ID",
            description = "Of the app, for OAuth 2.0; under Keys and tokens in X's developer console.")
    String clientId();

    @AttributeDefinition(
            name = "Client secret",
            description = "Of the app, when its type is \"Web App\" or \"Automated App\"; public clients have none.",
            type = AttributeType.PASSWORD,
            required = false)
    String _clientSecret() default "";

    @AttributeDefinition(
            name = "Refresh token",
            description = "What the account granted the app, with the scope offline.access. It is used up by its first"
                    + " use: do not give it to another program.",
            type = AttributeType.PASSWORD)
    String _refreshToken();

    @AttributeDefinition(
            name = "Access",
            description = "What the app may do at X. Only enterprise access may quote and like.",
            options = {
                @Option(label = "Pay per use", value = "PAY_PER_USE"),
                @Option(label = "Enterprise", value = "ENTERPRISE")
            },
            required = false)
    String access() default "PAY_PER_USE";

    @AttributeDefinition(
            name = "Own posts",
            description = "Whether what the account says, by whatever program, is brought into the archive.",
            required = false)
    boolean ownPosts() default true;

    @AttributeDefinition(
            name = "Beyond mentions",
            description = "Whether answers that do not name the account are looked for, too, and, with own posts, such"
                    + " quotes of the ten newest of them.",
            required = false)
    boolean beyondMentions() default true;

    @AttributeDefinition(
            name = "Direct messages",
            description = "Whether direct messages are read and sent. Needs the scopes dm.read and dm.write.",
            required = false)
    boolean directMessages() default false;

    @AttributeDefinition(
            name = "Posts referred to",
            description = "Whether what is answered or quoted is kept with the original. X charges for each.",
            required = false)
    boolean referredPosts() default true;

    @AttributeDefinition(
            name = "Days before",
            description = "How many days back the first look goes. X charges for each post.",
            min = "0",
            max = "365",
            required = false)
    int daysBefore() default 7;

    @AttributeDefinition(
            name = "Who may answer",
            description = "Who may answer posts that answer nothing themselves.",
            options = {
                @Option(label = "Everyone", value = "everyone"),
                @Option(label = "Whom the account follows", value = "following"),
                @Option(label = "Whom the post names", value = "mentionedUsers"),
                @Option(label = "Subscribers", value = "subscribers"),
                @Option(label = "Verified accounts", value = "verified")
            },
            required = false)
    String replySettings() default "everyone";

    @AttributeDefinition(
            name = "Dollars a month",
            description = "Reading stops for the rest of the month (UTC) once this much was spent by this channel, as"
                    + " estimated from X's price list; 0 for no bound.",
            min = "0",
            max = "1000000",
            required = false)
    int monthlyDollars() default 0;

    @AttributeDefinition(name = "Server", description = "Address of the API.", required = false)
    String api() default "https://api.x.com";

    @AttributeDefinition(name = "Web address", description = "Where people see profiles and posts.", required = false)
    String webAddress() default "https://x.com";
}
