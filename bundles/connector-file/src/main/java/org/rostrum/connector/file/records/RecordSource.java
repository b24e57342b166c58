package org.rostrum.connector.file.records;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.importing.UnreadableFileException;

/** Cuts a file into records, one at a time. */
public interface RecordSource {
    /**
     * @return the next record; null at the end of the file
     * @throws UnreadableFileException when no further record can be found although the file goes on, or ends too early
     */
    @Nullable
    RawRecord next() throws IOException, UnreadableFileException;
}
