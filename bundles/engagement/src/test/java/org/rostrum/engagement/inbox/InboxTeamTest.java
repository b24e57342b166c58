package org.rostrum.engagement.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.InboxBulkResult;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.engagement.InboxPerson;
import org.rostrum.api.engagement.InboxPresence;
import org.rostrum.api.engagement.InboxReply;
import org.rostrum.api.engagement.InboxTarget;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.assignment.TestAssigners;
import org.rostrum.engagement.due.TestClocks;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.MemoryChannels;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.TestDatabase;

/** Several people at one inbox. */
class InboxTeamTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final InboxFilter MENTIONED =
            new InboxFilter(null, null, null, null, false, null, null, "tester", null);

    private final List<NewsDesk> desks = new ArrayList<>();
    private final MemoryArchive archive = new MemoryArchive();
    private final RecordingDeliveries deliveries = new RecordingDeliveries();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final ManualClock clock = new ManualClock(NOON);

    private JdbcInbox inbox(TestDatabase database, FixedAccess access) {
        MemoryChannels channels = new MemoryChannels();
        channels.ensure("acme.bluesky", "acme", "bluesky", "Acme", Map.of());
        channels.ensure("beta.bluesky", "beta", "bluesky", "Beta", Map.of());
        RoutingTables tables = new RoutingTables(database.database(), clock);
        NewsDesk desk = new NewsDesk(tables, database.database());
        desks.add(desk);
        return new JdbcInbox(
                tables,
                database.database(),
                archive,
                channels,
                deliveries,
                (channel, text) -> Optional.empty(),
                new QueuedTimedWork(),
                explanations(),
                access,
                audit,
                desk,
                TestClocks.none(clock),
                clock);
    }

    @AfterEach
    void closeDesks() {
        desks.forEach(NewsDesk::close);
    }

    /** Jan, Ewa and the tester read the inbox of acme. */
    private static AccessExplanations explanations() {
        return (AccessExplanations) Proxy.newProxyInstance(
                AccessExplanations.class.getClassLoader(),
                new Class<?>[] {AccessExplanations.class},
                (proxy, method, arguments) -> {
                    String user = (String) arguments[0];
                    if (user.equals("zoe")) {
                        throw Problem.notFound("user", user);
                    }
                    boolean allowed =
                            Set.of("jan", "ewa", "tester", "robot").contains(user) && "acme".equals(arguments[2]);
                    return new AccessExplanation(
                            user,
                            (String) arguments[1],
                            (String) arguments[2],
                            List.of(),
                            allowed,
                            allowed ? AccessExplanation.Verdict.GRANTED : AccessExplanation.Verdict.NOT_GRANTED,
                            List.of());
                });
    }

    private JdbcInboxTeam team(TestDatabase database, JdbcInbox inbox, FixedAccess access) {
        List<User> all = List.of(
                user("ewa", "Ewa Nowak", false),
                user("jan", "Jan K.", false),
                user("olga", "Olga elsewhere", false),
                user("robot", "A program", true));
        UserService users = (UserService) Proxy.newProxyInstance(
                UserService.class.getClassLoader(), new Class<?>[] {UserService.class}, (proxy, method, arguments) -> {
                    String text = method.getName().equals("search") ? (String) arguments[0] : "";
                    return new CursorPage<>(
                            all.stream()
                                    .filter(user -> (user.name() + user.displayName())
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .contains(text))
                                    .toList(),
                            null);
                });
        return new JdbcInboxTeam(inbox, database.database(), users, explanations(), access, clock);
    }

    private static User user(String name, String displayName, boolean service) {
        return new User(name, displayName, null, service, false, Set.of(), false, NOON, null, 1);
    }

    private void say(TestDatabase database, String account, int count) {
        for (int i = 0; i < count; i++) {
            Activity activity = Activity.builder(
                            account + i, Direction.INBOUND, new Actor("u" + i, "anna", "Anna", null), NOON)
                    .content("It leaks")
                    .build();
            archive.append(new Intake(List.of(new Intake.Entry(account, account + ".bluesky", activity)), null));
        }
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
    }

    private static List<InboxConversation> all(JdbcInbox inbox) {
        return inbox.list(InboxFilter.ALL, null, 50).items();
    }

    private static InboxChange close(@Nullable Set<String> add, @Nullable Set<String> remove) {
        return new InboxChange(
                Status.CLOSED,
                null,
                null,
                Priority.LOW,
                null,
                add == null ? null : new TreeSet<>(add),
                remove == null ? null : new TreeSet<>(remove));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void several_areChangedAlike_andThoseThatCannotBe_areTold(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say(database, "acme", 3);
            List<InboxConversation> before = all(inbox);
            inbox.change(
                    before.get(2).id(), new InboxChange(null, null, null, null, new TreeSet<>(Set.of("spam", "x"))), 1);
            List<InboxTarget> targets = List.of(
                    new InboxTarget(before.get(0).id(), 1L),
                    new InboxTarget(before.get(0).id(), 1L),
                    new InboxTarget(before.get(1).id(), 7L),
                    new InboxTarget(before.get(2).id(), null),
                    new InboxTarget(4711, null));
            InboxBulkResult result = inbox.changeAll(targets, close(Set.of("done"), Set.of("spam")));
            assertThat(result.changed())
                    .extracting(InboxConversation::id)
                    .containsExactly(before.get(0).id(), before.get(2).id());
            assertThat(result.changed().get(1).labels()).containsExactly("done", "x");
            assertThat(result.refused())
                    .extracting(InboxBulkResult.Refused::id)
                    .containsExactly(before.get(1).id(), 4711L);
            assertThat(result.refused().get(0).detail()).isNotEmpty();
            assertThat(inbox.counts(InboxFilter.ALL))
                    .containsEntry(Status.CLOSED, 2L)
                    .containsEntry(Status.OPEN, 1L);
            assertThat(audit.actions()).containsExactly("inbox.change", "inbox.change", "inbox.change");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void several_ofWhichNoneCanBeChanged_areRefusedAsOneWouldBe(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say(database, "acme", 1);
            long id = all(inbox).get(0).id();
            assertRefused(Problem.Kind.NOT_FOUND, null, inbox, List.of(new InboxTarget(4711, null)), close(null, null));
            assertRefused(Problem.Kind.INVALID, "conversations", inbox, List.of(), close(null, null));
            assertRefused(
                    Problem.Kind.INVALID,
                    "labels",
                    inbox,
                    List.of(new InboxTarget(id, null)),
                    new InboxChange(null, null, null, null, new TreeSet<>(), new TreeSet<>(Set.of("x")), null));
            JdbcInbox beta = inbox(database, FixedAccess.at(Set.of("beta"), "inbox:read", "inbox:work"));
            assertRefused(Problem.Kind.NOT_FOUND, null, beta, List.of(new InboxTarget(id, null)), close(null, null));
            assertThat(all(inbox).get(0).status()).isEqualTo(Status.OPEN);
        }
    }

    private static void assertRefused(
            Problem.Kind kind, @Nullable String field, JdbcInbox inbox, List<InboxTarget> targets, InboxChange change) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> inbox.changeAll(targets, change))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(kind);
                    assertThat(problem.field()).isEqualTo(field);
                });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void reply_isRefused_whenSomebodyElseHasAnsweredMeanwhile(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox own = inbox(database, FixedAccess.everything());
            say(database, "acme", 1);
            long id = all(own).get(0).id();
            Activity answer = Activity.builder(
                            "out", Direction.OUTBOUND, new Actor("a", "acme", "Acme", null), NOON.plusSeconds(9))
                    .content("On the network itself")
                    .inReplyTo("acme0")
                    .build();
            archive.append(new Intake(List.of(new Intake.Entry("acme", "acme.bluesky", answer)), null));
            new InboxFollower(
                            database.database(),
                            archive,
                            TestClocks.none(clock),
                            TestAssigners.none(clock),
                            clock,
                            Duration.ofDays(30))
                    .next();
            long seen = own.events(id).get(0).id();
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> own.reply(id, new InboxReply("Hello", null, false, 0L, "k")))
                    .satisfies(problem -> {
                        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
                        assertThat(problem.field()).isEqualTo("seen");
                    });
            long sent = own.reply(id, new InboxReply("Hello", null, false, seen, "k2"))
                    .id();
            // one's own answer is no surprise
            assertThat(own.reply(id, new InboxReply("And", null, false, seen, "k3"))
                            .id())
                    .isGreaterThan(sent);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void mentioned_findTheConversation_untilTheyHaveSeenIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            JdbcInboxTeam team = team(database, inbox, FixedAccess.everything());
            say(database, "acme", 2);
            long id = all(inbox).get(0).id();
            inbox.note(id, "Nothing for you@tester.example, @zoe, @olga or @nobody");
            assertThat(inbox.list(MENTIONED, null, 10).items()).isEmpty();
            inbox.note(id, "Look here, @Tester.");
            inbox.note(id, "And again, @tester!");
            assertThat(inbox.list(MENTIONED, null, 10).items())
                    .extracting(InboxConversation::id)
                    .containsExactly(id);
            assertThat(inbox.counts(MENTIONED)).containsEntry(Status.OPEN, 1L);
            team.seen(id);
            team.seen(id);
            assertThat(inbox.list(MENTIONED, null, 10).items()).isEmpty();
        }
    }

    @Test
    void mentions_areFoundInSentences() {
        assertThat(Mentions.in("@jan: ask (@ewa.nowak) or @Ömer-K., not a@b.example @"))
                .containsExactly("ewa.nowak", "jan", "ömer-k");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void people_areThoseWhoMayReadIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            JdbcInboxTeam team = team(database, inbox, FixedAccess.everything());
            say(database, "acme", 1);
            long id = all(inbox).get(0).id();
            assertThat(team.people(id, ""))
                    .containsExactly(new InboxPerson("ewa", "Ewa Nowak"), new InboxPerson("jan", "Jan K."));
            assertThat(team.people(id, "now")).extracting(InboxPerson::name).containsExactly("ewa");
            JdbcInboxTeam beta = team(database, inbox, FixedAccess.at(Set.of("beta"), "inbox:read"));
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> beta.people(id, ""));
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> beta.present(id, true));
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> beta.seen(id));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void presence_isToldToTheOthers_andEndsByItself(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say(database, "acme", 2);
            long id = all(inbox).get(0).id();
            JdbcInboxTeam tester = team(database, inbox, FixedAccess.everything());
            JdbcInboxTeam ewa = team(database, inbox, FixedAccess.named("ewa"));
            assertThat(tester.present(id, false)).isEmpty();
            assertThat(ewa.present(id, true)).containsExactly(new InboxPresence("tester", false));
            assertThat(tester.present(id, false)).containsExactly(new InboxPresence("ewa", true));
            assertThat(tester.present(all(inbox).get(1).id(), false)).isEmpty();
            clock.set(NOON.plusSeconds(31));
            assertThat(tester.present(id, false)).isEmpty();
        }
    }
}
