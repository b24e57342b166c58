package org.rostrum.web.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads each request to the generation of the API that is current when it comes, and knows who is inside. */
final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    /** So many requests may wait for a resource that is being replaced; more would starve the others of threads. */
    private static final int MOST_WAITING = 24;

    private final AtomicReference<@Nullable ApiGeneration> current = new AtomicReference<>();
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private final Departures departures;
    private final Duration patience;
    private final Semaphore seats = new Semaphore(MOST_WAITING);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes;
    private volatile boolean closed;

    /** @param patience how long a request waits for a resource that is being replaced */
    Switchboard(Departures departures, Duration patience) {
        this.departures = departures;
        this.patience = patience;
    }

    /** One request inside of a generation. */
    final class Visit {
        private final String path;
        private final ApiGeneration generation;
        private final Thread thread = Thread.currentThread();
        private final CountDownLatch over = new CountDownLatch(1);

        private Visit(String path, ApiGeneration generation) {
            this.path = path;
            this.generation = generation;
        }

        ApiGeneration generation() {
            return generation;
        }

        /** Must be called once, when the answer is complete. */
        void end() {
            if (visits.remove(this)) {
                over.countDown();
                generation.release();
            }
        }
    }

    /**
     * Lets a request in; holds it back while the resource it wants is being replaced.
     *
     * @throws Problem UNAVAILABLE while there is no API, or the resource did not come back in time
     */
    Visit admit(String path) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = changesSeen();
            ApiGeneration generation = current.get();
            if (generation == null) {
                throw starting();
            }
            if (!generation.acquire()) {
                continue;
            }
            Visit visit = new Visit(path, generation);
            // first into the book, then a look at the departures: who departs does it the other way round
            visits.add(visit);
            if (!departures.concern(path, generation.resources())) {
                return visit;
            }
            visit.end();
            if (!awaitChange(seen, deadline)) {
                throw replaced();
            }
        }
    }

    /** Makes the generation current and lets the one before it end when its last request has. */
    void changeTo(ApiGeneration next) {
        replace(next);
        if (closed) {
            // close() came while it was being built
            replace(null);
        }
    }

    private void replace(@Nullable ApiGeneration next) {
        ApiGeneration before = current.getAndSet(next);
        announce();
        if (before != null) {
            before.release();
        }
    }

    /** Notes that the resource goes away: from now on no request is let in to it. */
    void depart(PublishedResource resource) {
        departures.add(resource);
    }

    /** Waits, not longer than given, for the requests that are inside of a resource that has departed. */
    void drain(PublishedResource resource, Duration atMost) {
        await(visit -> resource.covers(visit.path), atMost);
    }

    private void await(Predicate<Visit> which, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (Visit visit : visits) {
                // a request that removes its own resource must not wait for itself
                if (visit.thread != Thread.currentThread()
                        && which.test(visit)
                        && !visit.over.await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    LOG.warn("A request for {} goes on although its resource goes away", visit.path);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to say of a path that no resource answers but one did until a moment ago. */
    Optional<Problem> explainAbsence(String path) {
        ApiGeneration generation = current.get();
        return generation != null && departures.concern(path, generation.resources())
                ? Optional.of(replaced())
                : Optional.empty();
    }

    /** How many resources are served. */
    int served() {
        ApiGeneration generation = current.get();
        return generation == null ? 0 : generation.resources().size();
    }

    /** Names of the classes that are served. */
    Set<String> servedClasses() {
        ApiGeneration generation = current.get();
        return generation == null
                ? Set.of()
                : generation.resources().stream()
                        .map(resource -> resource.instance().getClass().getName())
                        .collect(Collectors.toSet());
    }

    /** Turns everybody away from now on, and waits, not longer than given, for those who are inside. */
    void close(Duration atMost) {
        closed = true;
        replace(null);
        await(visit -> true, atMost);
    }

    private long changesSeen() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    private void announce() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitChange(long seen, long deadline) {
        if (!seats.tryAcquire()) {
            return false;
        }
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (changes == seen && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return changes != seen && !closed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
            seats.release();
        }
    }

    private Problem starting() {
        return Problem.of(
                        Problem.Kind.UNAVAILABLE,
                        closed ? "The server is stopping." : "The server is starting; the API is not up yet.")
                .withRemedy("Try again in a moment.")
                .withRetryAfter(2);
    }

    private static Problem replaced() {
        return Problem.of(Problem.Kind.UNAVAILABLE, "This part of the API is being replaced.")
                .withRemedy("Try again in a moment.")
                .withRetryAfter(2);
    }
}
