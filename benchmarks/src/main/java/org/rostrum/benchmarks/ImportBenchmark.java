package org.rostrum.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.database.JdbcDatabase;

/** How fast a file goes through the whole server into the archive. */
final class ImportBenchmark implements Benchmark {
    private static final String ACCOUNT = "bench";
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 150_000;
    private static final int ACTIVITIES = 150_000;
    private static final int ACTIVITIES_FULL = 300_000;
    private static final int ACTIVITIES_QUICK = 3000;
    private static final Line.Goal GOAL = Line.Goal.atLeast(0.5);

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String about() {
        return "a file through the whole server, beside bare JDBC batches of the same rows; Derby and PostgreSQL";
    }

    @Override
    public String method() {
        return """
                Ours: a file of ActivityStreams JSON lines (%,d activities; with --full %,d) is uploaded by REST to the running
                server, which reads, checks, threads, chains by hash, sums up and stores them and meanwhile routes them and sends
                what it found to the CSV adapter; "archived" ends when the import has ended, "and routed" when routing has caught
                up. Bare: a plain JVM inserts the rows that an import of the same file leaves behind into the same tables with the
                same indexes, by prepared batches, 4,000 activities in a transaction, the values ready in memory: no parsing, no
                look-up, no hash, no sums. "All tables": with conversations, contacts and sums; "records only": activities and
                originals. Each side is warmed up with %,d activities, then %d rounds in turn, median; the server's archive grows
                from round to round, the bare side gets an empty database each. Ratio: activities per second, ours by bare."""
                .formatted(ACTIVITIES, ACTIVITIES_FULL, WARM_UP, ROUNDS);
    }

    @Override
    public List<Line> run(Setup setup) throws Exception {
        Path folder = setup.folder("import");
        int activities = setup.size().of(ACTIVITIES_QUICK, ACTIVITIES, ACTIVITIES_FULL);
        List<Path> files = new ArrayList<>();
        files.add(SampleFile.write(folder, "warm-up", Math.min(activities, WARM_UP)));
        for (int round = 1; round <= ROUNDS; round++) {
            files.add(SampleFile.write(folder, "round-" + round, activities));
        }
        ArchivedRows warmUp = ArchivedRows.of(files.get(0), ACCOUNT);
        ArchivedRows rows = ArchivedRows.of(files.get(1), ACCOUNT);
        List<Line> lines = new ArrayList<>(measure(setup, "Derby", new DerbyFiles(folder), files, warmUp, rows));
        Optional<Path> programs = Postgres.installed();
        if (programs.isEmpty()) {
            Setup.say("  PostgreSQL is left out: it is not installed (Debian: apt-get install postgresql)");
        } else {
            try (Postgres postgres = Postgres.start(programs.get())) {
                lines.addAll(measure(setup, "PostgreSQL", new PostgresServer(postgres), files, warmUp, rows));
            }
        }
        return lines;
    }

    /** Where the two sides store. */
    private interface Databases {
        /** Configuration of the server's data source; empty for the one that is shipped. */
        String configuration() throws SQLException;

        /** JDBC URL of a new, empty database. */
        String fresh(String name) throws IOException, SQLException;
    }

    private record DerbyFiles(Path folder) implements Databases {
        @Override
        public String configuration() {
            return "";
        }

        @Override
        public String fresh(String name) throws IOException {
            Setup.delete(folder.resolve(name));
            return "jdbc:derby:" + folder.resolve(name) + ";create=true";
        }
    }

    private record PostgresServer(Postgres postgres) implements Databases {
        @Override
        public String configuration() throws SQLException {
            return """
                    osgi.jdbc.driver.name = PostgreSQL JDBC Driver
                    dataSourceName = rostrum
                    url = %s
                    user = postgres
                    pool = hikari
                    hikari.poolName = rostrum
                    hikari.maximumPoolSize = 20
                    hikari.minimumIdle = 2
                    hikari.initializationFailTimeout = -1
                    """
                    .formatted(fresh("server"));
        }

        @Override
        public String fresh(String name) throws SQLException {
            try (Connection connection = DriverManager.getConnection(postgres.url("postgres") + "&user=postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("drop database if exists " + name);
                statement.execute("create database " + name);
            }
            return postgres.url(name) + (name.equals("server") ? "" : "&user=postgres");
        }
    }

    private static List<Line> measure(
            Setup setup, String engine, Databases databases, List<Path> files, ArchivedRows warmUp, ArchivedRows rows)
            throws IOException, InterruptedException, SQLException {
        Path data = setup.folder("import/data-" + engine);
        Samples archived = new Samples();
        Samples routed = new Samples();
        Samples all = new Samples();
        Samples records = new Samples();
        String configuration = databases.configuration();
        if (!configuration.isEmpty()) {
            Path etc = Files.createDirectories(data.resolve("etc"));
            Files.writeString(etc.resolve("org.ops4j.datasource-rostrum.cfg"), configuration);
        }
        try (Server server = new Server(setup.product(), data)) {
            server.start();
            Client client = new Client(server.url(), "admin", server.password());
            client.post("accounts", Map.of("id", ACCOUNT, "name", "Benchmark", "zone", "UTC"));
            upload(client, files.get(0));
            for (List<String> tables : List.of(ArchivedRows.ALL, ArchivedRows.RECORDS)) {
                bare(databases, warmUp, tables);
            }
            for (int round = 1; round < files.size(); round++) {
                double before = server.processorSeconds();
                Upload upload = upload(client, files.get(round));
                double busy = server.processorSeconds() - before;
                archived.add(rows.size() / upload.archived);
                routed.add(rows.size() / upload.routed);
                double allSeconds = bare(databases, rows, ArchivedRows.ALL);
                double recordSeconds = bare(databases, rows, ArchivedRows.RECORDS);
                all.add(rows.size() / allSeconds);
                records.add(rows.size() / recordSeconds);
                Setup.say(("  %s, round %d: archived %.1f s, routed %.1f s, processor %.1f s;"
                                + " bare %.1f s, records only %.1f s")
                        .formatted(engine, round, upload.archived, upload.routed, busy, allSeconds, recordSeconds));
            }
            JsonNode found = client.get("routing-rules/progress");
            Setup.say("  %s: %d leads and %d tickets were found"
                    .formatted(
                            engine,
                            found.path("leads").asInt(),
                            found.path("tickets").asInt()));
        }
        Line.Figure ours = Line.Figure.of("Rostrum", archived, "/s");
        return List.of(
                Line.ratio(engine + ", archived", ours, Line.Figure.of("bare, all tables", all, "/s"), GOAL),
                Line.ratio(
                        engine + ", archived and routed",
                        Line.Figure.of("Rostrum", routed, "/s"),
                        Line.Figure.of("bare, all tables", all, "/s"),
                        GOAL),
                Line.ratio(
                        engine + ", archived",
                        ours,
                        Line.Figure.of("bare, records only", records, "/s"),
                        Line.Goal.NONE));
    }

    /** Seconds from the beginning of the upload. */
    private record Upload(double archived, double routed) {}

    private static Upload upload(Client client, Path file) throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode started = client.upload(
                "imports?account=" + ACCOUNT + "&option.ownActors=" + SampleFile.CARE + "&fileName="
                        + file.getFileName(),
                file);
        JsonNode ended = client.await("imports/" + started.path("id").asLong(), run -> run.hasNonNull("finished"));
        double archived = (System.nanoTime() - began) / 1e9;
        if (!ended.path("state").asText().equals("COMPLETED")
                || ended.path("rejected").asLong() > 0) {
            throw new IOException("The import did not end well: " + ended);
        }
        long total = client.get("archive/totals").path("activities").asLong();
        client.await(
                "routing-rules/progress",
                progress -> progress.path("routedUpTo").asLong() >= total);
        return new Upload(archived, (System.nanoTime() - began) / 1e9);
    }

    private static double bare(Databases databases, ArchivedRows rows, List<String> tables)
            throws IOException, SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(databases.fresh("bare"));
        config.setMaximumPoolSize(2);
        try (HikariDataSource dataSource = new HikariDataSource(config)) {
            new ArchiveTables(new JdbcDatabase(dataSource));
            return rows.insert(dataSource, tables);
        } finally {
            shutDown(config.getJdbcUrl());
        }
    }

    /** An open Derby keeps its files. */
    private static void shutDown(String url) throws SQLException {
        if (url.startsWith("jdbc:derby:")) {
            try {
                DriverManager.getConnection(url.replace(";create=true", ";shutdown=true"))
                        .close();
            } catch (SQLException told) {
                // Derby tells success by an exception
                if (!"08006".equals(told.getSQLState())) {
                    throw told;
                }
            }
        }
    }
}
