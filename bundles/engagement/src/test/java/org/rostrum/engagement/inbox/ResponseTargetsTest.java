package org.rostrum.engagement.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.accounts.BusinessHours.Interval;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.engagement.EscalationStep;
import org.rostrum.api.engagement.EscalationStep.Action;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.engagement.InboxReply;
import org.rostrum.api.engagement.ResponseClock;
import org.rostrum.api.engagement.ResponseDue;
import org.rostrum.api.engagement.ResponseMeasure;
import org.rostrum.api.engagement.ResponseTarget;
import org.rostrum.api.engagement.ResponseTargetDraft;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.assignment.TestAssigners;
import org.rostrum.engagement.due.JdbcResponseTargets;
import org.rostrum.engagement.due.ResponseClocks;
import org.rostrum.engagement.due.TargetsOfAccounts;
import org.rostrum.engagement.due.TestClocks;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.MemoryChannels;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** Conversations that are measured by targets. */
class ResponseTargetsTest {
    /** A Friday. */
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final BusinessHours OFFICE = new BusinessHours(
            Map.of(
                    DayOfWeek.FRIDAY, List.of(new Interval(9 * 60, 17 * 60)),
                    DayOfWeek.MONDAY, List.of(new Interval(9 * 60, 17 * 60))),
            List.of());

    private final List<NewsDesk> desks = new ArrayList<>();
    private final MemoryArchive archive = new MemoryArchive();
    private final RecordingDeliveries deliveries = new RecordingDeliveries();
    private final QueuedTimedWork work = new QueuedTimedWork();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final ManualClock clock = new ManualClock(NOON);
    private @Nullable BusinessHours hours;

    @AfterEach
    void closeDesks() {
        desks.forEach(NewsDesk::close);
    }

    /** Everything on one database; made anew, it is the server after a restart. */
    private final class Server {
        private final TestDatabase test;
        private final ResponseClocks clocks = TestClocks.of(clock, () -> hours, ZoneId.of("Europe/Prague"));
        private final JdbcInbox inbox;
        private final JdbcResponseTargets targets;
        private final DueTask task;

        Server(TestDatabase test) {
            this(test, FixedAccess.everything());
        }

        Server(TestDatabase test, FixedAccess access) {
            this.test = test;
            MemoryChannels channels = new MemoryChannels();
            channels.ensure("acme.bluesky", "acme", "bluesky", "Acme", Map.of());
            RoutingTables tables = new RoutingTables(test.database(), clock);
            NewsDesk desk = new NewsDesk(tables, test.database());
            desks.add(desk);
            AccessExplanations explanations = explanations();
            inbox = new JdbcInbox(
                    tables,
                    test.database(),
                    archive,
                    channels,
                    deliveries,
                    (channel, text) -> Optional.empty(),
                    work,
                    explanations,
                    access,
                    audit,
                    desk,
                    clocks,
                    clock);
            targets = new JdbcResponseTargets(
                    tables,
                    test.database(),
                    inbox,
                    TestClocks.tree(),
                    channels,
                    new TargetsOfAccounts(work, clock),
                    explanations,
                    access,
                    audit,
                    clock);
            task = new DueTask(
                    tables,
                    test.database(),
                    clocks,
                    work,
                    explanations,
                    FixedAccess.everything(),
                    audit,
                    metrics,
                    clock);
        }

        /** Something that is said by Anna, or to her. */
        void say(String id, Direction direction, @Nullable String inReplyTo, Instant at) {
            Activity activity = Activity.builder(id, direction, new Actor("u1", "anna", "Anna", null), at)
                    .content("It leaks")
                    .inReplyTo(inReplyTo)
                    .build();
            archive.append(new Intake(List.of(new Intake.Entry("acme", "acme.bluesky", activity)), null));
            InboxFollower follower = new InboxFollower(
                    test.database(), archive, clocks, TestAssigners.none(clock), clock, Duration.ofDays(30));
            while (follower.next() > 0) {
                assertThat(archive.totals().activities()).isPositive();
            }
        }

        InboxConversation only() {
            return inbox.list(InboxFilter.ALL, null, 50).items().get(0);
        }

        InboxConversation status(Status status) {
            InboxConversation now = only();
            return inbox.change(now.id(), new InboxChange(status, null, null, null, null, null, null), now.version());
        }

        /** Until then, and all that is to happen by itself. */
        void at(Instant moment) {
            clock.set(moment);
            anew();
            task.run(new TimedTask.Execution(DueTask.KEY, "", moment, 0));
        }

        void anew() {
            work.runDue(
                    new DuesAnewTask(
                            new RoutingTables(test.database(), clock),
                            test.database(),
                            TestClocks.tree(),
                            clocks,
                            FixedAccess.everything()),
                    clock.instant());
        }

        List<String> told() {
            return inbox.events(only().id()).stream()
                    .map(event -> event.kind() + " " + event.detail())
                    .toList();
        }
    }

    /** Jan and Ewa read the inbox of acme. */
    private static AccessExplanations explanations() {
        return (AccessExplanations) Proxy.newProxyInstance(
                AccessExplanations.class.getClassLoader(),
                new Class<?>[] {AccessExplanations.class},
                (proxy, method, arguments) -> {
                    boolean allowed = Set.of("jan", "ewa").contains(arguments[0]);
                    return new AccessExplanation(
                            (String) arguments[0],
                            (String) arguments[1],
                            (String) arguments[2],
                            List.of(),
                            allowed,
                            allowed ? AccessExplanation.Verdict.GRANTED : AccessExplanation.Verdict.NOT_GRANTED,
                            List.of());
                });
    }

    private static ResponseTargetDraft draft(
            Map<ResponseMeasure, Integer> minutes, boolean businessHours, EscalationStep... steps) {
        return new ResponseTargetDraft("acme", "Soon", null, null, minutes, businessHours, 80, List.of(steps));
    }

    private static ResponseDue due(InboxConversation one) {
        return Objects.requireNonNull(one.due());
    }

    private static Instant after(long minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void firstAndNextResponse_areDue_fromWhatWasSaidFirst_untilItIsAnswered(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.targets.create(
                    draft(Map.of(ResponseMeasure.FIRST_RESPONSE, 60, ResponseMeasure.NEXT_RESPONSE, 30), false));
            server.say("1", Direction.INBOUND, null, NOON);
            assertThat(server.only().due())
                    .isEqualTo(new ResponseDue(ResponseMeasure.FIRST_RESPONSE, after(60), false));
            clock.set(after(10));
            server.say("2", Direction.INBOUND, "1", after(10));
            assertThat(server.only().due())
                    .as("the customer asks again")
                    .isEqualTo(new ResponseDue(ResponseMeasure.FIRST_RESPONSE, after(60), false));

            clock.set(after(20));
            server.inbox.reply(server.only().id(), new InboxReply("Which one?", null, false, null, "k"));
            assertThat(server.only().due()).isNull();
            clock.set(after(100));
            server.say("3", Direction.INBOUND, "1", after(100));
            assertThat(server.only().due())
                    .isEqualTo(new ResponseDue(ResponseMeasure.NEXT_RESPONSE, after(130), false));
            clock.set(after(110));
            server.say("4", Direction.OUTBOUND, "1", after(105));
            assertThat(server.only().due()).as("answered on the network").isNull();
            List<ResponseClock> clocks = server.targets.clocks(server.only().id());
            assertThat(clocks)
                    .extracting(ResponseClock::measure)
                    .containsExactly(ResponseMeasure.FIRST_RESPONSE, ResponseMeasure.NEXT_RESPONSE);
            assertThat(clocks).extracting(ResponseClock::usedSeconds).containsExactly(1200L, 300L);
            assertThat(clocks).extracting(ResponseClock::ended).containsExactly(after(20), after(105));
            assertThat(clocks).extracting(ResponseClock::missed).containsOnlyNulls();
            assertThat(clocks).extracting(ResponseClock::target).containsOnly("Soon");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsNearlyDue_isWarnedOf_missed_andEscalated_once_alsoAfterARestart(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.targets.create(draft(
                    Map.of(ResponseMeasure.FIRST_RESPONSE, 60),
                    false,
                    new EscalationStep(0, Action.PRIORITY, "URGENT"),
                    new EscalationStep(10, Action.ASSIGN, "jan"),
                    new EscalationStep(10, Action.LABEL, "late"),
                    new EscalationStep(20, Action.MENTION, "ewa")));
            server.say("1", Direction.INBOUND, null, NOON);
            server.at(after(47));
            assertThat(server.told()).isEmpty();
            server.at(after(48));
            String due = "FIRST_RESPONSE " + after(60);
            assertThat(server.told()).containsExactly("WARNED " + due);
            server.at(after(59));
            assertThat(server.told()).hasSize(1);
            server = new Server(database);
            server.at(after(60));
            server.at(after(61));
            assertThat(server.only().due()).isEqualTo(new ResponseDue(ResponseMeasure.FIRST_RESPONSE, after(60), true));
            assertThat(server.only().priority()).isEqualTo(Priority.URGENT);
            assertThat(server.told())
                    .containsExactly("WARNED " + due, "MISSED " + due, "PRIORITY URGENT", "ESCALATED PRIORITY URGENT");
            server = new Server(database);
            server.at(after(90));
            server.at(after(91));
            assertThat(server.only().assignee()).isEqualTo("jan");
            assertThat(server.only().labels()).containsExactly("late");
            assertThat(server.told().subList(4, 9))
                    .containsExactly(
                            "ASSIGNED jan",
                            "ESCALATED ASSIGN jan",
                            "LABELS late",
                            "ESCALATED LABEL late",
                            "ESCALATED MENTION ewa");
            assertThat(server.told()).hasSize(9);
            assertThat(server.inbox.events(server.only().id()))
                    .extracting(event -> event.actor().name())
                    .containsOnly("response-targets");
            InboxFilter mentioned = new InboxFilter(null, null, null, null, false, null, null, "ewa", null);
            assertThat(server.inbox.list(mentioned, null, 50).items()).hasSize(1);
            assertThat(metrics.count(DueTask.MISSED)).isEqualTo(1);
            assertThat(metrics.count(DueTask.WARNED)).isEqualTo(1);
            server.say("2", Direction.OUTBOUND, "1", after(91));
            assertThat(server.only().due()).isNull();
            assertThat(server.targets.clocks(server.only().id()))
                    .extracting(ResponseClock::missed)
                    .containsExactly(after(60));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anEscalationThatCannotBe_saysWhy_andTheOthersAreDone(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            ResponseTarget made = server.targets.create(draft(
                    Map.of(ResponseMeasure.FIRST_RESPONSE, 60), false, new EscalationStep(0, Action.ASSIGN, "jan")));
            // jan has left since
            database.database()
                    .transact(connection -> Sql.update(
                            connection,
                            "update engagement_target set escalation = ? where id = ?",
                            "[{\"afterMinutes\":0,\"action\":\"ASSIGN\",\"value\":\"zoe\"},"
                                    + "{\"afterMinutes\":0,\"action\":\"MENTION\",\"value\":\"zoe\"},"
                                    + "{\"afterMinutes\":0,\"action\":\"PRIORITY\",\"value\":\"HIGH\"}]",
                            made.id()));
            server = new Server(database);
            server.say("1", Direction.INBOUND, null, NOON);
            server.at(after(60));
            assertThat(server.only().priority()).isEqualTo(Priority.HIGH);
            assertThat(server.told())
                    .contains(
                            "ESCALATED ASSIGN zoe: \"zoe\" is nobody who may read this conversation.",
                            "ESCALATED MENTION zoe: they may not read this conversation");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void resolution_standsStill_whileTheCustomerMustAct_andEndsWhenItIsClosed(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.targets.create(draft(Map.of(ResponseMeasure.RESOLUTION, 100), false));
            server.say("1", Direction.INBOUND, null, NOON);
            clock.set(after(40));
            assertThat(server.status(Status.PENDING).due()).isNull();
            server.at(after(500));
            assertThat(server.told()).containsExactly("STATUS PENDING");
            server.say("2", Direction.INBOUND, "1", after(500));
            assertThat(server.only().due()).isEqualTo(new ResponseDue(ResponseMeasure.RESOLUTION, after(560), false));
            clock.set(after(550));
            assertThat(server.status(Status.CLOSED).due()).isNull();
            clock.set(after(551));
            assertThat(server.status(Status.OPEN).due())
                    .as("closed by mistake")
                    .isEqualTo(new ResponseDue(ResponseMeasure.RESOLUTION, after(561), false));
            clock.set(after(552));
            server.status(Status.CLOSED);
            clock.set(after(600));
            server.say("3", Direction.INBOUND, "1", after(600));
            assertThat(server.only().due())
                    .as("another matter")
                    .isEqualTo(new ResponseDue(ResponseMeasure.RESOLUTION, after(700), false));
            assertThat(server.targets.clocks(server.only().id()))
                    .extracting(ResponseClock::usedSeconds)
                    .containsExactly(91 * 60L, 0L);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void businessHours_count_andAreCountedAnew_whenTheyAreEdited(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            hours = OFFICE;
            Server server = new Server(database);
            server.targets.create(draft(Map.of(ResponseMeasure.FIRST_RESPONSE, 240), true));
            // 14:00 in Prague: three hours on Friday, one on Monday
            server.say("1", Direction.INBOUND, null, NOON);
            Instant monday = Instant.parse("2026-05-04T08:00:00Z");
            assertThat(server.only().due()).isEqualTo(new ResponseDue(ResponseMeasure.FIRST_RESPONSE, monday, false));
            hours = new BusinessHours(
                    Map.of(DayOfWeek.FRIDAY, List.of(new Interval(9 * 60, 16 * 60), new Interval(18 * 60, 24 * 60))),
                    List.of());
            new TargetsOfAccounts(work, clock).hoursChanged("acme");
            server.anew();
            assertThat(server.only().due())
                    .isEqualTo(new ResponseDue(
                            ResponseMeasure.FIRST_RESPONSE, Instant.parse("2026-05-01T18:00:00Z"), false));
            server.at(Instant.parse("2026-05-01T18:00:00Z"));
            assertThat(due(server.only()).missed()).isTrue();
            hours = OFFICE;
            new TargetsOfAccounts(work, clock).hoursChanged("acme");
            server.anew();
            assertThat(server.only().due())
                    .as("not missed by the hours that count")
                    .isEqualTo(new ResponseDue(ResponseMeasure.FIRST_RESPONSE, monday, false));
            hours = new BusinessHours(Map.of(), List.of());
            new TargetsOfAccounts(work, clock).hoursChanged("acme");
            server.anew();
            assertThat(server.only().due()).as("never open").isNull();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoeverDoesNotOpenLongEnough_isNotWarned(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            // three hours, and never again
            hours = new BusinessHours(
                    Map.of(),
                    List.of(new BusinessHours.DatedHours(
                            LocalDate.parse("2026-05-01"), null, List.of(new Interval(9 * 60, 17 * 60)))));
            Server server = new Server(database);
            server.targets.create(draft(Map.of(ResponseMeasure.FIRST_RESPONSE, 200), true));
            server.say("1", Direction.INBOUND, null, NOON);
            assertThat(server.only().due()).isNull();
            server.at(after(170));
            assertThat(server.told()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void theNearestTarget_counts_andFollowsThePriority(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            Map<ResponseMeasure, Integer> slow = Map.of(ResponseMeasure.FIRST_RESPONSE, 300);
            server.targets.create(draft(slow, false));
            server.say("1", Direction.INBOUND, null, NOON);
            assertThat(due(server.only()).at()).isEqualTo(after(300));
            ResponseTarget urgent = server.targets.create(new ResponseTargetDraft(
                    "acme",
                    "Urgent",
                    null,
                    Priority.URGENT,
                    Map.of(ResponseMeasure.FIRST_RESPONSE, 15),
                    false,
                    null,
                    List.of()));
            server.targets.create(
                    new ResponseTargetDraft("acme.pl", "Below", null, null, slow, false, null, List.of()));
            server.anew();
            assertThat(due(server.only()).at()).isEqualTo(after(300));
            InboxConversation before = server.only();
            InboxConversation after = server.inbox.change(
                    before.id(),
                    new InboxChange(null, null, null, Priority.URGENT, null, null, null),
                    before.version());
            assertThat(due(after).at()).isEqualTo(after(15));
            server.targets.remove(urgent.id(), urgent.version());
            server.anew();
            assertThat(due(server.only()).at()).isEqualTo(after(300));
            server.targets.update(1, draft(Map.of(ResponseMeasure.NEXT_RESPONSE, 10), false), 1);
            server.anew();
            assertThat(server.only().due()).as("nobody sets a time any more").isNull();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatWasSaidLongAgo_isMissed_butNobodyIsCalled(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.say("0", Direction.INBOUND, null, NOON.minus(Duration.ofDays(2)));
            server.targets.create(draft(
                    Map.of(ResponseMeasure.FIRST_RESPONSE, 60), false, new EscalationStep(0, Action.LABEL, "late")));
            server.anew();
            assertThat(due(server.only()).at())
                    .as("time before there was a target")
                    .isEqualTo(after(60));
            clock.set(after(600));
            server.say("5", Direction.INBOUND, null, after(5));
            server.at(after(600));
            assertThat(server.inbox.listByDue(InboxFilter.ALL, null, 50).items())
                    .extracting(one -> due(one).at() + " " + due(one).missed())
                    .containsExactly(after(60) + " true", after(65) + " true");
            InboxConversation late =
                    server.inbox.list(InboxFilter.ALL, null, 50).items().get(0);
            assertThat(late.labels()).isEmpty();
            assertThat(server.inbox.events(late.id())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aReplyThatDidNotArrive_isNoAnswer(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.targets.create(draft(Map.of(ResponseMeasure.FIRST_RESPONSE, 60), false));
            server.say("1", Direction.INBOUND, null, NOON);
            clock.set(after(10));
            server.inbox.reply(server.only().id(), new InboxReply("Which one?", null, false, null, "k"));
            assertThat(server.only().due()).isNull();
            Delivery sent = deliveries.find(1).orElseThrow();
            new ReplyOutcomes(new RoutingTables(database.database(), clock), database.database(), server.clocks, clock)
                    .deliveryFinished(InboxTest.ended(sent, Delivery.State.DEAD, "Too long"));
            assertThat(server.only().waitingSince()).isEqualTo(NOON);
            assertThat(server.only().lastOutbound()).isNull();
            assertThat(server.only().due())
                    .isEqualTo(new ResponseDue(ResponseMeasure.FIRST_RESPONSE, after(60), false));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void pagesByDue_followOneAnother(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.targets.create(draft(Map.of(ResponseMeasure.FIRST_RESPONSE, 60), false));
            for (int i = 0; i < 7; i++) {
                // two at a time
                server.say("m" + i, Direction.INBOUND, null, NOON.plusSeconds(60L * (i / 2)));
            }
            List<Long> seen = new ArrayList<>();
            String cursor = null;
            do {
                var page = server.inbox.listByDue(InboxFilter.ALL, cursor, 2);
                page.items().forEach(one -> seen.add(one.id()));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(seen).hasSize(7).isSorted().doesNotHaveDuplicates();
            InboxFilter closed = new InboxFilter(null, null, Status.CLOSED, null, false, null, null, null, null);
            assertThat(server.inbox.listByDue(closed, null, 50).items()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatCannotBe_isRefused_byItsField(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            Map<ResponseMeasure, Integer> hour = Map.of(ResponseMeasure.FIRST_RESPONSE, 60);
            ResponseTarget made = server.targets.create(draft(hour, false));
            assertThat(audit.actions()).containsExactly("sla.create");
            assertRefused(Problem.Kind.CONFLICT, "minutes", () -> server.targets.create(draft(hour, true)));
            assertRefused(Problem.Kind.INVALID, "minutes", () -> server.targets.create(draft(Map.of(), true)));
            assertRefused(
                    Problem.Kind.INVALID,
                    "minutes.RESOLUTION",
                    () -> server.targets.create(draft(Map.of(ResponseMeasure.RESOLUTION, 0), true)));
            assertRefused(
                    Problem.Kind.INVALID,
                    "escalation[0].value",
                    () -> server.targets.create(draft(
                            Map.of(ResponseMeasure.RESOLUTION, 5), true, new EscalationStep(0, Action.ASSIGN, "zoe"))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "escalation[0].value",
                    () -> server.targets.create(draft(
                            Map.of(ResponseMeasure.RESOLUTION, 5),
                            true,
                            new EscalationStep(0, Action.PRIORITY, "SOON"))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "channelId",
                    () -> server.targets.create(
                            new ResponseTargetDraft("acme", "x", "nowhere", null, hour, false, null, List.of())));
            assertRefused(
                    Problem.Kind.INVALID,
                    "accountId",
                    () -> server.targets.create(
                            new ResponseTargetDraft("nobody", "x", null, null, hour, false, null, List.of())));
            assertRefused(
                    Problem.Kind.INVALID,
                    "warnPercent",
                    () -> server.targets.create(
                            new ResponseTargetDraft("beta", "x", null, null, hour, false, 100, List.of())));
            server.targets.update(made.id(), draft(hour, true), made.version());
            assertRefused(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> server.targets.update(made.id(), draft(hour, true), made.version()));
            assertRefused(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> server.targets.remove(made.id(), made.version()));
            assertRefused(Problem.Kind.INVALID, "cursor", () -> server.targets.list(null, "x", 50));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void rights_countAtTheAccount(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server all = new Server(database);
            ResponseTarget made = all.targets.create(draft(Map.of(ResponseMeasure.FIRST_RESPONSE, 60), false));
            all.say("1", Direction.INBOUND, null, NOON);
            long id = all.only().id();
            Server beta =
                    new Server(database, FixedAccess.at(Set.of("beta"), "slas:read", "slas:change", "inbox:read"));
            assertThat(beta.targets.list(null, null, 50).items()).isEmpty();
            assertThat(beta.targets.find(made.id())).isEmpty();
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> beta.targets.remove(made.id(), 1));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> beta.targets.clocks(id));
            assertRefused(
                    Problem.Kind.FORBIDDEN,
                    null,
                    () -> beta.targets.create(draft(Map.of(ResponseMeasure.RESOLUTION, 60), false)));
            Server agent = new Server(database, FixedAccess.at(Set.of("acme"), "inbox:read"));
            assertThat(agent.targets.clocks(id))
                    .extracting(ResponseClock::target)
                    .containsOnlyNulls();
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> agent.targets.list(null, null, 50));
        }
    }

    private static void assertRefused(Problem.Kind kind, @Nullable String field, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }
}
