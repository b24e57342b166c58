package org.rostrum.audit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.audit.retention}. How long the trail keeps details that may be about persons. */
@ObjectClassDefinition(id = "org.rostrum.audit.retention", name = "Retention of the audit trail's details")
public @interface RetentionConfig {
    @AttributeDefinition(
            name = "Days",
            description =
                    "After so many days, network addresses and states before and after are removed from entries; who did"
                            + " what, when and to what stays. 0 keeps them for ever",
            min = "0",
            max = "36500")
    int detailsDays() default 0;
}
