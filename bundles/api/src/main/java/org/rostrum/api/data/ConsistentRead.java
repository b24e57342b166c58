package org.rostrum.api.data;

/**
 * Reads what belongs together but takes several statements, while others go on writing: the result is always of one state of
 * the tables. Their writers must move a version in the transaction that writes, under a lock that can be taken here too.
 *
 * <p>The work is done without keeping anybody from writing, and again when the version moved meanwhile; after {@value #TRIES}
 * times it is done under the lock, so that writers wait for as long as the work takes. The work may run several times and
 * must have no effect outside of its result.
 */
public final class ConsistentRead {
    private static final int TRIES = 3;

    private final Database database;
    private final Database.Work<Long> version;
    private final Database.Action lock;

    /**
     * @param version reads what every writer's transaction changes, to a value it never had before
     * @param lock keeps writers out until the transaction ends
     */
    public ConsistentRead(Database database, Database.Work<Long> version, Database.Action lock) {
        this.database = database;
        this.version = version;
        this.lock = lock;
    }

    /** @throws DatabaseException when the database failed, for instance because the lock was not to be had in time */
    public <T> T read(Database.Work<T> work) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Result<T> found = database.read(connection -> {
                Long before = version.with(connection);
                T result = work.with(connection);
                return new Result<>(result, version.with(connection).equals(before));
            });
            if (found.steady) {
                return found.value;
            }
        }
        return database.transaction(connection -> {
            lock.with(connection);
            return work.with(connection);
        });
    }

    private record Result<T>(T value, boolean steady) {}
}
