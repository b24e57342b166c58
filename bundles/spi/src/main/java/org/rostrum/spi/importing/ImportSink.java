package org.rostrum.spi.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;

/** Takes what an {@link ImportFormat} reads. Its methods may throw an unchecked exception to stop the reading. */
public interface ImportSink {
    /**
     * A record that was understood.
     *
     * @param record number of the record, from 1; every record is either accepted or rejected, once, in order
     * @param line where it starts, from 1; 0 when the format has no lines
     * @param source the profile or company it belongs to, as the file names it; null when the file has only one
     * @param activities what it says: one or several
     */
    void accept(long record, long line, @Nullable String source, List<Activity> activities);

    /**
     * A record that was not understood.
     *
     * @param field the offending field; null when the whole record is unreadable
     * @param reason what is wrong and how to mend it
     * @param excerpt the record, or its beginning
     */
    void reject(long record, long line, @Nullable String field, String reason, String excerpt);
}
