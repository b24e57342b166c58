package org.rostrum.connector.meta;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link FacebookConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(name = "Facebook page", description = "A page on Facebook, with its comments and messages.")
public @interface FacebookConfig {
    @AttributeDefinition(name = "Page", description = "Number of the page, or its name as it stands in its address.")
    String page();

    @AttributeDefinition(name = "App ID", description = "Number of your app at developers.facebook.com.")
    String appId();

    @AttributeDefinition(
            name = "App secret",
            description = "Secret of that app. It proves that calls are ours, and checks calls of Meta.",
            type = AttributeType.PASSWORD)
    String _appSecret();

    @AttributeDefinition(
            name = "Access token",
            description = "Of a system user (best: it does not end), or a long-lived one of a person who manages the"
                    + " page, or the page's own.",
            type = AttributeType.PASSWORD)
    String _accessToken();

    @AttributeDefinition(
            name = "Verify token",
            description = "For calls of Meta: 16 to 200 signs, the same as in the webhook of the app. Without it we"
                    + " are not called.",
            type = AttributeType.PASSWORD,
            required = false)
    String _verifyToken() default "";

    @AttributeDefinition(
            name = "Messages",
            description = "Whether messages to the page (Messenger) are read and answered; needs the permission"
                    + " pages_messaging.",
            required = false)
    boolean messages() default false;

    @AttributeDefinition(
            name = "Own posts",
            description = "Whether what the page itself says, by whatever program, is brought into the archive.",
            required = false)
    boolean ownPosts() default true;

    @AttributeDefinition(
            name = "Days",
            description =
                    "How old a post may be for its comments to be looked for, and how far the first look reaches.",
            min = "1",
            max = "365",
            required = false)
    int days() default GraphSettings.DAYS;

    @AttributeDefinition(name = "Address of the Graph API", description = "Leave it as it is.", required = false)
    String api() default GraphSettings.GRAPH;

    @AttributeDefinition(name = "Address for films", description = "Leave it as it is.", required = false)
    String uploads() default GraphSettings.FILMS;

    @AttributeDefinition(
            name = "Version of the Graph API",
            description = "Meta ends each version about two years after the next one came.",
            required = false)
    String version() default GraphSettings.VERSION;
}
