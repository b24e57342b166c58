package org.rostrum.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The file with the keys: a line for each, {@code key <id> <made> <base64>}, the oldest first; lines that begin with {@code #}
 * are comments. It is for its owner alone, and appears whole or not at all.
 */
final class KeyFile {
    private static final String HEAD =
            """
            # Keys of the secrets in the database of Rostrum. Whoever has this file and the database can read them;
            # without this file nobody can. Keep a copy apart from the backups of the database. One key per line, the
            # oldest first. Every node of a server needs the same file.
            """;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path path;
    private final boolean onlyForItsOwner;

    KeyFile(Path path, boolean onlyForItsOwner) {
        this.path = path.toAbsolutePath();
        this.onlyForItsOwner = onlyForItsOwner;
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** @throws KeyFileException when it cannot be used, with what to do about it */
    KeyRing read() {
        List<VaultKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(key(line.strip(), number));
            }
        }
        if (keys.isEmpty()) {
            throw new KeyFileException("The key file " + path + " holds no key.", "Restore it from a copy.");
        }
        return new KeyRing(keys);
    }

    private List<String> lines() {
        try {
            if (onlyForItsOwner && posix() && OTHERS.stream().anyMatch(Files.getPosixFilePermissions(path)::contains)) {
                throw new KeyFileException(
                        "Others than its owner may use the key file " + path + ".",
                        "Take those rights away (chmod 600), and change the keys if others may have read it.");
            }
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notText) {
            throw damaged("it is no text");
        } catch (IOException failure) {
            throw new KeyFileException(
                    "The key file " + path + " cannot be read ("
                            + failure.getClass().getSimpleName() + ").",
                    "Give the user of the server the right to read and write it, or restore it from a copy.");
        }
    }

    private VaultKey key(String line, int number) {
        // what stands in the line is told nowhere: it may be a key
        String[] words = line.split("\\s+", -1);
        if (words.length != 4 || !words[0].equals("key")) {
            throw damaged("line " + number + " is not of the form \"key id time base64\"");
        }
        try {
            VaultKey key = new VaultKey(Base64.getDecoder().decode(words[3]), Instant.parse(words[2]));
            if (!key.id().equals(words[1])) {
                throw damaged("the key in line " + number + " does not fit its id");
            }
            return key;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw damaged("line " + number + " holds no key");
        }
    }

    private KeyFileException damaged(String what) {
        return new KeyFileException("The key file " + path + " was damaged: " + what + ".", "Restore it from a copy.");
    }

    /** Durable when it returns. @throws KeyFileException when it cannot be written; what was there stays then */
    void write(KeyRing ring) {
        StringBuilder text = new StringBuilder(HEAD);
        for (VaultKey key : ring.keys()) {
            text.append("key ").append(key.id()).append(' ').append(key.made()).append(' ');
            text.append(key.base64()).append('\n');
        }
        try {
            Path folder = path.getParent();
            if (folder == null) {
                throw new IOException("no folder");
            }
            Files.createDirectories(folder);
            Path draft = folder.resolve(path.getFileName() + ".new");
            Files.deleteIfExists(draft);
            if (posix()) {
                Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER));
            } else {
                Files.createFile(draft);
            }
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
        } catch (IOException failure) {
            throw new KeyFileException(
                    "The key file " + path + " cannot be written ("
                            + failure.getClass().getSimpleName() + ").",
                    "Give the user of the server the right to write its folder, and look whether the disk is full.");
        }
    }

    private boolean posix() throws IOException {
        Path folder = path.getParent();
        return folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix");
    }

    private static void force(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
