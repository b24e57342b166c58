package org.rostrum.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server that goes when it is closed, set up as {@code ./rostrum test} does. */
final class Postgres implements AutoCloseable {
    private final Path programs;
    private final Path folder;
    private final int port;

    private Postgres(Path programs) throws IOException {
        this.programs = programs;
        this.folder = Files.createTempDirectory("rostrum-bench-postgres");
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    /** The folder with initdb and pg_ctl; empty when PostgreSQL is not installed. */
    static Optional<Path> installed() throws IOException {
        List<Path> places = new ArrayList<>();
        for (String place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            places.add(Path.of(place));
        }
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted().map(version -> version.resolve("bin")).forEach(places::add);
            }
        }
        return places.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .findFirst();
    }

    static Postgres start(Path programs) throws IOException {
        Postgres postgres = new Postgres(programs);
        if (root()) {
            run("chown", "postgres", postgres.folder.toString());
        }
        postgres.program(
                "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        postgres.program(
                "pg_ctl",
                "--log=" + postgres.folder + "/log",
                "--wait",
                "--silent",
                "--options=-p " + postgres.port + " -c listen_addresses=127.0.0.1 -k " + postgres.folder
                        + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off",
                "start");
        // when the measurement is broken off
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::closeQuietly));
        return postgres;
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** JDBC URL of a database. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?reWriteBatchedInserts=true";
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database) + "&user=postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** PostgreSQL refuses to run as root. */
    private void program(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(root() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(programs.resolve(name).toString());
        command.add("--pgdata=" + folder + "/data");
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(String... command) throws IOException {
        Path output = Files.createTempFile("rostrum-bench", ".log");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        program("pg_ctl", "--mode=immediate", "--silent", "stop");
        Setup.delete(folder);
    }
}
