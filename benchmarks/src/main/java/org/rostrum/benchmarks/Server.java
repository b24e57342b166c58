package org.rostrum.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, with a data folder and ports of its own. Closing it ends the process. */
final class Server implements AutoCloseable {
    private static final Duration LONGEST_BOOT = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path home;
    private final Path data;
    private final int port = freePort();
    private final int sshPort = freePort();

    /**
     * @param home the unpacked server
     * @param data its data folder
     */
    Server(Path home, Path data) throws IOException {
        this.home = home;
        this.data = data;
        // when the measurement is broken off
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process().ifPresent(ProcessHandle::destroy)));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    Path data() {
        return data;
    }

    private Path passwordFile() {
        return data.resolve("admin-password");
    }

    /** Of the user admin. */
    String password() throws IOException {
        return Files.readString(passwordFile());
    }

    /**
     * Starts it and waits for an answer.
     *
     * @param command of {@code bin/rostrum}
     * @param path what is asked for again and again
     * @param ready status that counts as an answer; 0 for any
     * @return seconds from the command to the answer
     */
    double start(String command, String path, int ready) throws IOException, InterruptedException {
        Path log = Files.createDirectories(data).resolve("bench.log");
        if (!Files.exists(passwordFile())) {
            Files.writeString(passwordFile(), UUID.randomUUID().toString());
        }
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/rostrum").toString(), command);
        builder.environment()
                .putAll(Map.of(
                        "ROSTRUM_DATA", data.toString(),
                        "ROSTRUM_PORT", Integer.toString(port),
                        "ROSTRUM_SSH_PORT", Integer.toString(sshPort),
                        // one that the server makes would have to be changed first
                        "ROSTRUM_ADMIN_PASSWORD_FILE", passwordFile().toString(),
                        "ROSTRUM_START_SECONDS", Long.toString(LONGEST_BOOT.toSeconds())));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(new File("/dev/null"));
        HttpRequest question = HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        long began = System.nanoTime();
        Process launcher = builder.start();
        while (!answers(question, ready)) {
            if (System.nanoTime() - began > LONGEST_BOOT.toNanos()
                    || (!launcher.isAlive() && launcher.exitValue() != 0)) {
                close();
                throw new IOException("The server did not start, see " + log + " and " + data.resolve("data/log"));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Starts the product and waits until it is well. */
    double start() throws IOException, InterruptedException {
        return start("start", "health", 200);
    }

    private static boolean answers(HttpRequest question, int ready) throws InterruptedException {
        try {
            int status =
                    HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode();
            return ready == 0 || status == ready;
        } catch (IOException notYet) {
            return false;
        }
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(data.resolve("karaf.pid")).strip());
    }

    /** The process, if there is one. */
    private Optional<ProcessHandle> process() {
        Path file = data.resolve("karaf.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(pid())
                    .filter(process -> process.info().commandLine().orElse("").contains("-Dkaraf.base=" + data + " "));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** Seconds of processor time that the process has used. */
    double processorSeconds() {
        return process()
                .flatMap(process -> process.info().totalCpuDuration())
                .map(time -> time.toMillis() / 1e3)
                .orElse(0.0);
    }

    /** Megabytes of memory that the process has. */
    double resident() throws IOException {
        return Long.parseLong(
                        Machine.field("/proc/" + pid() + "/status", "VmRSS").replaceAll("\\D", ""))
                / 1024.0;
    }

    /** Megabytes of heap in use after a full collection. */
    double heapAfterCollection() throws IOException, InterruptedException {
        // what finalizers and cleaners let go of goes with the second
        jcmd("GC.run");
        TimeUnit.SECONDS.sleep(1);
        jcmd("GC.run");
        long used = 0;
        for (String line : jcmd("GC.heap_info")) {
            if (line.contains(" total ")) {
                used += Long.parseLong(line.replaceFirst(".* used (\\d+)K.*", "$1"));
            }
        }
        return used / 1024.0;
    }

    List<String> jcmd(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid())));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var reader = process.inputReader()) {
            List<String> lines = reader.lines().toList();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", words) + ": " + lines);
            }
            return lines;
        }
    }

    /** Ends the process, if there is one, and waits until it has ended. */
    @Override
    public void close() throws IOException {
        ProcessHandle process = process().orElse(null);
        if (process == null) {
            return;
        }
        process.destroy();
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IOException("The server did not end and was killed");
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
