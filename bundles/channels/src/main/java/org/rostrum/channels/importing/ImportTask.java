package org.rostrum.channels.importing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.channels.ChannelTables;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.UnreadableFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one file that was taken in; run again after a crash, it goes on behind the last batch that is stored. */
@Component(service = TimedTask.class)
public final class ImportTask implements TimedTask {
    static final String NAME = "import-file";
    private static final Logger LOG = LoggerFactory.getLogger(ImportTask.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration WITHOUT_FORMAT = Duration.ofSeconds(15);
    private static final int MOST_FAILURES = 5;
    private static final Duration AFTER_PROGRESS = Duration.ofSeconds(5);

    private final Database database;
    private final Imports imports;
    private final Formats formats;
    private final Archive archive;
    private final AccountService accounts;
    private final ChannelService channels;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final ImportStore store = new ImportStore();

    @Activate
    public ImportTask(
            @Reference ChannelTables tables,
            @Reference Imports imports,
            @Reference Formats formats,
            @Reference Archive archive,
            @Reference AccountService accounts,
            @Reference ChannelService channels,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.database = tables.database();
        this.imports = imports;
        this.formats = formats;
        this.archive = archive;
        this.accounts = accounts;
        this.channels = channels;
        this.access = access;
        this.metrics = metrics;
        metrics.describe("rostrum.channels.imports", "Imports that ended, by state");
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public @Nullable Duration retryAfter(int failures) {
        return failures < MOST_FAILURES ? Duration.ofSeconds(5L * failures) : null;
    }

    @Override
    public void givenUp(Execution execution, Exception lastFailure) {
        access.runAsSystem(
                "imports",
                () -> end(
                        Long.parseLong(execution.key()),
                        ImportRun.State.FAILED,
                        "The import failed " + MOST_FAILURES + " times, last with: " + lastFailure.getMessage()
                                + ". What was stored stays; import the file again to go on."));
    }

    @Override
    public @Nullable Instant run(Execution execution) throws Exception {
        return access.asSystem("imports", () -> read(Long.parseLong(execution.key())));
    }

    private @Nullable Instant read(long id) throws IOException {
        Optional<ImportStore.Entry> found = database.read(connection -> store.find(connection, id));
        if (found.isEmpty() || found.get().run().ended()) {
            return null;
        }
        ImportStore.Entry run = found.get();
        if (run.cancelAsked()) {
            end(id, ImportRun.State.CANCELLED, null);
            return null;
        }
        Optional<ImportFormat> format = formats.find(String.valueOf(run.run().format()));
        if (format.isEmpty()) {
            // its bundle is being updated: the file waits
            return clock.instant().plus(WITHOUT_FORMAT);
        }
        database.transact(connection -> store.started(connection, id));
        Outcome outcome;
        try {
            outcome = read(run, format.get());
        } catch (InterruptedAfterProgress again) {
            LOG.warn("Import {} was interrupted after it had stored something; it goes on", id, again.getCause());
            return clock.instant().plus(AFTER_PROGRESS);
        }
        end(id, outcome.state(), outcome.message());
        metrics.count("rostrum.channels.imports", 1, "state", outcome.state().name());
        return null;
    }

    /** Does not count as a failure in a row: a long import survives as many short outages as there are. */
    private static final class InterruptedAfterProgress extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InterruptedAfterProgress(DatabaseException cause) {
            super(cause);
        }
    }

    private record Outcome(ImportRun.State state, @Nullable String message) {}

    private Outcome read(ImportStore.Entry run, ImportFormat format) throws IOException {
        ImportFile file = new ImportFile(imports.folder().path(run.storedAs()), imports.config());
        try (ImportFile.Content content = file.open();
                BatchWriter writer = new BatchWriter(access, run.run().id())) {
            Sources sources = new Sources(accounts, channels, run.run().request(), format.network());
            BatchSink sink = new BatchSink(
                    database,
                    archive,
                    store,
                    sources,
                    format.network(),
                    run,
                    imports.config(),
                    content::position,
                    writer);
            try {
                return read(run, format, content, sink);
            } catch (DatabaseException interrupted) {
                throw sink.progressed() ? new InterruptedAfterProgress(interrupted) : interrupted;
            }
        } catch (BatchSink.CancelledException cancelled) {
            LOG.info("Import {} was cancelled", run.run().id());
            return new Outcome(ImportRun.State.CANCELLED, null);
        } catch (UnreadableFileException unreadable) {
            return new Outcome(ImportRun.State.FAILED, unreadable.getMessage());
        } catch (java.nio.file.NoSuchFileException gone) {
            return new Outcome(
                    ImportRun.State.FAILED,
                    "The uploaded file is no longer in the import folder. In a cluster all nodes need the same folder.");
        }
    }

    private static Outcome read(ImportStore.Entry run, ImportFormat format, InputStream content, BatchSink sink)
            throws IOException, UnreadableFileException {
        Outcome outcome = new Outcome(ImportRun.State.COMPLETED, null);
        try {
            format.read(content, run.run().request().options(), sink);
        } catch (UnreadableFileException | ImportFile.TooLargeException unreadable) {
            outcome = new Outcome(ImportRun.State.FAILED, unreadable.getMessage());
        } catch (java.util.zip.ZipException | java.io.EOFException broken) {
            outcome = new Outcome(
                    ImportRun.State.FAILED,
                    "The compressed file is cut off or damaged (" + broken.getMessage()
                            + "). What could be unpacked is stored; send the whole file again.");
        }
        sink.finish();
        return outcome;
    }

    /** In this order, so that whatever a crash leaves undone is done by the run after it. */
    private void end(long id, ImportRun.State state, @Nullable String message) {
        ImportStore.Entry run =
                database.read(connection -> store.find(connection, id)).orElseThrow();
        try {
            writeRejects(run.run());
        } catch (IOException | UncheckedIOException failure) {
            LOG.error(
                    "The reject file of import {} could not be written; the list is still in the database",
                    id,
                    failure);
        }
        database.transact(connection -> store.ended(connection, id, state, message, clock.instant()));
        imports.folder().delete(run.storedAs());
        LOG.info(
                "Import {} of {} ended {}: {} records, {} stored, {} duplicates, {} rejected",
                id,
                run.run().request().fileName(),
                state,
                run.run().records(),
                run.run().stored(),
                run.run().duplicates(),
                run.run().rejected());
    }

    private void writeRejects(ImportRun run) throws IOException {
        if (run.rejected() == 0) {
            return;
        }
        ImportFolder folder = imports.folder();
        folder.writeWhole(folder.rejectFile(run.id(), run.request().fileName()), out -> {
            try (JsonGenerator json = JSON.createGenerator(out).setRootValueSeparator(null)) {
                database.read(connection -> {
                    store.rejections(connection, run.id(), rejection -> {
                        try {
                            JSON.writeValue(json, rejection);
                            json.writeRaw('\n');
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    });
                    return Boolean.TRUE;
                });
            }
        });
    }
}
