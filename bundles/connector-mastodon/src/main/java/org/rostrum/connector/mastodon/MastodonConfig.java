package org.rostrum.connector.mastodon;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link MastodonConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(
        name = "Mastodon",
        description = "An account on a Mastodon server, or on another server with the same interface.")
public @interface MastodonConfig {
    @AttributeDefinition(
            name = "Server",
            description = "Address of the server that holds the account, such as https://mastodon.social.")
    String server();

    @AttributeDefinition(
            name = "Access token",
            description = "Of an application made under Preferences, Development, with the rights of the channel.",
            type = AttributeType.PASSWORD)
    String _accessToken();

    @AttributeDefinition(
            name = "Own posts",
            description = "Whether what the account says, by whatever program, is brought into the archive.",
            required = false)
    boolean ownPosts() default true;
}
