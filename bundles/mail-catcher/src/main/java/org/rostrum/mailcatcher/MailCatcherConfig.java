package org.rostrum.mailcatcher;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.mailcatcher}; without a configuration there is no mail catcher. */
@ObjectClassDefinition(
        id = "org.rostrum.mailcatcher",
        name = "Mail catcher",
        description = "Keeps mails as files and sends none on; for demonstrations and tests only")
public @interface MailCatcherConfig {
    @AttributeDefinition(name = "Port", description = "On 127.0.0.1; 0 for any that is free")
    int port() default 3025;

    @AttributeDefinition(
            name = "Folder",
            description = "Where the .eml files go; a relative path begins in the server's data folder")
    String folder() default "caught-mail";
}
