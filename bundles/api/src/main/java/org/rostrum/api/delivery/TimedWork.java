package org.rostrum.api.delivery;

import java.time.Instant;
import java.util.Optional;

/** The one engine for durable timed work, shared by all nodes. */
public interface TimedWork {
    /**
     * Has a task run at a time; joins the thread's transaction. Replaces the time and data of an instance of the same key
     * that has not started yet.
     *
     * @param task name of a {@link TimedTask}; it may be installed later, the work waits for it
     * @param key instance, 1 to 200 characters
     */
    void schedule(String task, String key, Instant at, String data);

    /** Makes sure that an instance exists, and leaves an existing one as it is. */
    void scheduleIfAbsent(String task, String key, Instant at, String data);

    /** Removes an instance that is not running; quiet when there is none. */
    void cancel(String task, String key);

    /** When the instance runs next. */
    Optional<Instant> next(String task, String key);

    /** Runs an instance as soon as possible if it is waiting; a hint after the commit of new work. */
    void hurry(String task, String key);
}
