package org.rostrum.web.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be noted because the database was away, to be noted when the key is used again. Otherwise whoever was told
 * "nothing was done, try again" would find the key taken. It is lost with the process, and then the key stays taken, which is
 * the safe side.
 */
final class Unsettled {
    private static final Logger LOG = LoggerFactory.getLogger(Unsettled.class);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Duration keptFor;
    private final Map<String, Note> notes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Note> eldest) {
            return size() > MOST;
        }
    };

    private record Note(Instant since, Runnable writing) {}

    Unsettled(Clock clock, Duration keptFor) {
        this.clock = clock;
        this.keptFor = keptFor;
    }

    /** Writes now, or the next time the key is used. The request has ended and its answer must not suffer. */
    void tryNow(String id, Runnable writing) {
        tryNow(id, writing, writing);
    }

    /** @param shorter what to write later instead */
    void tryNow(String id, Runnable writing, Runnable shorter) {
        try {
            writing.run();
        } catch (DatabaseException failure) {
            LOG.warn("How a request with an Idempotency-Key ended is noted later: {}", failure.getMessage());
            later(id, shorter);
        }
    }

    void later(String id, Runnable writing) {
        synchronized (notes) {
            notes.put(id, new Note(clock.instant(), writing));
        }
    }

    /** Writes what is open for the key. */
    void settle(String id) {
        Note note = take(id);
        // a key that is as old as this may stand for another request by now
        if (note == null || note.since().isBefore(clock.instant().minus(keptFor))) {
            return;
        }
        try {
            note.writing().run();
        } catch (DatabaseException failure) {
            synchronized (notes) {
                notes.putIfAbsent(id, note);
            }
            throw failure;
        }
    }

    private @Nullable Note take(String id) {
        synchronized (notes) {
            return notes.remove(id);
        }
    }
}
