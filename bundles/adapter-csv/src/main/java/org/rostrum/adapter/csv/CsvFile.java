package org.rostrum.adapter.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which rows are added, each durable when {@link #append} returns. Keeps the keys of the rows in memory for as long
 * as nobody else touches the file, and reads it anew when somebody has.
 */
final class CsvFile {
    private static final Logger LOG = LoggerFactory.getLogger(CsvFile.class);

    /** Opens files; tests let it fail. */
    @FunctionalInterface
    interface Opener {
        FileChannel open(Path path, Set<? extends OpenOption> options) throws IOException;
    }

    private final Path path;
    private final Cells cells;
    private final Delimiter delimiter;
    private final long largest;
    private final OlderFiles older;
    private final Opener opener;
    private @Nullable FileStamp stamp;
    private @Nullable FileContent content;

    /** @param largest bytes beyond which it is put aside */
    CsvFile(Path path, Delimiter delimiter, long largest, OlderFiles older, Opener opener) {
        this.path = path;
        this.cells = new Cells(delimiter);
        this.delimiter = delimiter;
        this.largest = largest;
        this.older = older;
        this.opener = opener;
    }

    /** Whether a row with this idempotency key is there, also in files that were put aside. */
    synchronized boolean contains(String key) throws DeliveryException {
        String cell = Cells.harmless(key);
        try {
            if (Files.exists(path)) {
                try (FileChannel channel = opener.open(path, Set.of(StandardOpenOption.READ))) {
                    FileContent present = content(channel);
                    if (present.foreign()
                            ? older.holds(path, key)
                            : present.keys().contains(cell)) {
                        return true;
                    }
                }
            }
            return older.contain(key);
        } catch (IOException failure) {
            throw unavailable("could not be read: " + words(failure), failure);
        }
    }

    /** Adds the row unless it is there; when this returns it is on the disk. */
    synchronized void append(Row row) throws DeliveryException {
        byte[] record = cells.record(row.cells());
        String keyCell = Cells.harmless(row.key());
        String obstacle = obstacle();
        if (obstacle != null) {
            throw unavailable(obstacle, null);
        }
        try {
            Files.createDirectories(older.folder());
            if (!appended(keyCell, record)) {
                putAside();
                if (!appended(keyCell, record)) {
                    throw unavailable("is changed by somebody else all the time", null);
                }
            }
        } catch (IOException failure) {
            throw unavailable("could not be written: " + words(failure), failure);
        }
    }

    /** @return false when the file must be put aside first */
    private boolean appended(String keyCell, byte[] record) throws IOException, DeliveryException {
        try (FileChannel channel = opener.open(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            if (channel.tryLock() == null) {
                throw unavailable("is locked by another program", null);
            }
            FileContent present = content(channel);
            if (present.keys().contains(keyCell)) {
                return true;
            }
            if (present.foreign() || full(present, record)) {
                return false;
            }
            write(channel, present, record);
            remember(present, channel.size(), keyCell);
            return true;
        } catch (OverlappingFileLockException ours) {
            throw unavailable("is locked by another part of the server", ours);
        }
    }

    private boolean full(FileContent present, byte[] record) {
        return !present.keys().isEmpty() && present.end() + record.length > largest;
    }

    private void write(FileChannel channel, FileContent present, byte[] record) throws IOException, DeliveryException {
        if (channel.size() > present.end() && !present.openEnded()) {
            LOG.warn(
                    "{} ends with {} bytes of a row that was cut off; they are removed, its delivery comes again",
                    path.getFileName(),
                    channel.size() - present.end());
        }
        channel.truncate(present.end());
        try {
            long position = put(channel, present.end(), present.end() == 0 ? cells.header() : new byte[0]);
            position = put(channel, position, present.openEnded() ? new byte[] {'\r', '\n'} : new byte[0]);
            put(channel, position, record);
            channel.force(true);
        } catch (IOException failure) {
            forget();
            takeBack(channel, present.end(), failure);
            throw failure;
        }
        if (present.end() == 0) {
            Folders.force(older.folder());
        }
    }

    private static long put(FileChannel channel, long position, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
        return at;
    }

    private void takeBack(FileChannel channel, long end, IOException failure) throws DeliveryException {
        try {
            channel.truncate(end);
            channel.force(true);
        } catch (IOException again) {
            failure.addSuppressed(again);
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME,
                    path.getFileName() + " could not be written, and it is not known whether the row is in it: "
                            + words(failure),
                    failure);
        }
    }

    private FileContent content(FileChannel channel) throws IOException {
        FileStamp now = FileStamp.of(path);
        FileContent present = content;
        if (present == null || now == null || !now.equals(stamp)) {
            present = FileContent.read(channel, cells.header(), delimiter.character());
            content = present;
            stamp = now;
        }
        return present;
    }

    private void remember(FileContent before, long end, String keyCell) throws IOException {
        before.keys().add(keyCell);
        content = new FileContent(false, end, false, before.keys());
        stamp = FileStamp.of(path);
    }

    private void forget() {
        content = null;
        stamp = null;
    }

    private void putAside() throws IOException {
        FileContent present = content;
        boolean changed = present != null && present.foreign();
        Path aside = older.putAside(path);
        forget();
        LOG.info(
                "{} is put aside as {}, because {}",
                path.getFileName(),
                aside.getFileName(),
                changed ? "another program has written it in another form" : "it has grown large");
    }

    /**
     * Why no row can be added now; null when nothing is in the way. What LibreOffice has open it would later write as a
     * whole, without the rows that came meanwhile.
     */
    @Nullable
    String obstacle() {
        Path lock = path.resolveSibling(".~lock." + path.getFileName() + "#");
        if (Files.exists(lock)) {
            return "is open in a spreadsheet. Close it there, or delete the file " + lock.getFileName()
                    + " beside it if nobody has it open; the row is written then";
        }
        return Files.isDirectory(older.folder()) && !Files.isWritable(older.folder())
                ? "lies in a folder that the server may not write; give it the right to"
                : null;
    }

    private DeliveryException unavailable(String what, @Nullable Throwable cause) {
        return new DeliveryException(FailureCategory.UNAVAILABLE, path.getFileName() + " " + what + ".", cause);
    }

    private static String words(IOException failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
