package org.rostrum.spi.importing;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.rostrum.api.problem.Problem;

/** Reads one kind of file; registered as a service. Called by several threads at once, each with a file of its own. */
public interface ImportFormat {
    /** Unique, lower case with hyphens, such as {@code mastodon-outbox}. */
    String id();

    /** For people. */
    String title();

    /** Name of the network whose ids these are when the file does not say. */
    String network();

    /**
     * Whether this looks like a file of this format.
     *
     * @param fileName as the sender named it
     * @param head the first bytes, at most 64 KiB, already decompressed
     * @return 0 for certainly not to 100 for certainly
     */
    int recognise(String fileName, byte[] head);

    /** What can be said about a file of this format, in the order in which people should read it. */
    default List<ImportOption> options() {
        return List.of();
    }

    /**
     * Refuses options that no file can be read with, before a file is taken in; what only the file can tell is told by
     * {@link #read}.
     *
     * @throws Problem INVALID; its field is {@code option.} and the name
     */
    default void check(Map<String, String> options) {}

    /**
     * Reads the file record by record, holding no more than one record in memory, and gives each to the sink. A record that
     * cannot be understood is rejected there and reading goes on with the next one.
     *
     * @param content decompressed; bounded by the platform
     * @param options as given by the person who imports
     * @throws UnreadableFileException when the file as a whole cannot be read further: says where and why
     */
    void read(InputStream content, Map<String, String> options, ImportSink sink)
            throws IOException, UnreadableFileException;
}
