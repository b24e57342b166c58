package org.rostrum.itests.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The unpacked distribution with a data folder and ports of its own, run in the foreground as a supervisor would. */
final class Server implements AutoCloseable {
    private static final Duration LONGEST_BOOT = Duration.ofMinutes(2);

    private final Path home;
    private final Path data;
    private final Path log;
    private final int port;
    private final int sshPort;
    private final String heap;
    private @Nullable Process process;

    private Server(Path folder, String heap) throws IOException {
        this.home = folder.resolve("rostrum");
        this.data = folder.resolve("data");
        this.log = folder.resolve("console.log");
        this.port = freePort();
        this.sshPort = freePort();
        this.heap = heap;
    }

    static Server unpacked(Path folder, String heap) throws IOException, InterruptedException {
        Server server = new Server(folder, heap);
        Files.createDirectories(server.home);
        Command tar = Command.run(
                folder,
                Map.of(),
                folder.resolve("tar.log"),
                Duration.ofMinutes(2),
                List.of(
                        "tar",
                        "-xzf",
                        Project.distribution().toString(),
                        "-C",
                        server.home.toString(),
                        "--strip-components=1"));
        if (tar.exitCode() != 0) {
            throw new IOException("The distribution could not be unpacked: " + tar.output());
        }
        return server;
    }

    /** Below those that the system gives to outgoing connections, so that it stays free while the server is down. */
    static int freePort() throws IOException {
        for (int port = ThreadLocalRandom.current().nextInt(20_000, 31_000); port < 32_000; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // the next one
            }
        }
        throw new IOException("No free port");
    }

    Path data() {
        return data;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Starts the process; it is not ready yet. */
    void begin() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/rostrum").toString(), "run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "ROSTRUM_DATA", data.toString(),
                        "ROSTRUM_PORT", Integer.toString(port),
                        "ROSTRUM_SSH_PORT", Integer.toString(sshPort),
                        "ROSTRUM_HEAP", heap));
        process = builder.start();
    }

    void awaitReady() {
        Process running = running();
        try {
            Awaitility.await("the server is ready")
                    .atMost(LONGEST_BOOT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("the server has ended", () -> !running.isAlive())
                    .until(this::ready);
        } catch (RuntimeException failure) {
            failure.addSuppressed(new IOException(tail()));
            throw failure;
        }
    }

    private boolean ready() {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(url().resolve("/health"))
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits, unless the server ends by itself, which it must not. */
    void runFor(Duration time) throws InterruptedException {
        if (running().waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The server has ended by itself. " + tail());
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        Process running = running();
        List<ProcessHandle> children = running.descendants().toList();
        running.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        running.waitFor();
        children.forEach(child -> child.onExit().join());
    }

    /** {@code kill}, as a supervisor does it. */
    void stop() throws InterruptedException {
        running().destroy();
        if (!running().waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server does not end. " + tail());
        }
    }

    private Process running() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException("begin() was not called");
        }
        return started;
    }

    String tail() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("data/log/rostrum.log"));
            return "Last lines of its log:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException none) {
            return "It has no log: " + none;
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            try {
                kill();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The password that the first start made. */
    String firstPassword() {
        try {
            return Files.readString(data.resolve("data/initial-admin-password")).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
