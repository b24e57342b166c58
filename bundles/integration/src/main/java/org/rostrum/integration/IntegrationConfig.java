package org.rostrum.integration;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.integration}. */
@ObjectClassDefinition(
        id = "org.rostrum.integration",
        name = "Integration",
        description = "How the Camel routes of plugins are run")
public @interface IntegrationConfig {
    @AttributeDefinition(
            name = "Time to finish",
            description = "Seconds that exchanges in flight have to finish when routes are stopped, 1 to 300; what is"
                    + " still running then is cut off",
            min = "1",
            max = "600")
    int stopTimeoutSeconds() default 10;

    @AttributeDefinition(name = "JMX", description = "Whether contexts and routes appear as JMX beans")
    boolean jmx() default false;
}
