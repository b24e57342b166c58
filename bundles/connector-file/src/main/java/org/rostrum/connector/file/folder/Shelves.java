package org.rostrum.connector.file.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where files go: {@code imported}, {@code refused}, and the hidden {@code .handing}, which holds a mark for each file that
 * is being handed over, so that a crash in between is not taken for a second import of the same file.
 */
final class Shelves implements AutoCloseable {
    private static final String LOCK = ".lock";

    /** In bytes, on all usual file systems. */
    private static final int LONGEST_NAME = 255;

    private final Path imported;
    private final Path refused;
    private final Path marks;
    private final FileChannel lockFile;

    private Shelves(Path imported, Path refused, Path marks, FileChannel lockFile) {
        this.imported = imported;
        this.refused = refused;
        this.marks = marks;
        this.lockFile = lockFile;
    }

    /** Makes what is missing and takes the folder for this watcher alone. */
    static Shelves open(Path folder) throws IOException {
        Path imported = Files.createDirectories(folder.resolve("imported"));
        Path refused = Files.createDirectories(folder.resolve("refused"));
        Path marks = Files.createDirectories(folder.resolve(".handing"));
        FileChannel channel =
                FileChannel.open(marks.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                removeLeftMarks(folder, marks);
                return new Shelves(imported, refused, marks, channel);
            }
        } catch (OverlappingFileLockException sameServer) {
            // said below
        }
        channel.close();
        throw new IOException("The folder " + folder + " is watched already, by this server or another one.");
    }

    /** Those of files that were put away right before a crash. */
    private static void removeLeftMarks(Path folder, Path marks) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(marks, mark -> !mark.endsWith(LOCK))) {
            for (Path mark : all) {
                if (Files.notExists(folder.resolve(mark.getFileName()), LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(mark);
                }
            }
        }
    }

    /** Notes that the file is about to be handed over; gives whether that was noted before and never came to its end. */
    boolean mark(Path file, Look look) throws IOException {
        Path mark = markOf(file);
        try {
            if (Files.readString(mark).equals(look.text())) {
                return true;
            }
        } catch (NoSuchFileException first) {
            // the usual case
        }
        Files.writeString(mark, look.text(), StandardCharsets.UTF_8);
        return false;
    }

    void unmark(Path file) throws IOException {
        Files.deleteIfExists(markOf(file));
    }

    Path toImported(Path file) throws IOException {
        return move(file, imported);
    }

    /** The file is there before the note, and the note beside the file whatever it is called there. */
    Path toImported(Path file, String note) throws IOException {
        Path moved = move(file, imported);
        Files.writeString(beside(moved, ".note.txt"), note, StandardCharsets.UTF_8);
        return moved;
    }

    Path toRefused(Path file, String problem) throws IOException {
        Path moved = move(file, refused);
        Files.writeString(beside(moved, ".problem.txt"), problem, StandardCharsets.UTF_8);
        return moved;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    /** Moves without ever replacing another file. */
    private static Path move(Path file, Path to) throws IOException {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        for (int i = 1; ; i++) {
            String free = i == 1 ? name : name.substring(0, dot) + "-" + i + name.substring(dot);
            Path target = to.resolve(free);
            try {
                if (!Files.exists(target)) {
                    return Files.move(file, target);
                }
            } catch (FileAlreadyExistsException taken) {
                // the next number may be free
            }
        }
    }

    private Path markOf(Path file) {
        return marks.resolve(String.valueOf(file.getFileName()));
    }

    private static Path beside(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        boolean roomForMore = name.getBytes(StandardCharsets.UTF_8).length + ending.length() <= LONGEST_NAME;
        return file.resolveSibling((roomForMore ? name : name.substring(0, Math.min(40, name.length()))) + ending);
    }
}
