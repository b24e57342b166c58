package org.rostrum.api.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that is due at a time and must survive a restart; registered as a service. Runs at least once: after a crash or a
 * failure it is run again, so it must be idempotent. Instances of the same key never run at the same time, on whichever
 * node. Runs as a part of the system that carries the name of the task, outside of any transaction. When the server
 * stops, a run has some seconds to end, then its thread is interrupted; what did not end is run again after the start.
 */
public interface TimedTask {
    /** Unique, lower case with hyphens; kept in the database. */
    String name();

    /**
     * Does the work.
     *
     * @return when to run this instance again; null when it is finished
     * @throws Exception to have it tried again after {@link #retryAfter}
     */
    @Nullable
    Instant run(Execution execution) throws Exception;

    /**
     * Whether a run may take longer than a few seconds. Such runs have threads of their own, so that they keep no short
     * work waiting.
     */
    default boolean takesLong() {
        return false;
    }

    /**
     * How long to wait after a failure.
     *
     * @param failures how many runs failed in a row, from 1
     * @return null to give up: {@link #givenUp} is called and the instance removed
     */
    default @Nullable Duration retryAfter(int failures) {
        return Duration.ofSeconds(Math.min(3600, 5L << Math.min(failures - 1, 10)));
    }

    /** Called once when no further run will be tried. */
    default void givenUp(Execution execution, Exception lastFailure) {}

    /**
     * One run.
     *
     * @param key the instance
     * @param data what was handed over when it was scheduled; may be empty
     * @param due when it should have run; after failures the time of the first try
     * @param failures how many runs of it failed in a row before this one
     */
    record Execution(String key, String data, Instant due, int failures) {}
}
