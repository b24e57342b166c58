package org.rostrum.api.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One import of a file and how far it came.
 *
 * @param format id of the format; null until it is recognised
 * @param bytes size of the file as received
 * @param bytesRead how much of it was read; the progress
 * @param records records seen so far, good and bad
 * @param stored activities that were new
 * @param duplicates activities the archive had already
 * @param rejected records set aside
 * @param message why it failed, in words; null when it did not
 */
public record ImportRun(
        long id,
        ImportRequest request,
        @Nullable String format,
        String sha256,
        State state,
        long bytes,
        long bytesRead,
        long records,
        long stored,
        long duplicates,
        long rejected,
        Instant created,
        @Nullable Instant finished,
        @Nullable String message) {
    /** Life of an import. */
    public enum State {
        WAITING,
        RUNNING,
        /** Everything readable is in the archive; {@code rejected} tells how much was not. */
        COMPLETED,
        /** The file as a whole cannot be read further; what was stored before stays. */
        FAILED,
        CANCELLED
    }

    public boolean ended() {
        return state == State.COMPLETED || state == State.FAILED || state == State.CANCELLED;
    }
}
