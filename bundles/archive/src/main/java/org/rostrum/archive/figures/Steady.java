package org.rostrum.archive.figures;

import org.rostrum.api.data.Database;
import org.rostrum.archive.store.HeadRow;

/** Reads sums that belong together but are read one after the other, while others go on appending. */
final class Steady {
    /** How often to look without keeping anybody from appending. */
    private static final int TRIES = 3;

    private Steady() {}

    /**
     * Does the work again when the archive grew meanwhile, and at last while nobody can append, which takes no longer than the
     * work does.
     */
    static <T> T read(Database database, Database.Work<T> work) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Result<T> found = database.read(connection -> {
                long before = HeadRow.read(connection).lastSequence();
                T result = work.with(connection);
                return new Result<>(result, HeadRow.read(connection).lastSequence() == before);
            });
            if (found.steady) {
                return found.value;
            }
        }
        return database.transaction(connection -> {
            HeadRow.lock(connection);
            return work.with(connection);
        });
    }

    private record Result<T>(T value, boolean steady) {}
}
