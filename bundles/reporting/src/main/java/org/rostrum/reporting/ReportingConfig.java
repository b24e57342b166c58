package org.rostrum.reporting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code org.rostrum.reporting}. */
@ObjectClassDefinition(name = "Rostrum: Reporting", description = "How reports are made")
public @interface ReportingConfig {
    @AttributeDefinition(
            name = "Tries",
            description = "How often a run is tried before it counts as failed and its owner is told; at least 1",
            min = "1",
            max = "100")
    int tries() default 3;

    @AttributeDefinition(
            name = "First retry after (seconds)",
            description = "How long to wait after the first failure; each further wait is four times as long",
            min = "0",
            max = "86400")
    int firstRetrySeconds() default 30;

    @AttributeDefinition(
            name = "Pages in memory",
            description = "How many pages of a report are held in memory while it is made; the others wait in a file",
            min = "2",
            max = "10000")
    int pagesInMemory() default 60;
}
