package org.rostrum.channels.polling;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How channels are polled; PID {@code org.rostrum.channels.polling}. */
@ObjectClassDefinition(name = "Polling of channels")
public @interface PollConfig {
    @AttributeDefinition(
            description = "Seconds between two polls of a channel, unless the channel or its network says otherwise",
            min = "1",
            max = "604800")
    int intervalSeconds() default 300;

    @AttributeDefinition(description = "How many channels are polled at once by this server", min = "1", max = "200")
    int atOnce() default 8;

    @AttributeDefinition(
            description = "How many channels of one connector are polled at once by this server",
            min = "1",
            max = "200")
    int atOncePerConnector() default 4;
}
