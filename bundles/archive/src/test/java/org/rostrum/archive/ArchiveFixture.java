package org.rostrum.archive;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.verify.Verifier;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** An archive in a database of its own, and short words to fill it. */
final class ArchiveFixture implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    final TestDatabase test;
    final Database database;
    final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00.123456Z"));
    final RecordingMetrics metrics = new RecordingMetrics();
    final JdbcArchive archive;
    final JdbcEngagementFigures figures;

    ArchiveFixture(Database.Engine engine) {
        test = TestDatabase.open(engine);
        database = test.database();
        ArchiveTables tables = new ArchiveTables(database);
        FixedAccess access = FixedAccess.everything();
        archive = new JdbcArchive(tables, new Verifier(tables), access, clock, metrics);
        figures = new JdbcEngagementFigures(tables, access);
    }

    /** The same archive as somebody sees it who may read (and export) these accounts only. */
    JdbcArchive archiveOf(String... accounts) {
        ArchiveTables tables = new ArchiveTables(database);
        return new JdbcArchive(tables, new Verifier(tables), reader(accounts), clock, metrics);
    }

    /** The same figures as somebody sees them who may read these accounts only. */
    JdbcEngagementFigures figuresOf(String... accounts) {
        return new JdbcEngagementFigures(new ArchiveTables(database), reader(accounts));
    }

    private static FixedAccess reader(String... accounts) {
        return FixedAccess.at(Set.of(accounts), "archive:read", "archive:export");
    }

    @Override
    public void close() {
        test.close();
    }

    IntakeResult append(Intake.Entry... entries) {
        return archive.append(new Intake(List.of(entries), null));
    }

    /** Appends in portions of this size. */
    void append(List<Intake.Entry> entries, int portion) {
        for (int from = 0; from < entries.size(); from += portion) {
            archive.append(new Intake(entries.subList(from, Math.min(entries.size(), from + portion)), null));
        }
    }

    List<ArchivedActivity> all() {
        List<ArchivedActivity> all = new ArrayList<>();
        archive.stream(ActivityFilter.ALL, all::add);
        return all;
    }

    List<Conversation> conversations() {
        List<Conversation> all = new ArrayList<>();
        String cursor = null;
        do {
            var page = archive.conversations(ConversationFilter.ALL, cursor, 500);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    Set<String> accounts() {
        Set<String> accounts = new TreeSet<>();
        conversations().forEach(conversation -> accounts.add(conversation.accountId()));
        return accounts;
    }

    int activeConnections() {
        return ((HikariDataSource) test.dataSource()).getHikariPoolMXBean().getActiveConnections();
    }

    /** Runs SQL as somebody with the database's password would. */
    int sql(String sql, @Nullable Object... parameters) {
        return database.transaction(connection -> Sql.update(connection, sql, parameters));
    }

    /** Said by a person outside to the account {@code acme}. */
    static Intake.Entry in(String id, String person, @Nullable String inReplyTo, Instant published) {
        return entry("acme", "acme.x", id, Direction.INBOUND, person, inReplyTo, null, published);
    }

    /** Said by the account {@code acme}. */
    static Intake.Entry out(String id, @Nullable String inReplyTo, Instant published) {
        return entry("acme", "acme.x", id, Direction.OUTBOUND, "acme", inReplyTo, null, published);
    }

    static Intake.Entry entry(
            String account,
            String channel,
            String id,
            Direction direction,
            String person,
            @Nullable String inReplyTo,
            @Nullable String context,
            Instant published) {
        return new Intake.Entry(
                account,
                channel,
                "testnet",
                Activity.builder(id, direction, new Actor(person, person, null, null), published)
                        .content("Words of " + person + " in " + id)
                        .language("en")
                        .inReplyTo(inReplyTo)
                        .context(context)
                        .original(new Original("application/json", "{\"id\":\"" + id + "\"}"))
                        .build());
    }
}
