package org.rostrum.scim;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.scim}. */
@ObjectClassDefinition(id = "org.rostrum.scim", name = "Provisioning by SCIM")
public @interface ScimConfig {
    @AttributeDefinition(
            name = "Requests per minute",
            description =
                    "Of one program's user at this node; more are answered with 429 and when to come again. In one"
                            + " with many operations, each twenty of them count as one more.",
            min = "1",
            max = "1000000")
    int requestsPerMinute() default 3000;
}
