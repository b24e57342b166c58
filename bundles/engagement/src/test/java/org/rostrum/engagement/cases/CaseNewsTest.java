package org.rostrum.engagement.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.engagement.CaseChange;
import org.rostrum.api.engagement.CaseSourceState;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.Worth;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.TestClocks;
import org.rostrum.engagement.routing.JdbcRouting;
import org.rostrum.engagement.routing.TestRules;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.cases.Fetched;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

class CaseNewsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final MemoryArchive archive = new MemoryArchive();
    private final RecordingDeliveries deliveries = new RecordingDeliveries();
    private final QueuedTimedWork work = new QueuedTimedWork();
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final ManualClock clock = new ManualClock(NOON);
    private final CaseSources sources = new CaseSources(work, clock);
    private final Helpdesk helpdesk = new Helpdesk();

    /** Tells what it is given to tell, in pieces of two; its cursor is how much of it was told. */
    private static final class Helpdesk implements CaseSource {
        private final List<CaseNews> all = new ArrayList<>();
        private final List<@Nullable String> asked = new ArrayList<>();
        private @Nullable DeliveryException failure;
        private int looksBack;

        @Override
        public String adapter() {
            return "helpdesk";
        }

        @Override
        public Optional<String> hintSecret() {
            return Optional.of("a secret of the tests");
        }

        @Override
        public Fetched fetch(@Nullable String cursor) throws DeliveryException {
            asked.add(cursor);
            if (failure != null) {
                throw failure;
            }
            int told = cursor == null ? 0 : Integer.parseInt(cursor);
            int end = Math.min(all.size(), told + 2);
            return new Fetched(
                    all.subList(Math.max(0, told - looksBack), end), Integer.toString(end), end < all.size());
        }
    }

    private CaseNewsTask task(TestDatabase database) {
        return new CaseNewsTask(
                tables(database),
                database.database(),
                sources,
                archive,
                deliveries,
                TestClocks.none(clock),
                FixedAccess.everything(),
                metrics,
                clock);
    }

    private RoutingTables tables(TestDatabase database) {
        return new RoutingTables(database.database(), clock);
    }

    private JdbcCaseNews news(TestDatabase database, FixedAccess access) {
        JdbcRouting routing = new JdbcRouting(
                database.database(),
                tables(database),
                TestRules.check(MemoryAccounts.with("acme", "Acme")),
                access,
                new RecordingAuditLog(),
                clock);
        return new JdbcCaseNews(routing, sources, database.database(), access);
    }

    /** A ticket of a conversation; gives its key. */
    private String ticket(TestDatabase database, String adapter) {
        tables(database);
        Activity activity = Activity.builder(
                        "1", Direction.INBOUND, new Actor("u1", "anna", "Anna N.", null), NOON.minusSeconds(60))
                .content("It leaks")
                .build();
        archive.append(new Intake(List.of(new Intake.Entry("acme", "acme.bluesky", activity)), null));
        long conversation = archive.after(0, 1).get(0).conversationId();
        return database.database().transaction(connection -> {
            long id = Sql.insert(
                    connection,
                    "insert into engagement_case (kind, account_id, conversation_id, sequence, contact_handle, summary, owner,"
                            + " rule_id, rule_name, created, happened, delivery_id)"
                            + " values ('TICKET', 'acme', ?, 1, 'anna', 'It leaks', 'support', 1, 'Problems', ?, ?, 1)",
                    conversation,
                    NOON,
                    NOON);
            String key = "ticket/" + id;
            deliveries.enqueue(new DeliveryRequest("ticket", adapter, "acme", key, key, "{}", List.of()));
            return key;
        });
    }

    private static CaseNews stage(String key, int number, CaseStage stage, String wording, Instant happened) {
        return new CaseNews(key, "T-1", "n" + number, happened, "desk", CaseNews.Kind.STAGE, stage, wording, "", null);
    }

    private static CaseNews written(String key, int number, CaseNews.Kind kind, String text) {
        return new CaseNews(key, "T-1", "n" + number, NOON, "desk", kind, null, "", text, null);
    }

    private Instant ask(CaseNewsTask task) {
        return task.run(new TimedTask.Execution("helpdesk", "", clock.instant(), 0));
    }

    private static long caseId(String key) {
        return KnownCase.idOf(key).orElseThrow();
    }

    private record Event(String kind, String actor, String detail) {}

    private static List<Event> events(TestDatabase database) {
        return database.database()
                .read(connection -> Sql.list(
                        connection,
                        "select kind, actor, detail from engagement_event order by id",
                        row -> new Event(row.getString(1), row.getString(2), row.getString(3))));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsTold_isTakenOnce_andShownAtTheCaseAndTheConversation(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            String key = ticket(database, "helpdesk");
            sources.add(helpdesk);
            helpdesk.looksBack = 2;
            helpdesk.all.add(stage(key, 1, CaseStage.OPEN, "open", NOON));
            helpdesk.all.add(written(key, 2, CaseNews.Kind.COMMENT, "Ask the\nplumber\u0000"));
            helpdesk.all.add(written(key, 3, CaseNews.Kind.ANSWER, "It is mended"));
            helpdesk.all.add(stage(key, 4, CaseStage.RESOLVED, "closed", NOON.plusSeconds(5)));
            CaseNewsTask task = task(database);
            assertThat(ask(task)).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
            assertThat(ask(task)).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
            assertThat(helpdesk.asked).containsExactly(null, "2", "4");

            JdbcCaseNews news = news(database, FixedAccess.everything());
            assertThat(news.changes(RuleAction.TICKET, caseId(key)))
                    .extracting(CaseChange::kind, CaseChange::stage, CaseChange::wording, CaseChange::text)
                    .containsExactly(
                            tuple(CaseChange.Kind.STAGE, CaseStage.OPEN, "open", ""),
                            tuple(CaseChange.Kind.COMMENT, null, "", "Ask the\nplumber"),
                            tuple(CaseChange.Kind.ANSWER, null, "", "It is mended"),
                            tuple(CaseChange.Kind.STAGE, CaseStage.RESOLVED, "closed", ""));
            String id = key.substring("ticket/".length());
            assertThat(events(database))
                    .containsExactly(
                            new Event("CASE_STAGE", "desk (helpdesk)", "TICKET " + id + " OPEN open"),
                            new Event("CASE_COMMENT", "desk (helpdesk)", "TICKET " + id + "\nAsk the\nplumber"),
                            new Event("CASE_ANSWER", "desk (helpdesk)", "TICKET " + id + "\nIt is mended"),
                            new Event("CASE_STAGE", "desk (helpdesk)", "TICKET " + id + " RESOLVED closed"));
            assertThat(metrics.count("rostrum.engagement.case.news,adapter,helpdesk,kind,stage"))
                    .isEqualTo(2);
            assertThat(news.sources())
                    .extracting(CaseSourceState::adapter, CaseSourceState::running, CaseSourceState::error)
                    .containsExactly(tuple("helpdesk", true, null));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatWeDidThereOurselves_isKept_andToldToNobody(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            String key = ticket(database, "helpdesk");
            sources.add(helpdesk);
            helpdesk.all.add(new CaseNews(
                    key,
                    "T-1",
                    "n1",
                    NOON,
                    "rostrum",
                    CaseNews.Kind.STAGE,
                    CaseStage.RESOLVED,
                    "closed",
                    "",
                    null,
                    true));
            CaseNewsTask task = task(database);
            ask(task);
            ask(task);
            assertThat(events(database)).isEmpty();
            assertThat(database.database()
                            .read(connection -> new CaseNewsStore().find(connection, caseId(key)))
                            .orElseThrow()
                            .status()
                            .stage())
                    .isEqualTo(CaseStage.RESOLVED);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatComesLate_isKept_andChangesNoStage(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            String key = ticket(database, "helpdesk");
            sources.add(helpdesk);
            helpdesk.all.add(new CaseNews(
                    key,
                    "T-1",
                    "n1",
                    NOON.plusSeconds(60),
                    "desk",
                    CaseNews.Kind.STAGE,
                    CaseStage.WON,
                    "sold",
                    "good price",
                    new Worth(new BigDecimal("1200.50"), "EUR")));
            helpdesk.all.add(stage(key, 2, CaseStage.OPEN, "open", NOON));
            ask(task(database));
            JdbcRouting routing = new JdbcRouting(
                    database.database(),
                    tables(database),
                    TestRules.check(MemoryAccounts.with("acme", "Acme")),
                    FixedAccess.everything(),
                    new RecordingAuditLog(),
                    clock);
            assertThat(routing.findCase(caseId(key)).orElseThrow().status()).satisfies(status -> {
                assertThat(status.stage()).isEqualTo(CaseStage.WON);
                assertThat(status.wording()).isEqualTo("sold");
                assertThat(status.since()).isEqualTo(NOON.plusSeconds(60));
                assertThat(status.reason()).isEqualTo("good price");
                assertThat(status.worth()).isEqualTo(new Worth(new BigDecimal("1200.50"), "EUR"));
            });
            assertThat(news(database, FixedAccess.everything()).changes(RuleAction.TICKET, caseId(key)))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsToldOfOthersCases_isLeftOut(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            String key = ticket(database, "other-helpdesk");
            sources.add(helpdesk);
            helpdesk.all.add(stage(key, 1, CaseStage.OPEN, "open", NOON));
            helpdesk.all.add(stage("lead/" + caseId(key), 2, CaseStage.OPEN, "open", NOON));
            helpdesk.all.add(stage("ticket/99999", 3, CaseStage.OPEN, "open", NOON));
            helpdesk.all.add(stage("ticket/1'; drop table", 4, CaseStage.OPEN, "open", NOON));
            helpdesk.all.add(stage("post/1", 5, CaseStage.OPEN, "open", NOON));
            CaseNewsTask task = task(database);
            ask(task);
            assertThat(events(database)).isEmpty();
            // and is not asked for again
            ask(task);
            assertThat(helpdesk.asked).endsWith("5");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoDoesNotAnswer_isAskedLater_andNothingIsLost(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            String key = ticket(database, "helpdesk");
            sources.add(helpdesk);
            CaseNewsTask task = task(database);
            helpdesk.failure = new DeliveryException(FailureCategory.UNAVAILABLE, "nobody is there", null);
            assertThat(ask(task)).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
            assertThat(ask(task)).isEqualTo(NOON.plus(Duration.ofMinutes(2)));
            assertThat(ask(task)).isEqualTo(NOON.plus(Duration.ofMinutes(4)));
            assertThat(task.execute().getStatus()).isEqualTo(Result.Status.OK);
            for (int i = 0; i < 12; i++) {
                assertThat(ask(task)).isAfter(NOON).isBeforeOrEqualTo(NOON.plus(Duration.ofMinutes(15)));
            }
            assertThat(task.execute().getStatus()).isEqualTo(Result.Status.WARN);
            helpdesk.failure =
                    new DeliveryException(FailureCategory.RATE_LIMITED, "slowly", NOON.plusSeconds(3600), null);
            assertThat(ask(task)).isEqualTo(NOON.plusSeconds(3600));
            assertThat(news(database, FixedAccess.everything()).sources())
                    .extracting(CaseSourceState::failures, CaseSourceState::error, CaseSourceState::answered)
                    .containsExactly(tuple(16, "slowly", null));

            helpdesk.failure = null;
            helpdesk.all.add(stage(key, 1, CaseStage.RESOLVED, "closed", NOON));
            assertThat(ask(task)).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
            assertThat(events(database)).hasSize(1);
            assertThat(task.execute().getStatus()).isEqualTo(Result.Status.OK);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void onlyWhoMay_seesAndHints(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            String key = ticket(database, "helpdesk");
            sources.add(helpdesk);
            JdbcCaseNews siblings = news(database, FixedAccess.at(java.util.Set.of("beta"), "cases:read"));
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> siblings.changes(RuleAction.TICKET, caseId(key)))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
            JdbcCaseNews all = news(database, FixedAccess.everything());
            assertThat(all.changes(RuleAction.TICKET, caseId(key))).isEmpty();
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> all.changes(RuleAction.LEAD, caseId(key)))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));

            Instant later = NOON.plusSeconds(30);
            work.schedule(CaseNewsTask.NAME, "helpdesk", later, "");
            JdbcCaseNews anybody = news(database, FixedAccess.anonymous());
            for (Map.Entry<String, String> wrong : Map.of(
                            "helpdesk", "", "nobody", "a secret of the tests", "HELPDESK", "x")
                    .entrySet()) {
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> anybody.hint(wrong.getKey(), wrong.getValue()))
                        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
            }
            assertThat(work.next(CaseNewsTask.NAME, "helpdesk")).contains(later);
            anybody.hint("helpdesk", "a secret of the tests");
            assertThat(work.next(CaseNewsTask.NAME, "helpdesk"))
                    .hasValueSatisfying(at -> assertThat(at).isBefore(NOON));
        }
    }
}
