package org.rostrum.connector.feed;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link FeedNetwork}: {@code etc/org.rostrum.connector.feed.network.cfg}. */
@ObjectClassDefinition(name = "Feeds: network", description = "Which servers feeds may be read from.")
public @interface FeedNetworkConfig {
    @AttributeDefinition(
            name = "Allow private addresses",
            description = "Whether feeds may lie on servers that are not open to the public, such as an intranet.",
            required = false)
    boolean allowPrivateAddresses() default false;
}
