package org.rostrum.channels.polling;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the rate limits of networks are shared; PID {@code org.rostrum.channels.rates}. */
@ObjectClassDefinition(name = "Rate limits of networks")
public @interface RatesConfig {
    @AttributeDefinition(
            description = "How many servers work on the same database: each takes its part of rate limits",
            min = "1",
            max = "100")
    int nodes() default 1;

    @AttributeDefinition(
            description = "How much of each rate limit polls may use, in percent; the rest is left for what people do",
            min = "1",
            max = "100")
    int percentForPolls() default 80;
}
