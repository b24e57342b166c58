package org.rostrum.connector.bluesky;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link BlueskyConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(
        name = "Bluesky",
        description = "An account on Bluesky, or on another server of the AT Protocol.")
public @interface BlueskyConfig {
    @AttributeDefinition(name = "Handle", description = "The account's name, such as acme.bsky.social, or its DID.")
    String handle();

    @AttributeDefinition(
            name = "App password",
            description = "Made under Settings, Privacy and security, App passwords. Never the account's own password.",
            type = AttributeType.PASSWORD)
    String _appPassword();

    @AttributeDefinition(
            name = "Server",
            description = "Address of the server that holds the account.",
            required = false)
    String service() default "https://bsky.social";

    @AttributeDefinition(name = "Web address", description = "Where people see profiles and posts.", required = false)
    String webAddress() default "https://bsky.app";

    @AttributeDefinition(
            name = "Own posts",
            description = "Whether what the account says, by whatever program, is brought into the archive.",
            required = false)
    boolean ownPosts() default true;
}
