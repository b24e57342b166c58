package org.rostrum.engagement.inbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The inbox; PID {@code org.rostrum.engagement.inbox}. */
@ObjectClassDefinition(name = "Inbox")
public @interface InboxConfig {
    @AttributeDefinition(
            description =
                    "Conversations in which nothing was said for so many days when they are archived come in as closed",
            min = "1",
            max = "3650")
    int historyDays() default 30;
}
