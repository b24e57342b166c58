package org.rostrum.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in the data folder that tells the first administrator's password to the owner of the server process, until it
 * was used. It holds the password and nothing else, without a line end.
 */
@Component(service = InitialPasswordFile.class)
public final class InitialPasswordFile {
    static final String NAME = "initial-admin-password";
    private static final Logger LOG = LoggerFactory.getLogger(InitialPasswordFile.class);

    private final Path path;

    @Activate
    public InitialPasswordFile(BundleContext context) {
        this(folder(context).resolve(NAME));
    }

    InitialPasswordFile(Path path) {
        this.path = path;
    }

    private static Path folder(BundleContext context) {
        String data = context.getProperty("karaf.data");
        return data == null ? context.getDataFile("").toPath() : Path.of(data);
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Appears whole or not at all, and never readable by others. */
    void write(String password) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("There is no folder to write " + path + " to");
        }
        Files.createDirectories(directory);
        Path draft = directory.resolve(NAME + ".new");
        Files.deleteIfExists(draft);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(draft);
        }
        Files.write(draft, password.getBytes(StandardCharsets.UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Quiet when there is none. */
    void delete() {
        try {
            if (Files.deleteIfExists(path)) {
                LOG.info("{} was deleted: the password it held was used", path);
            }
        } catch (IOException failure) {
            LOG.warn("{} could not be deleted; please do", path, failure);
        }
    }
}
