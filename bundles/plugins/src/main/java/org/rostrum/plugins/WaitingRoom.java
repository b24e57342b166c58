package org.rostrum.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where uploads lie until they are known to be fit, out of sight of whoever watches the deploy folder. */
final class WaitingRoom {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final String SUFFIX = ".upload";
    private static final int BUFFER = 65_536;

    private final Path folder;
    private final long maxBytes;

    WaitingRoom(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /** Takes away what servers left that ended in the middle of an upload. */
    void tidy(Instant now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(ABANDONED))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException left) {
            LOG.warn("Remains of uploads cannot be deleted from {}", folder, left);
        }
    }

    Path take(InputStream content) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "plugin-", SUFFIX);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            long bytes = 0;
            byte[] buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw Problem.of(Problem.Kind.TOO_LARGE, "The file is larger than " + maxBytes + " bytes.")
                            .withField("content")
                            .withRemedy("Leave out what it does not need, or put it into the deploy folder by hand. The"
                                    + " administrator of the server can set maxBytes in etc/org.rostrum.plugins.cfg.");
                }
                out.write(buffer, 0, read);
            }
            if (bytes == 0) {
                throw Problem.invalid("content", "The file is empty.", "Send the plugin's file as the body.");
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return file;
    }

    /** Gives a file its place in one step, so that nobody sees half of it. */
    static void move(Path file, Path place) throws IOException {
        try {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            // an archive lacks its end until it is whole, and whoever watches takes none without
            Path draft = place.resolveSibling("." + place.getFileName() + ".part");
            try {
                Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
            Files.deleteIfExists(file);
        }
    }
}
