package org.rostrum.channels.importing;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Bounds of imports; PID {@code org.rostrum.channels.importing}. */
@ObjectClassDefinition(name = "Import of files")
public @interface ImportConfig {
    @AttributeDefinition(description = "Folder for files that wait; shared by all nodes of a cluster")
    String folder() default "";

    @AttributeDefinition(description = "Largest file that is taken in, in bytes", min = "1")
    long maxBytes() default 4L << 30;

    @AttributeDefinition(description = "Largest content of a compressed file, in bytes", min = "1")
    long maxExpandedBytes() default 16L << 30;

    @AttributeDefinition(description = "How many times larger than the file its content may be", min = "1")
    int maxExpansion() default 200;

    @AttributeDefinition(description = "Most records stored in one transaction", min = "1", max = "100000")
    int batchRecords() default 4000;

    @AttributeDefinition(
            description =
                    "Characters of text and originals after which the records so far are stored: what an import holds"
                            + " in memory",
            min = "1000")
    int batchCharacters() default 8_000_000;
}
