package org.rostrum.connector.file.folder;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.intake.ImportService;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives one file to the imports and puts it away. The file is only moved after the imports have taken it in, durably; until
 * then it stays where it is and is tried again.
 */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final FolderSettings settings;
    private final ImportService imports;
    private final Shelves shelves;
    private final BooleanSupplier stopping;

    /** What became of a file. */
    enum Outcome {
        IMPORTED,
        REFUSED,
        /** It changed while it was read, or is gone: looked at again later. */
        LATER
    }

    Handover(FolderSettings settings, ImportService imports, Shelves shelves, BooleanSupplier stopping) {
        this.settings = settings;
        this.imports = imports;
        this.shelves = shelves;
        this.stopping = stopping;
    }

    /**
     * @throws Problem when the imports are not available at the moment; the file stays
     * @throws IOException when the file cannot be read or moved; it stays
     */
    Outcome hand(Path file) throws IOException {
        try {
            Look before = Look.at(file);
            boolean handedBefore = shelves.mark(file, before);
            return hand(file, before, handedBefore);
        } catch (NoSuchFileException gone) {
            shelves.unmark(file);
            return Outcome.LATER;
        }
    }

    private Outcome hand(Path file, Look before, boolean handedBefore) throws IOException {
        ImportRun run;
        try (InputStream content = new Stoppable(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), stopping)) {
            run = imports.start(settings.request(String.valueOf(file.getFileName())), content);
        } catch (Problem problem) {
            return putAway(file, problem, handedBefore);
        }
        if (!Look.at(file).equals(before)) {
            LOG.warn("{} changed while it was read: import {} is cancelled and the file tried again", file, run.id());
            cancel(run);
            shelves.unmark(file);
            return Outcome.LATER;
        }
        Path moved = shelves.toImported(file);
        shelves.unmark(file);
        LOG.info("{} is import {} now and lies in {}", file, run.id(), moved);
        return Outcome.IMPORTED;
    }

    private Outcome putAway(Path file, Problem problem, boolean handedBefore) throws IOException {
        switch (problem.kind()) {
            case UNAVAILABLE, TOO_MANY_REQUESTS, UNAUTHENTICATED, FORBIDDEN -> throw problem;
            case CONFLICT -> {
                if (handedBefore) {
                    shelves.toImported(
                            file,
                            "The server had taken this file in, but was stopped before it could move it here.\n"
                                    + text(file, problem));
                    shelves.unmark(file);
                    LOG.info("{} had been taken in before a stop: {}", file, problem.detail());
                    return Outcome.IMPORTED;
                }
            }
            case INVALID,
                    NOT_FOUND,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    UNPROCESSABLE,
                    PRECONDITION_REQUIRED -> {
                // the file, or what the configuration says of it, is at fault
            }
        }
        Path moved = shelves.toRefused(file, text(file, problem));
        shelves.unmark(file);
        LOG.warn("{} was refused and lies in {}: {}", file, moved, problem.detail());
        return Outcome.REFUSED;
    }

    private void cancel(ImportRun run) {
        try {
            imports.cancel(run.id());
        } catch (Problem ended) {
            LOG.warn("Import {} could not be cancelled: {}", run.id(), ended.detail());
        }
    }

    private static String text(Path file, Problem problem) {
        StringBuilder text = new StringBuilder("File: ")
                .append(file.getFileName())
                .append("\nProblem: ")
                .append(problem.detail())
                .append('\n');
        if (problem.field() != null) {
            text.append("Field: ").append(problem.field()).append('\n');
        }
        if (problem.remedy() != null) {
            text.append("Remedy: ").append(problem.remedy()).append('\n');
        }
        return text.toString();
    }

    /** Ends the reading of a big file when the watcher is to stop. */
    private static final class Stoppable extends FilterInputStream {
        private final BooleanSupplier stopping;

        Stoppable(InputStream in, BooleanSupplier stopping) {
            super(in);
            this.stopping = stopping;
        }

        @Override
        public int read() throws IOException {
            check();
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            check();
            return super.read(into, offset, length);
        }

        private void check() throws InterruptedIOException {
            if (stopping.getAsBoolean()) {
                throw new InterruptedIOException("The folder is no longer watched.");
            }
        }
    }
}
