package org.rostrum.channels.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that wait to be read, and what was rejected of them. The name of a waiting file begins with the node that took it
 * in, so that what a dead node left half written is told from what another node is writing.
 */
final class ImportFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportFolder.class);

    private final Path waiting;
    private final Path rejected;
    private final NodeMarks nodes;

    ImportFolder(Path folder) throws IOException {
        this.waiting = Files.createDirectories(folder.resolve("waiting"));
        this.rejected = Files.createDirectories(folder.resolve("rejected"));
        this.nodes = NodeMarks.open(Files.createDirectories(folder.resolve(".nodes")));
    }

    /** A file on the disk for good. */
    record Stored(String name, long bytes, String sha256) {}

    Stored store(InputStream content, long maxBytes) throws IOException {
        String name = nodes.own() + "." + UUID.randomUUID();
        Path file = path(name);
        boolean done = false;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[64 * 1024];
            long bytes = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw Problem.of(Problem.Kind.TOO_LARGE, "The file is larger than " + maxBytes + " bytes.")
                            .withRemedy("Split it, or have an administrator raise maxBytes in"
                                    + " org.rostrum.channels.importing.");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            out.flush();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            done = true;
            return new Stored(name, bytes, HexFormat.of().formatHex(digest.digest()));
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Path path(String name) {
        return waiting.resolve(name);
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException failure) {
            LOG.warn("The imported file {} could not be deleted", path(name), failure);
        }
    }

    /** Where the reject file of a run lies. */
    Path rejectFile(long runId, String fileName) {
        String safe = fileName.replaceAll("[^A-Za-z0-9._-]+", "_");
        String cut = safe.length() > 100 ? safe.substring(safe.length() - 100) : safe;
        return rejected.resolve(runId + "-" + cut + ".rejected.jsonl");
    }

    /** Writes a file so that it is there whole or not at all. */
    void writeWhole(Path file, Writing writing) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            writing.to(out);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes to a stream. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Deletes what nodes that have died left behind: uploads that broke off, and files that were read to their end. */
    void deleteAbandoned(Supplier<Collection<String>> stillNeeded) throws IOException {
        Set<String> dead = nodes.dead();
        // asked afterwards: a node that is dead now can need no more
        Collection<String> needed = stillNeeded.get();
        try (Stream<Path> files = Files.list(waiting)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                String node = name.substring(0, Math.max(0, name.indexOf('.')));
                if (!needed.contains(name) && (dead.contains(node) || !nodes.known(node))) {
                    Files.deleteIfExists(file);
                }
            }
        }
        nodes.forget(dead);
    }

    @Override
    public void close() throws IOException {
        nodes.close();
    }
}
