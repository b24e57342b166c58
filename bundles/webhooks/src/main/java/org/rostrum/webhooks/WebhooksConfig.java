package org.rostrum.webhooks;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of outgoing webhooks: {@code etc/org.rostrum.webhooks.cfg}. */
@ObjectClassDefinition(
        id = "org.rostrum.webhooks",
        name = "Rostrum: outgoing webhooks",
        description = "What receivers must be like, and how long events are kept for replays.")
public @interface WebhooksConfig {
    @AttributeDefinition(
            name = "Allow http",
            description = "Whether receivers may be asked without encryption.",
            required = false)
    boolean allowHttp() default false;

    @AttributeDefinition(
            name = "Hours of two secrets",
            description = "How long the secret before the present one signs, too, 1 to 720.",
            required = false)
    int overlapHours() default 24;

    @AttributeDefinition(
            name = "Days that events are kept",
            description = "How far back events can be replayed, 1 to 365.",
            required = false)
    int keepDays() default 30;
}
