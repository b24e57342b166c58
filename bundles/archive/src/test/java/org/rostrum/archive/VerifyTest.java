package org.rostrum.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.rostrum.archive.ArchiveFixture.NOON;
import static org.rostrum.archive.ArchiveFixture.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.ArchiveVerification.Finding;
import org.rostrum.api.archive.ArchiveVerification.Kind;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;

/** Tampers with every table, as somebody with the database's password can, and looks whether it is found and located. */
class VerifyTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final int SIZE = 10_020;

    /** One fixture for many tamperings: each is taken back by rolling its transaction back. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsTheChangedRow_whicheverColumnWasChanged(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine, 300)) {
            assertThat(fixture.archive.verify(rows -> {}).findings()).isEmpty();
            dropGuards(fixture);
            for (String change : List.of(
                    "account_id = 'account-x'",
                    "channel_id = 'channel-x'",
                    "network_id = 'x'",
                    "network = 'x'",
                    "conversation_id = 1",
                    "contact_id = 1",
                    "contact_id = null",
                    "direction = 'OUTBOUND'",
                    "direction = 'nonsense'",
                    "kind = 'SHARE'",
                    "verb = 'Like'",
                    "object_type = 'Page'",
                    "actor_id = 'x'",
                    "actor_handle = null",
                    "actor_name = ''",
                    "actor_url = 'no address at all'",
                    "published = archived",
                    "content = 'Words of person5 in 199'",
                    "lang = 'EN'",
                    "in_reply_to = '1'",
                    "context_id = ''",
                    "url = ''",
                    "attachments = '[]'",
                    "archived = published",
                    "original_hash = hash",
                    "hash = original_hash")) {
                List<Finding> findings =
                        after(fixture, "update archive_activity set " + change + " where sequence = 200");
                assertThat(places(findings)).as(change).contains(at(Kind.CHANGED, 200));
                assertThat(findings)
                        .as(change)
                        .filteredOn(finding -> finding.sequence() != null)
                        .allMatch(finding -> finding.kind() == Kind.CHANGED)
                        .allMatch(finding -> List.of(200L, 201L).contains(finding.sequence()));
            }
            for (long sequence : new long[] {1, 2, 299, 300}) {
                assertThat(places(after(fixture, "update archive_activity set url = 'x' where sequence = " + sequence)))
                        .containsExactly(at(Kind.CHANGED, sequence));
            }
        }
    }

    /** Only PostgreSQL takes such values: a verification that fails of them would tell nothing of the rest. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_goesOn_whenAValueIsNoneThatWasEverArchived(Database.Engine engine) {
        if (engine != Database.Engine.POSTGRESQL) {
            return;
        }
        try (ArchiveFixture fixture = filled(engine, 300)) {
            dropGuards(fixture);
            for (String change : List.of(
                    "published = 'infinity'",
                    "published = '-infinity'",
                    "archived = 'infinity'",
                    "archived = '-infinity'",
                    "original_hash = ''",
                    "hash = hash || hash")) {
                assertThat(places(after(fixture, "update archive_activity set " + change + " where sequence = 200")))
                        .as(change)
                        .contains(at(Kind.CHANGED, 200));
            }
            List<ArchiveVerification> results = new ArrayList<>();
            assertThatThrownBy(() -> fixture.database.transact(connection -> {
                        Sql.update(connection, "update archive_head set last_hash = last_hash || last_hash");
                        results.add(fixture.archive.verify(rows -> {}));
                        throw new TakenBack();
                    }))
                    .isInstanceOf(TakenBack.class);
            assertThat(results).singleElement().satisfies(result -> {
                assertThat(result.intact()).isFalse();
                assertThat(result.headHash()).isNull();
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsRows_thatWereRemoved(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine, 300)) {
            dropGuards(fixture);

            assertThat(places(after(fixture, delete(150, 150)))).contains(at(Kind.REMOVED, 150));
            assertThat(places(after(fixture, delete(1, 1)))).contains(at(Kind.REMOVED, 1));
            assertThat(places(after(fixture, delete(300, 300)))).contains(at(Kind.REMOVED, 300));
            assertThat(places(after(fixture, delete(291, 300)))).contains(at(Kind.REMOVED, 291));
            assertThat(places(after(fixture, delete(1, 300)))).contains(at(Kind.REMOVED, 1));
            assertThat(after(fixture, delete(70, 79)))
                    .anySatisfy(one -> assertThat(one.detail()).contains("10 activities 70 to 79"));
            assertThat(after(fixture, "delete from archive_head"))
                    .singleElement()
                    .satisfies(one -> assertThat(one.detail()).startsWith("archive_head: its row is missing"));
            // and the traces covered by renumbering
            assertThat(places(after(
                            fixture,
                            "delete from archive_original where sequence = 150",
                            delete(150, 150),
                            "update archive_activity set sequence = -sequence + 1 where sequence > 150",
                            "update archive_activity set sequence = -sequence where sequence < 0",
                            "update archive_original set sequence = -sequence + 1 where sequence > 150",
                            "update archive_original set sequence = -sequence where sequence < 0",
                            "update archive_head set last_sequence = 299")))
                    .contains(at(Kind.REMOVED, 150));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsRows_thatWereInsertedOrExchanged(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine, 300)) {
            dropGuards(fixture);

            assertThat(places(after(fixture, copy(7, 301, "forged")))).contains(at(Kind.INSERTED, 301));
            assertThat(places(after(fixture, copy(7, 0, "forged")))).contains(at(Kind.INSERTED, 0));
            assertThat(places(after(
                            fixture,
                            "update archive_original set sequence = -sequence - 1 where sequence >= 150",
                            "update archive_original set sequence = -sequence where sequence < 0",
                            "update archive_activity set sequence = -sequence - 1 where sequence >= 150",
                            "update archive_activity set sequence = -sequence where sequence < 0",
                            copy(7, 150, "forged"),
                            "insert into archive_original select 150, media_type, original from archive_original"
                                    + " where sequence = 7")))
                    .contains(at(Kind.INSERTED, 150));

            assertThat(places(after(fixture, exchange(100, 200))))
                    .contains(at(Kind.CHANGED, 100), at(Kind.CHANGED, 200));
            assertThat(after(fixture, exchange(100, 101)))
                    .extracting(Finding::sequence)
                    .contains(100L);
        }
    }

    private static String[] exchange(long one, long other) {
        return new String[] {
            "update archive_activity set sequence = -1 where sequence = " + one,
            "update archive_activity set sequence = " + one + " where sequence = " + other,
            "update archive_activity set sequence = " + other + " where sequence = -1"
        };
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsChangesOfOriginalsSealsAndHead(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine, SIZE)) {
            dropGuards(fixture);

            assertThat(places(after(
                            fixture,
                            "update archive_original set original = '{}' where sequence = 4711",
                            "update archive_original set media_type = 'text/html' where sequence = 4713",
                            "delete from archive_original where sequence = " + SIZE,
                            "insert into archive_original select " + (SIZE + 1)
                                    + ", media_type, original from archive_original where sequence = 1")))
                    .containsExactly(
                            at(Kind.CHANGED, 4711),
                            at(Kind.CHANGED, 4713),
                            at(Kind.REMOVED, SIZE),
                            at(Kind.INSERTED, SIZE + 1));

            String aHash = "(select hash from archive_activity where sequence = 5)";
            for (String change : List.of(
                    "update archive_segment set first_sequence = 2",
                    "update archive_segment set last_sequence = 9999",
                    "update archive_segment set root_hash = " + aHash,
                    "update archive_segment set sealed = (select published from archive_activity where sequence = 5)",
                    "delete from archive_segment",
                    delete(10_000, 10_000))) {
                assertThat(places(after(fixture, change))).as(change).contains(at(Kind.SEGMENT, 10_000));
            }
            assertThat(places(after(
                            fixture,
                            "insert into archive_segment select 2, first_sequence, last_sequence, root_hash, sealed from"
                                    + " archive_segment")))
                    .containsExactly(at(Kind.SEGMENT, SIZE));
            assertThat(places(after(fixture, "update archive_head set last_segment = 0, segment_hash = last_hash")))
                    .containsExactly(at(Kind.SEGMENT, SIZE));
            assertThat(places(after(fixture, "update archive_head set last_hash = " + aHash)))
                    .containsExactly(at(Kind.CHANGED, SIZE));
            assertThat(places(after(fixture, "update archive_head set last_sequence = last_sequence - 1")))
                    .contains(at(Kind.INSERTED, SIZE));
        }
    }

    /** Packed numbers that are not those of what they are put into. */
    private static final String PACKED = "(select hours from archive_month where account_id = 'account-0')";

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_findsEverySum_thatDisagrees(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine, 400)) {
            for (String change : List.of(
                    "update archive_day set activities = activities + 1 where account_id = 'account-1'",
                    "update archive_day set first_sequence = 2 where first_sequence = 1",
                    "delete from archive_day where first_sequence = 1",
                    "update archive_day set hours = " + PACKED + " where first_sequence = 1",
                    "insert into archive_day select 'account-new', day_number, channel_id, activities, first_sequence,"
                            + " last_sequence, hours from archive_day where first_sequence = 1",
                    "update archive_month set hours = " + PACKED + " where account_id = 'account-1'",
                    "update archive_month set month_number = 5 where account_id = 'account-1'",
                    "delete from archive_month where account_id = 'account-1'",
                    "insert into archive_month select 'account-new', month_number, hours from archive_month where"
                            + " account_id = 'account-1'",
                    "update archive_channel set inbound = inbound + 1 where account_id = 'account-0'",
                    "update archive_channel set last_sequence = 1 where account_id = 'account-0'",
                    "delete from archive_channel where account_id = 'account-2'",
                    "update archive_account set waiting = waiting - 1 where account_id = 'account-0'",
                    "delete from archive_account where account_id = 'account-2'",
                    "insert into archive_account values ('account-new', 1, 0)",
                    "update archive_conversation set inbound = inbound + 1 where id = 3",
                    "update archive_conversation set first_response = started where id = 3",
                    "update archive_conversation set response_seconds = response_seconds + 1 where id = 3",
                    "update archive_conversation set waiting = not waiting where id = 3",
                    "update archive_conversation set contact_id = contact_id + 1 where id = 3",
                    "update archive_conversation set account_id = 'account-x' where id = 3",
                    "delete from archive_conversation where id = 3",
                    "update archive_conversation set id = 900 where id = 3",
                    "insert into archive_merged values (3, 2)",
                    "update archive_contact set network_id = 'somebody else' where id = 3",
                    "update archive_contact set handle = 'somebody' where id = 3",
                    "update archive_contact set display_name = 'Somebody' where id = 3",
                    "update archive_contact set described = {ts '2000-01-01 00:00:00'} where id = 3",
                    "update archive_contact set first_seen = {ts '2000-01-01 00:00:00'} where id = 3",
                    "update archive_head set last_contact = last_contact + 1",
                    "delete from archive_contact where id = 3",
                    "delete from archive_shared_contact where contact_id = 3 and account_id = 'account-1'",
                    "insert into archive_shared_contact values (3, 'account-new')",
                    "update archive_contact set shared = not shared where id = 3",
                    "delete from archive_shared_contact where contact_id = 3",
                    "delete from archive_shared_day where contact_id = 3 and account_id = 'account-1'",
                    "insert into archive_shared_day values (5, 3, 'account-1')",
                    "insert into archive_shared_day values (5, 3, 'account-new')",
                    "update archive_response_day set conversations = " + PACKED + " where account_id = 'account-1'",
                    "update archive_response_month set conversations = " + PACKED + " where account_id = 'account-1'",
                    "update archive_response_month set month_number = 5 where account_id = 'account-1'",
                    "delete from archive_response_day where account_id = 'account-1'",
                    "update archive_contact_day set previous_day = 5 where contact_id = 3",
                    "update archive_contact_day set day_number = 5 where contact_id = 3 and day_number ="
                            + " (select min(day_number) from archive_contact_day where contact_id = 3)",
                    "delete from archive_contact_day where contact_id = 3",
                    "update archive_contact_return set contacts = " + PACKED + " where account_id = 'account-1'",
                    "delete from archive_contact_return where account_id = 'account-2'",
                    "update archive_day set day_number = 2147483647 where account_id = 'account-1' and day_number = (select min(day_number) from archive_day where account_id = 'account-1')",
                    "update archive_day set day_number = -2147483648 where account_id = 'account-1' and day_number = (select min(day_number) from archive_day where account_id = 'account-1')",
                    "update archive_month set month_number = 2147483647 where account_id = 'account-1' and month_number = (select min(month_number) from archive_month where account_id = 'account-1')",
                    "update archive_month set month_number = -2147483648 where account_id = 'account-1' and month_number = (select min(month_number) from archive_month where account_id = 'account-1')",
                    "update archive_response_day set day_number = 2147483647 where account_id = 'account-1' and day_number = (select min(day_number) from archive_response_day where account_id = 'account-1')",
                    "update archive_response_day set day_number = -2147483648 where account_id = 'account-1' and day_number = (select min(day_number) from archive_response_day where account_id = 'account-1')",
                    "update archive_response_month set month_number = 2147483647 where account_id = 'account-1' and month_number = (select min(month_number) from archive_response_month where account_id = 'account-1')",
                    "update archive_response_month set month_number = -2147483648 where account_id = 'account-1' and month_number = (select min(month_number) from archive_response_month where account_id = 'account-1')",
                    "update archive_contact_return set day_number = 2147483647 where account_id = 'account-1' and day_number = (select min(day_number) from archive_contact_return where account_id = 'account-1')",
                    "update archive_contact_return set day_number = -2147483648 where account_id = 'account-1' and day_number = (select min(day_number) from archive_contact_return where account_id = 'account-1')",
                    "update archive_contact_day set day_number = 2147483647 where contact_id = 3 and day_number = (select min(day_number) from archive_contact_day where contact_id = 3)",
                    "update archive_contact_day set day_number = -2147483648 where contact_id = 3 and day_number = (select min(day_number) from archive_contact_day where contact_id = 3)",
                    "update archive_shared_day set day_number = 2147483647 where contact_id = 3 and day_number = (select min(day_number) from archive_shared_day where contact_id = 3)",
                    "update archive_shared_day set day_number = -2147483648 where contact_id = 3 and day_number = (select min(day_number) from archive_shared_day where contact_id = 3)")) {
                String table = change.replaceFirst("^(update|delete from|insert into) (\\w+) .*", "$2");
                List<Finding> findings = after(fixture, change);
                assertThat(findings).as(change).isNotEmpty().allSatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.ROLLUP);
                    assertThat(finding.sequence()).isNull();
                });
                if (!table.equals("archive_merged")) {
                    assertThat(findings).as(change).anySatisfy(finding -> assertThat(finding.detail())
                            .startsWith(table));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_isIntact_whileOthersAppend(Database.Engine engine) throws Exception {
        try (ArchiveFixture fixture = filled(engine, 2500)) {
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<?> appending = thread.submit(() -> fixture.append(entries(2500, 1500), 7));
                int verified = 0;
                while (!appending.isDone() || verified == 0) {
                    assertThat(fixture.archive.verify(rows -> {}).findings()).isEmpty();
                    verified++;
                }
                appending.get(60, TimeUnit.SECONDS);
            } finally {
                thread.shutdownNow();
            }
            ArchiveVerification last = fixture.archive.verify(rows -> {});
            assertThat(last.findings()).isEmpty();
            assertThat(last.activities()).isEqualTo(4000);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_isIntact_atBothEndsOfTime(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            for (Instant at : List.of(RollupCalendar.EARLIEST, RollupCalendar.END.minusNanos(1000))) {
                fixture.append(
                        entry("acme", "acme.x", "in " + at, Direction.INBOUND, "ann", null, null, at),
                        entry("acme", "acme.x", "out " + at, Direction.OUTBOUND, "acme", "in " + at, null, at),
                        entry("bolt", "bolt.x", "in " + at, Direction.INBOUND, "ann", null, null, at));
            }
            assertThat(fixture.archive.verify(rows -> {}).findings()).isEmpty();
            assertThat(after(fixture, "update archive_day set activities = 7 where last_sequence = 5"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.detail()).contains("9999-12-30", "activities=7"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_stops_whenTheProgressSaysSo(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine, 3000)) {
            List<Long> told = new ArrayList<>();

            assertThatThrownBy(() -> fixture.archive.verify(rows -> {
                        told.add(rows);
                        if (rows >= 2000) {
                            throw new CancellationException("enough");
                        }
                    }))
                    .isInstanceOf(CancellationException.class);

            assertThat(told).containsExactly(1000L, 2000L);
            assertThat(fixture.append(entries(3000, 1).get(0)).stored()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_listsAHundredFindings_whenEverythingIsWrong(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine, 400)) {
            dropGuards(fixture);

            List<Finding> findings = after(fixture, "update archive_activity set lang = 'xx'");

            assertThat(findings).hasSize(100);
            assertThat(places(findings)).startsWith(at(Kind.CHANGED, 1));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_ofAnEmptyArchive_isIntact(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            assertThat(fixture.archive.verify(rows -> {}))
                    .isEqualTo(new ArchiveVerification(true, 0, 0, null, List.of()));
        }
    }

    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Runs the statements, verifies, and takes the statements back. */
    private static List<Finding> after(ArchiveFixture fixture, String... statements) {
        List<Finding> findings = new ArrayList<>();
        try {
            fixture.database.transact(connection -> {
                for (String statement : statements) {
                    assertThat(Sql.update(connection, statement)).as(statement).isPositive();
                }
                findings.addAll(fixture.archive.verify(rows -> {}).findings());
                throw new TakenBack();
            });
        } catch (TakenBack expected) {
            assertThat(findings).as("%s", List.of(statements)).isNotEmpty();
        }
        return findings;
    }

    private static List<Tuple> places(List<Finding> findings) {
        return findings.stream()
                .map(finding -> tuple(finding.kind(), finding.sequence()))
                .toList();
    }

    private static Tuple at(Kind kind, long sequence) {
        return tuple(kind, sequence);
    }

    private static String delete(long from, long to) {
        return "delete from archive_activity where sequence between " + from + " and " + to;
    }

    private static String copy(long from, long to, String networkId) {
        return "insert into archive_activity select " + to + ", account_id, channel_id, '" + networkId
                + "', network, conversation_id, contact_id, direction, kind, verb, object_type, actor_id, actor_handle,"
                + " actor_name, actor_url, published, content, lang, in_reply_to, context_id, url, attachments, archived,"
                + " original_hash, hash from archive_activity where sequence = " + from;
    }

    private static void dropGuards(ArchiveFixture fixture) {
        for (String table : List.of("activity", "original", "segment")) {
            switch (fixture.database.engine()) {
                case DERBY -> {
                    fixture.sql("drop trigger archive_" + table + "_no_update");
                    fixture.sql("drop trigger archive_" + table + "_no_delete");
                }
                case POSTGRESQL -> fixture.sql("drop trigger archive_" + table + "_refuse on archive_" + table);
            }
        }
    }

    private static ArchiveFixture filled(Database.Engine engine, int size) {
        ArchiveFixture fixture = new ArchiveFixture(engine);
        fixture.append(entries(0, size), 1000);
        return fixture;
    }

    /** Three accounts; conversations of five activities, of which the third is the answer; a contact every seven. */
    private static List<Intake.Entry> entries(int from, int count) {
        List<Intake.Entry> entries = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            int conversation = i / 5;
            String account = "account-" + conversation % 3;
            boolean answer = i % 5 == 2;
            entries.add(entry(
                    account,
                    account + ".x",
                    Integer.toString(i),
                    answer ? Direction.OUTBOUND : Direction.INBOUND,
                    answer ? account : "person" + conversation % 7,
                    i % 5 == 0 ? null : Integer.toString(i - 1),
                    null,
                    NOON.plusSeconds(i * 1800L)));
        }
        return entries;
    }
}
