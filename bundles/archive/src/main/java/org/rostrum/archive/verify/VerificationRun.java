package org.rostrum.archive.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchiveVerification;

/**
 * A verification in the background.
 *
 * @param requestedBy who asked for it
 * @param checked rows checked so far: the progress
 * @param message why it failed, in words; null when it did not
 * @param result null until it is completed
 */
public record VerificationRun(
        long id,
        String requestedBy,
        State state,
        long checked,
        Instant created,
        @Nullable Instant finished,
        @Nullable String message,
        @Nullable ArchiveVerification result) {
    /** Life of a verification. */
    public enum State {
        WAITING,
        RUNNING,
        /** The whole archive was checked; the result tells whether it is intact. */
        COMPLETED,
        CANCELLED,
        FAILED
    }

    public boolean ended() {
        return finished != null;
    }
}
