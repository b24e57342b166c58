package org.rostrum.connector.file.folder;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Configuration of {@link WatchedFolder}; one per folder, PID {@code org.rostrum.connector.file~NAME}, which is the file
 * {@code etc/org.rostrum.connector.file.folder-NAME.cfg}.
 */
@ObjectClassDefinition(
        name = "Watched folder",
        description =
                "Files put into this folder are imported and then moved to its sub-folder \"imported\"; what cannot be"
                        + " imported is moved to \"refused\", with a file beside it that tells why. Names that begin with a dot or"
                        + " end with .part, .partial, .filepart, .crdownload, .tmp or ~ are left alone, and so are folders and"
                        + " symbolic links.")
public @interface WatchedFolderConfig {
    @AttributeDefinition(name = "Folder", description = "Absolute path; made when it does not exist.")
    String folder();

    @AttributeDefinition(
            name = "Account",
            description = "Id of the account that the activities belong to, or of the parent of the accounts made.")
    String accountId();

    @AttributeDefinition(
            name = "Account per source",
            description = "Make an account of its own for each company or profile that the file names.",
            required = false)
    boolean accountPerSource() default false;

    @AttributeDefinition(
            name = "Format",
            description = "Id of the import format, such as csv; empty to recognise it.",
            required = false)
    String format() default "";

    @AttributeDefinition(
            name = "Options",
            description = "Options of the format, written as in an address: name=value&name=value.",
            required = false)
    String options() default "";

    @AttributeDefinition(
            name = "Settle time",
            description = "Seconds for which a file must not have changed before it is imported.",
            required = false)
    int settleSeconds() default 10;

    @AttributeDefinition(
            name = "Rescan time",
            description = "Seconds between two looks at the folder when the system tells of no change.",
            required = false)
    int rescanSeconds() default 60;
}
