package org.rostrum.archive.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.JdbcArchive;
import org.rostrum.archive.JdbcEngagementFigures;
import org.rostrum.database.JdbcDatabase;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingMetrics;

/** Times what people do with an archive that {@link AppendBenchmark} has filled. Argument: its JDBC URL. */
public final class ReadBenchmark {
    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-01-01T00:00:00Z");

    private ReadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(4);
        try (HikariDataSource dataSource = new HikariDataSource(config)) {
            ArchiveTables tables = new ArchiveTables(new JdbcDatabase(dataSource));
            FixedAccess access = FixedAccess.everything();
            JdbcArchive archive = new JdbcArchive(tables, access, Clock.systemUTC(), new RecordingMetrics());
            JdbcEngagementFigures figures = new JdbcEngagementFigures(tables, access);
            Set<String> accounts = new TreeSet<>();
            for (int i = 0; i < 20; i++) {
                accounts.add("account-" + i);
            }
            for (int round = 0; round < 2; round++) {
                time("totals", () -> archive.totals().toString());
                long last = archive.totals().activities();
                Instant noon = FROM.plusSeconds(86_400L * 100 + 43_200);
                time("find in the middle", () -> "" + archive.find(last / 2).isPresent());
                time("after", () -> "" + archive.after(last / 2, 100).size());
                for (ActivityFilter filter : new ActivityFilter[] {
                    ActivityFilter.ALL,
                    new ActivityFilter("account-7", null, null, null, null, null),
                    new ActivityFilter(null, "account-7.x1", null, Direction.OUTBOUND, null, null),
                    new ActivityFilter("account-7", null, null, null, FROM, noon),
                    new ActivityFilter(null, null, null, null, noon, noon.plusSeconds(3600)),
                    ActivityFilter.conversation(last / 5)
                }) {
                    time(
                            "list " + filter,
                            () -> "" + archive.list(filter, null, 50).items().size());
                }
                for (ConversationFilter filter : new ConversationFilter[] {
                    ConversationFilter.ALL,
                    new ConversationFilter("account-7", null, true),
                    new ConversationFilter(null, "account-7.x1", null)
                }) {
                    time("list " + filter, () -> {
                        var page = archive.conversations(filter, null, 50);
                        return ""
                                + archive.conversations(filter, page.nextCursor(), 50)
                                        .items()
                                        .size();
                    });
                }
                for (int days : new int[] {1, 31, 365}) {
                    Instant to = days == 365 ? TO : noon.plusSeconds(86_400L * days);
                    Instant from = days == 365 ? FROM : noon;
                    time("responses " + days, () -> "" + figures.responses(accounts, from, to));
                    time(
                            "by account " + days,
                            () -> ""
                                    + figures.responsesByAccount(accounts, from, to)
                                            .size());
                    time(
                            "contacts " + days,
                            () -> "" + figures.contacts(accounts, from, to).get("account-7"));
                    time("hourly " + days, () -> {
                        long[] rows = {0};
                        figures.hourly(accounts, from, to, one -> rows[0]++);
                        return rows[0] + " rows";
                    });
                }
            }
            time("stream", () -> {
                long[] rows = {0};
                archive.stream(ActivityFilter.ALL, one -> rows[0]++);
                return rows[0] + " rows, heap " + heap();
            });
            if (arguments.length > 1) {
                time("verify", () -> {
                    ArchiveVerification result = archive.verify(rows -> {});
                    return result.activities() + " " + result.findings() + ", heap " + heap();
                });
            }
        }
    }

    private static String heap() {
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000 + " MB";
    }

    private interface Work {
        String run();
    }

    private static void time(String what, Work work) {
        long began = System.nanoTime();
        String result = work.run();
        System.out.printf("%,9.1f ms  %s: %s%n", (System.nanoTime() - began) / 1e6, what, result);
    }
}
