package org.rostrum.vault;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.vault}. Where the keys of the secrets stand. */
@ObjectClassDefinition(id = "org.rostrum.vault", name = "Keys of secrets")
public @interface VaultConfig {
    @AttributeDefinition(
            name = "Key file",
            description =
                    "Path; a relative one begins in the data folder. Empty for the file secret-keys there. It is made when"
                            + " nothing was sealed yet. Change it with the server stopped, and move the file.")
    String keyFile() default "";

    @AttributeDefinition(
            name = "Only for its owner",
            description =
                    "Whether a key file that others than its owner may read or write is refused, as it is by ssh. Switch"
                            + " it off only for files whose rights something else decides, such as mounted secrets.")
    boolean onlyForItsOwner() default true;
}
