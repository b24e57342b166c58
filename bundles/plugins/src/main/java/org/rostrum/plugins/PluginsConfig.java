package org.rostrum.plugins;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.plugins}. What may be dropped into the server, or uploaded. */
@ObjectClassDefinition(id = "org.rostrum.plugins", name = "Plugins")
public @interface PluginsConfig {
    @AttributeDefinition(
            name = "Uploads",
            description =
                    "Whether plugins may be uploaded over REST. Files can be put into the deploy folder all the same.")
    boolean uploads() default true;

    @AttributeDefinition(name = "Largest upload", description = "In bytes.", min = "1")
    long maxBytes() default 67_108_864;

    @AttributeDefinition(
            name = "Largest content",
            description = "How many bytes the content of an archive may have when it is unpacked.",
            min = "1")
    long maxUnpackedBytes() default 536_870_912;

    @AttributeDefinition(
            name = "Allowed files",
            description = "SHA-256 of each file that may be taken, in hexadecimal digits; empty for all files.")
    String[] allowedSha256() default {};

    @AttributeDefinition(
            name = "Signers",
            description =
                    "Folder of PEM files with certificates; a relative path begins in the folder of the configuration."
                            + " When it is set, only archives are taken that were signed with one of them.")
    String signers() default "";

    @AttributeDefinition(
            name = "Deploy folder",
            description = "That which the framework watches; empty for the folder deploy of the data folder.")
    String folder() default "";
}
