package org.rostrum.web.publish;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the REST API is published. */
@ObjectClassDefinition(id = "org.rostrum.web", name = "Rostrum: REST API")
public @interface PublisherConfig {
    @AttributeDefinition(name = "Largest body", description = "In bytes, for all operations but uploads.", min = "1")
    long maxBodyBytes() default 1_048_576;

    @AttributeDefinition(
            name = "Quiet time",
            description = "Milliseconds without a further change before resources that came or went are published.",
            min = "0",
            max = "60000")
    int quietMillis() default 100;

    @AttributeDefinition(
            name = "Longest wait for a replacement",
            description = "Milliseconds a request is held back while the bundle that answers it is being replaced.",
            min = "0",
            max = "600000")
    int replacementWaitMillis() default 10_000;

    @AttributeDefinition(
            name = "Grace",
            description = "Seconds after which a resource that went away and did not come back is answered with 404.",
            min = "0",
            max = "600")
    int graceSeconds() default 15;

    @AttributeDefinition(
            name = "Longest drain",
            description = "Milliseconds a bundle that stops waits for the requests that are inside of its resources.",
            min = "0",
            max = "600000")
    int drainMillis() default 2_000;
}
