package org.rostrum.audit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.audit.seals}. How the trail is signed. */
@ObjectClassDefinition(id = "org.rostrum.audit.seals", name = "Seals of the audit trail")
public @interface SealConfig {
    @AttributeDefinition(
            name = "Every",
            description = "Minutes between two signatures, when anything was written; 1 to 10080",
            min = "1",
            max = "10080")
    int everyMinutes() default 60;

    @AttributeDefinition(
            name = "Key file",
            description =
                    "Path of the private key; a relative one begins in the data folder. Empty for the file audit-seal-key"
                            + " there. It is made when it is missing. Keep it away from those who can change the database.")
    String keyFile() default "";
}
