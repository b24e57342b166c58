package org.rostrum.archive.verify;

import java.time.Instant;
import java.util.Optional;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.data.Database;

/** What came of the verifications so far; for the services of this bundle, which have checked who asks. */
public final class VerificationHistory {
    private final Database database;

    public VerificationHistory(Database database) {
        this.database = database;
    }

    /** Notes a verification that was not run in the background. */
    public void note(String requestedBy, Instant began, ArchiveVerification result, Instant ended) {
        database.transact(connection -> VerificationStore.note(connection, requestedBy, began, result, ended));
    }

    /** The newest verification that checked everything. */
    public Optional<VerificationRun> lastCompleted() {
        return database.read(VerificationStore::lastCompleted);
    }
}
