package org.rostrum.api.delivery;

import java.time.Instant;
import java.util.Optional;

/** The one engine for durable timed work, shared by all nodes. */
public interface TimedWork {
    /**
     * Has a task run at a time; joins the thread's transaction. Replaces the time and data of an instance of the same key
     * that has not started yet. If the instance is running, it runs once more at that time with the new data, whatever
     * the present run returns.
     *
     * @param task name of a {@link TimedTask}; it may be installed later, the work waits for it
     * @param key instance, 1 to 200 characters
     * @param data at most 32,000 characters
     */
    void schedule(String task, String key, Instant at, String data);

    /**
     * Makes sure that an instance exists, and leaves an existing one as it is; one that is running counts as existing.
     * Joins the thread's transaction.
     */
    void scheduleIfAbsent(String task, String key, Instant at, String data);

    /**
     * Removes an instance; quiet when there is none. One that is running ends its run and is not run again. Joins the
     * thread's transaction.
     */
    void cancel(String task, String key);

    /** When the instance runs next; the time it was due if it is running. Empty when there is none. */
    Optional<Instant> next(String task, String key);

    /**
     * Has an instance run as soon as possible: one that waits at once, one that is running once more when it ends, because
     * it may have looked before the new work was there. Quiet when there is none. Takes effect after the commit of the
     * thread's transaction, in the background; a hint that is lost when the server dies at that moment, so the instance
     * must come by itself some time later.
     */
    void hurry(String task, String key);
}
