package org.rostrum.adapter.csv;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.adapter.csv}. */
@ObjectClassDefinition(
        id = "org.rostrum.adapter.csv",
        name = "CSV adapter",
        description = "Leads and tickets as files that a person can open")
public @interface CsvConfig {
    @AttributeDefinition(
            name = "Folder",
            description = "Where leads.csv and tickets.csv are; a relative path begins in the server's data folder")
    String folder() default "csv";

    @AttributeDefinition(
            name = "Largest file",
            description = "MiB, 1 to 1024; a file that would grow beyond it is put aside as leads-<time>.csv and a new"
                    + " one begun",
            min = "1",
            max = "2047")
    int maxFileSizeMiB() default 20;

    @AttributeDefinition(
            name = "Delimiter",
            description = "COMMA, SEMICOLON or TAB; spreadsheets of some countries open only files with semicolons")
    Delimiter delimiter() default Delimiter.COMMA;

    @AttributeDefinition(name = "Time zone", description = "In which times are written, such as Europe/Warsaw")
    String zone() default "UTC";
}
