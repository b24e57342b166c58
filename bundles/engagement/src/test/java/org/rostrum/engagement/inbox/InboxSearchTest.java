package org.rostrum.engagement.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.engagement.InboxReply;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.assignment.TestAssigners;
import org.rostrum.engagement.due.TestClocks;
import org.rostrum.engagement.search.SearchTask;
import org.rostrum.engagement.search.WordStore;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.MemoryChannels;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** Conversations that are found by their words. */
class InboxSearchTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final List<NewsDesk> desks = new ArrayList<>();
    private final MemoryArchive archive = new MemoryArchive();
    private final QueuedTimedWork work = new QueuedTimedWork();
    private final ManualClock clock = new ManualClock(NOON);
    private int said;

    @AfterEach
    void closeDesks() {
        desks.forEach(NewsDesk::close);
    }

    private JdbcInbox inbox(TestDatabase database, FixedAccess access) {
        RoutingTables tables = new RoutingTables(database.database(), clock);
        NewsDesk desk = new NewsDesk(tables, database.database());
        desks.add(desk);
        MemoryChannels channels = new MemoryChannels();
        channels.ensure("acme.bluesky", "acme", "bluesky", "Acme", Map.of());
        return new JdbcInbox(
                tables,
                database.database(),
                archive,
                channels,
                new RecordingDeliveries(),
                (channel, text) -> Optional.empty(),
                work,
                TestAssigners.explanations((user, account) -> true),
                access,
                new RecordingAuditLog(),
                desk,
                TestClocks.none(clock),
                clock);
    }

    private String say(String account, String text, @Nullable String inReplyTo, Direction direction) {
        String id = Integer.toString(++said);
        clock.set(clock.instant().plusSeconds(1));
        Activity activity = Activity.builder(
                        id, direction, new Actor("u" + said, "zofia.k", "Zofia Kowalska", null), clock.instant())
                .content(text)
                .inReplyTo(inReplyTo)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry(account, account + ".bluesky", activity)), null));
        return id;
    }

    private String asked(String text) {
        return say("acme", text, null, Direction.INBOUND);
    }

    private void follow(TestDatabase database) {
        InboxFollower follower = new InboxFollower(
                database.database(),
                archive,
                TestClocks.none(clock),
                TestAssigners.none(clock),
                clock,
                Duration.ofDays(30));
        while (follower.next() > 0) {
            assertThat(archive.totals().activities()).isPositive();
        }
        index(database);
    }

    private void index(TestDatabase database) {
        SearchTask task = new SearchTask(
                new RoutingTables(database.database(), clock),
                database.database(),
                archive,
                work,
                FixedAccess.everything(),
                new RecordingMetrics(),
                clock);
        work.hurry(SearchTask.NAME, SearchTask.KEY);
        work.runDue(task, clock.instant());
    }

    private static InboxFilter search(String text) {
        return new InboxFilter(null, null, null, null, false, null, null, null, null, text);
    }

    private static List<String> found(JdbcInbox inbox, String text) {
        return inbox.list(search(text), null, 50).items().stream()
                .map(InboxConversation::excerpt)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void words_areFound_whateverTheirCaseAndAccents_allOfThem_newestFirst(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            asked("My Café-Müller machine leaks!");
            asked("The machine doesn't start");
            asked("Żółta łódź, straße 12");
            follow(database);
            assertThat(found(inbox, "machine"))
                    .containsExactly("The machine doesn't start", "My Café-Müller machine leaks!");
            assertThat(found(inbox, "MULLER cafe")).containsExactly("My Café-Müller machine leaks!");
            assertThat(found(inbox, "machine leak")).as("the last one goes on").hasSize(1);
            assertThat(found(inbox, "mach leaks")).as("the first one does not").isEmpty();
            assertThat(found(inbox, "doesn’t")).hasSize(1);
            assertThat(found(inbox, "zolta lodz strasse")).hasSize(1);
            assertThat(found(inbox, "machine zolta")).isEmpty();
            assertThat(found(inbox, "12")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void scriptsWithoutSpaces_andArabic_areFound(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            asked("我的咖啡机坏了");
            asked("コーヒーマシンが壊れた");
            asked("أين طلبيّتي؟ مكتبة");
            asked("주문이 늦어요");
            follow(database);
            assertThat(found(inbox, "咖啡机")).containsExactly("我的咖啡机坏了");
            assertThat(found(inbox, "了")).containsExactly("我的咖啡机坏了");
            assertThat(found(inbox, "茶")).isEmpty();
            assertThat(found(inbox, "ｺｰﾋｰ")).containsExactly("コーヒーマシンが壊れた");
            assertThat(found(inbox, "اين طلبيتى مكتبه")).containsExactly("أين طلبيّتي؟ مكتبة");
            assertThat(found(inbox, "주문")).containsExactly("주문이 늦어요");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void answers_notes_andNames_areSearched_andOtherConditionsHold(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            String first = asked("It leaks");
            asked("It hums");
            follow(database);
            long id = inbox.list(search("leaks"), null, 50).items().get(0).id();
            inbox.note(id, "Warranty until Michaelmas");
            inbox.reply(id, new InboxReply("Descale it, please", null, false, null, "k"));
            assertThat(found(inbox, "michael")).containsExactly("It leaks");
            assertThat(found(inbox, "descale leaks")).containsExactly("It leaks");
            say("acme", "Have you tried vinegar?", first, Direction.OUTBOUND);
            follow(database);
            assertThat(found(inbox, "vinegar")).containsExactly("It leaks");
            assertThat(found(inbox, "kowalska")).hasSize(2);
            assertThat(found(inbox, "zofia.k")).hasSize(2);
            assertThat(inbox.counts(search("it")))
                    .containsEntry(Status.OPEN, 1L)
                    .containsEntry(Status.PENDING, 1L);
            InboxFilter open = new InboxFilter(null, null, Status.OPEN, null, false, null, null, null, null, "it");
            assertThat(inbox.list(open, null, 50).items()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void results_arePaged_andThoseOfOtherAccountsStayUnknown(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            for (int i = 0; i < 5; i++) {
                asked("Leak " + i);
            }
            say("beta", "Leak elsewhere", null, Direction.INBOUND);
            JdbcInbox inbox = inbox(database, FixedAccess.at(Set.of("acme"), "inbox:read"));
            follow(database);
            CursorPage<InboxConversation> page = inbox.list(search("leak"), null, 3);
            assertThat(page.items())
                    .extracting(InboxConversation::excerpt)
                    .containsExactly("Leak 4", "Leak 3", "Leak 2");
            CursorPage<InboxConversation> rest =
                    inbox.list(search("leak"), Objects.requireNonNull(page.nextCursor()), 3);
            assertThat(rest.items()).extracting(InboxConversation::excerpt).containsExactly("Leak 1", "Leak 0");
            assertThat(rest.nextCursor()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsNoSearch_isRefused(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            for (String wrong : List.of("", " ", "!?", "a".repeat(201), "a ".repeat(60))) {
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> inbox.list(search(wrong), null, 50))
                        .satisfies(problem -> assertThat(problem.field()).isEqualTo("q"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatWasThereBefore_isTakenIn_stepByStep_once(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            for (int i = 0; i < 250; i++) {
                asked("Kettle number " + i);
            }
            follow(database);
            inbox.note(inbox.list(InboxFilter.ALL, null, 1).items().get(0).id(), "Spout is loose");
            // as after an upgrade from a version that had no words
            database.database().transact(connection -> {
                Sql.update(connection, "delete from engagement_word");
                Sql.update(connection, "update engagement_inbox_progress set searched = 0, searched_events = 0");
            });
            assertThat(found(inbox, "kettle")).isEmpty();
            index(database);
            assertThat(found(inbox, "kettle")).hasSize(50);
            assertThat(found(inbox, "number 17"))
                    .containsExactly(
                            "Kettle number 179",
                            "Kettle number 178",
                            "Kettle number 177",
                            "Kettle number 176",
                            "Kettle number 175",
                            "Kettle number 174",
                            "Kettle number 173",
                            "Kettle number 172",
                            "Kettle number 171",
                            "Kettle number 170",
                            "Kettle number 17");
            assertThat(found(inbox, "spout")).hasSize(1);
            index(database);
            // conversations that become one
            database.database().transact(connection -> {
                InboxProgress.lock(connection);
                WordStore.move(connection, 1, 2);
            });
            assertThat(found(inbox, "0")).doesNotContain("Kettle number 0");
        }
    }
}
