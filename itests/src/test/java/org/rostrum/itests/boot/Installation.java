package org.rostrum.itests.boot;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * The distribution as a careful operator installs it: in a folder that nobody can write to, with the data elsewhere, and run
 * by its own script as a user without rights (the user {@value #USER} when the tests are run by root, else whoever runs
 * them). Not by Pax Exam, which writes its configuration into the installed folder and runs the server by its own command.
 */
final class Installation implements AutoCloseable {
    private static final String USER = "nobody";
    private static final Set<PosixFilePermission> WRITE = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final Path home;
    private final Path data;
    private final Ports ports;
    private final boolean root;

    private Installation(Path folder) throws IOException {
        this.folder = folder;
        this.home = folder.resolve("rostrum");
        this.data = folder.resolve("data");
        this.ports = Ports.free();
        this.root = "root".equals(System.getProperty("user.name"));
    }

    static Installation make() throws IOException, InterruptedException {
        // not below the checkout, into which the other user may not look
        Installation made = new Installation(Files.createTempDirectory("rostrum-installed"));
        Files.setPosixFilePermissions(made.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(made.home);
        Files.createDirectories(made.data);
        String distribution =
                Objects.requireNonNull(System.getProperty("rostrum.distribution"), "rostrum.distribution");
        made.run(List.of("tar", "-xzf", distribution, "-C", made.home.toString(), "--strip-components=1"))
                .expect(0);
        made.setWritable(false);
        made.openToOthers(true);
        if (made.root) {
            made.run(List.of("chown", USER + ":", made.data.toString())).expect(0);
        }
        return made;
    }

    /** A command that has ended, and what it printed. */
    record Ended(List<String> command, int code, String output) {
        Ended expect(int wanted) {
            if (code != wanted) {
                throw new AssertionError("Not " + wanted + " but " + this);
            }
            return this;
        }
    }

    Api api() {
        return new Api(ports.http());
    }

    Path data() {
        return data;
    }

    /** Whether other users of the machine can get into the data folder. */
    void openToOthers(boolean open) throws IOException {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rwx------"));
    }

    Ports ports() {
        return ports;
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(data.resolve("karaf.pid")).strip());
    }

    /** {@code bin/rostrum <command>}. */
    Ended rostrum(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (root) {
            words.addAll(List.of("runuser", "-u", USER, "--"));
        }
        words.addAll(List.of(home.resolve("bin/rostrum").toString(), command));
        return run(words);
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ROSTRUM_DATA", data.toString(),
                        "ROSTRUM_PORT", Integer.toString(ports.http()),
                        "ROSTRUM_SSH_PORT", Integer.toString(ports.ssh()),
                        "ROSTRUM_LOG_FORMAT", "json",
                        "JAVA_HOME", System.getProperty("java.home")));
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        Ended ended = new Ended(command, process.exitValue(), Files.readString(output));
        Files.delete(output);
        return ended;
    }

    /** Every file and folder of the installation, with what a change of it would change. */
    Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return add(path, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                return add(path, attributes);
            }

            private FileVisitResult add(Path path, BasicFileAttributes attributes) {
                contents.put(
                        home.relativize(path).toString(),
                        attributes.size() + " bytes, " + attributes.lastModifiedTime());
                return FileVisitResult.CONTINUE;
            }
        });
        return contents;
    }

    private void setWritable(boolean writable) throws IOException {
        try (var paths = Files.walk(home)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
                if (writable) {
                    permissions.add(PosixFilePermission.OWNER_WRITE);
                } else {
                    permissions.removeAll(WRITE);
                }
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            rostrum("stop");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            setWritable(true);
            FileUtils.deleteDirectory(folder.toFile());
        }
    }
}
