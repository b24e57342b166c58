package org.rostrum.identity;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.identity.sessions}. How long a session lives. */
@ObjectClassDefinition(id = "org.rostrum.identity.sessions", name = "Sessions")
public @interface SessionConfig {
    @AttributeDefinition(
            name = "Idle time",
            description = "Minutes without a request after which a session ends",
            min = "1",
            max = "10080")
    int idleMinutes() default 60;

    @AttributeDefinition(
            name = "Longest time",
            description = "Hours after signing in at which a session ends in any case",
            min = "1",
            max = "720")
    int longestHours() default 12;
}
