package org.rostrum.web.front;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who sees the details of health and the metrics. */
@ObjectClassDefinition(id = "org.rostrum.web.operators", name = "Rostrum: health and metrics")
public @interface OperatorsConfig {
    @AttributeDefinition(
            name = "This machine",
            description =
                    "Whether programs on this machine see everything without signing in. Requests that came through"
                            + " a reverse proxy do not count as such.")
    boolean thisMachine() default true;
}
