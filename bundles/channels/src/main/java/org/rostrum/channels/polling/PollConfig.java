package org.rostrum.channels.polling;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How channels are polled; PID {@code org.rostrum.channels.polling}. */
@ObjectClassDefinition(name = "Polling of channels")
public @interface PollConfig {
    @AttributeDefinition(description = "Seconds between two polls of a channel, unless its network says otherwise")
    int intervalSeconds() default 300;
}
