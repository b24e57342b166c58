package org.rostrum.channels.importing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Tells which of the nodes that share a folder live: each keeps a file of its own locked there, and the system lets go of
 * the lock when the process ends, however it ends.
 */
final class NodeMarks implements AutoCloseable {
    private final Path folder;
    private final String own;
    private final FileChannel lock;

    private NodeMarks(Path folder, String own, FileChannel lock) {
        this.folder = folder;
        this.own = own;
        this.lock = lock;
    }

    static NodeMarks open(Path folder) throws IOException {
        while (true) {
            String own = UUID.randomUUID().toString().substring(0, 8);
            Path mark = folder.resolve(own);
            FileChannel channel = FileChannel.open(mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // another node may have looked between the making and the locking, and removed it
            if (channel.tryLock() != null && Files.exists(mark)) {
                return new NodeMarks(folder, own, channel);
            }
            channel.close();
        }
    }

    /** Name of this node; eight characters without a dot. */
    String own() {
        return own;
    }

    /** Whether the node lives, or died and was not forgotten yet. */
    boolean known(String node) {
        return !node.isEmpty() && Files.exists(folder.resolve(node));
    }

    /** The nodes that have died. */
    Set<String> dead() throws IOException {
        Set<String> dead = new HashSet<>();
        try (Stream<Path> marks = Files.list(folder)) {
            for (Path mark : (Iterable<Path>) marks::iterator) {
                String node = String.valueOf(mark.getFileName());
                if (!node.equals(own) && isDead(mark)) {
                    dead.add(node);
                }
            }
        }
        return dead;
    }

    private static boolean isDead(Path mark) throws IOException {
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (OverlappingFileLockException | NoSuchFileException livesHereOrIsForgotten) {
            return false;
        }
    }

    void forget(Set<String> dead) throws IOException {
        for (String node : dead) {
            Files.deleteIfExists(folder.resolve(node));
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(own));
        lock.close();
    }
}
