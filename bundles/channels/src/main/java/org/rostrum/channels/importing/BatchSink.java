package org.rostrum.channels.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.data.Database;
import org.rostrum.api.intake.Rejection;
import org.rostrum.spi.importing.ImportSink;

/**
 * Collects records and stores them batch by batch, each together with the number of the last record, so that a run that was
 * cut off goes on behind it. Records up to that number are passed over. While a batch is stored the next one is read.
 */
final class BatchSink implements ImportSink {
    private static final int MOST_ACTIVITIES = 4000;
    private static final int EXCERPT = 2000;

    private final Database database;
    private final Archive archive;
    private final ImportStore store;
    private final Sources sources;
    private final String network;
    private final long runId;
    private final long alreadyDone;
    private final int batchRecords;
    private final int batchCharacters;
    private final LongSupplier position;
    private final BatchWriter writer;

    private List<Intake.Entry> entries = new ArrayList<>();
    private List<Rejection> rejections = new ArrayList<>();
    private int recordsInBatch;
    private long characters;
    private long lastRecord;
    private volatile boolean progressed;

    BatchSink(
            Database database,
            Archive archive,
            ImportStore store,
            Sources sources,
            String network,
            ImportStore.Entry run,
            ImportConfig config,
            LongSupplier position,
            BatchWriter writer) {
        this.database = database;
        this.archive = archive;
        this.store = store;
        this.sources = sources;
        this.network = network;
        this.runId = run.run().id();
        this.alreadyDone = run.run().records();
        this.lastRecord = alreadyDone;
        this.batchRecords = config.batchRecords();
        this.batchCharacters = config.batchCharacters();
        this.position = position;
        this.writer = writer;
    }

    /** Somebody asked to stop. */
    static final class CancelledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void accept(long record, long line, @Nullable String source, List<Activity> activities) {
        if (begin(record)) {
            Sources.Target target = sources.of(source);
            for (Activity activity : activities) {
                entries.add(new Intake.Entry(target.accountId(), target.channelId(), network, activity));
                characters +=
                        activity.content().length() + activity.original().text().length();
            }
            end(record);
        }
    }

    @Override
    public void reject(long record, long line, @Nullable String field, String reason, String excerpt) {
        if (begin(record)) {
            rejections.add(new Rejection(
                    record, line, field == null ? null : cut(field, 200), cut(reason, EXCERPT), cut(excerpt, EXCERPT)));
            end(record);
        }
    }

    private boolean begin(long record) {
        return record > alreadyDone;
    }

    private void end(long record) {
        lastRecord = record;
        recordsInBatch++;
        if (recordsInBatch >= batchRecords || entries.size() >= MOST_ACTIVITIES || characters >= batchCharacters) {
            flush();
        }
    }

    /** Stores what was collected, and returns when all of it is stored. */
    void finish() {
        flush();
        writer.await();
    }

    /** Has stored what was collected, while the next batch is read. */
    private void flush() {
        if (recordsInBatch == 0) {
            return;
        }
        List<Intake.Entry> batch = entries;
        List<Rejection> rejected = rejections;
        long record = lastRecord;
        long read = position.getAsLong();
        entries = new ArrayList<>(batch.size());
        rejections = new ArrayList<>();
        recordsInBatch = 0;
        characters = 0;
        writer.store(() -> store(batch, rejected, record, read));
    }

    private void store(List<Intake.Entry> batch, List<Rejection> rejected, long record, long read) {
        boolean cancelled = database.transaction(connection -> {
            IntakeResult result = archive.append(new Intake(batch, null));
            store.insertRejections(connection, runId, rejected);
            store.advanced(
                    connection,
                    runId,
                    new ImportStore.Progress(record, read, result.stored(), result.duplicates(), rejected.size()));
            return store.cancelAsked(connection, runId);
        });
        progressed = true;
        if (cancelled) {
            throw new CancelledException();
        }
    }

    /** Whether anything was stored. */
    boolean progressed() {
        return progressed;
    }

    /** Cuts between two code points; NUL, which PostgreSQL refuses, is shown as a symbol. */
    private static String cut(String text, int most) {
        String safe = text.replace('\u0000', '\u2400');
        if (safe.length() <= most) {
            return safe;
        }
        int end = Character.isHighSurrogate(safe.charAt(most - 1)) ? most - 1 : most;
        return safe.substring(0, end);
    }
}
