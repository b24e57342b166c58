package org.rostrum.engagement.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.AssignmentPerson;
import org.rostrum.api.engagement.AssignmentPolicy;
import org.rostrum.api.engagement.AssignmentPolicyDraft;
import org.rostrum.api.engagement.AssignmentStrategy;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.assignment.Assigner;
import org.rostrum.engagement.assignment.JdbcAssignmentPolicies;
import org.rostrum.engagement.assignment.JdbcAvailability;
import org.rostrum.engagement.assignment.TestAssigners;
import org.rostrum.engagement.due.ResponseClocks;
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

/** Conversations that are given to people by policies. */
class AssignmentTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final List<NewsDesk> desks = new ArrayList<>();
    private final MemoryArchive archive = new MemoryArchive();
    private final QueuedTimedWork work = new QueuedTimedWork();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final ManualClock clock = new ManualClock(NOON);
    private final Set<String> readers = new HashSet<>(Set.of("jan", "ewa", "zoe"));
    private int said;

    @AfterEach
    void closeDesks() {
        desks.forEach(NewsDesk::close);
    }

    /** Everything on one database; made anew, it is the server after a restart, or another node. */
    private final class Server {
        private final TestDatabase test;
        private final RoutingTables tables;
        private final ResponseClocks clocks = TestClocks.none(clock);
        private final Assigner assigner = TestAssigners.of(clock, (user, account) -> readers.contains(user), metrics);
        private final JdbcInbox inbox;

        Server(TestDatabase test) {
            this.test = test;
            tables = new RoutingTables(test.database(), clock);
            NewsDesk desk = new NewsDesk(tables, test.database());
            desks.add(desk);
            inbox = new JdbcInbox(
                    tables,
                    test.database(),
                    archive,
                    channels(),
                    new RecordingDeliveries(),
                    (channel, text) -> Optional.empty(),
                    work,
                    explanations(),
                    FixedAccess.everything(),
                    audit,
                    desk,
                    clocks,
                    clock);
        }

        JdbcAssignmentPolicies policies(FixedAccess access) {
            return new JdbcAssignmentPolicies(
                    tables, test.database(), TestClocks.tree(), channels(), explanations(), work, access, audit, clock);
        }

        AssignmentPolicy set(AssignmentStrategy strategy, AssignmentPerson... people) {
            return policies(FixedAccess.everything()).create(draft("acme", strategy, people));
        }

        void available(String user, boolean available) {
            new JdbcAvailability(tables, test.database(), work, FixedAccess.named(user), audit, clock)
                    .change(available);
        }

        InboxFollower follower() {
            return new InboxFollower(test.database(), archive, clocks, assigner, clock, Duration.ofDays(30));
        }

        void follow() {
            InboxFollower follower = follower();
            while (follower.next() > 0) {
                assertThat(archive.totals().activities()).isPositive();
            }
        }

        /** A new conversation. */
        InboxConversation opened(String account, @Nullable String language) {
            say(account, null, Direction.INBOUND, language);
            follow();
            return newest();
        }

        InboxConversation newest() {
            return inbox.list(InboxFilter.ALL, null, 1).items().get(0);
        }

        @Nullable
        String assignee(String account, @Nullable String language) {
            return opened(account, language).assignee();
        }

        List<@Nullable String> assignees(int count) {
            List<@Nullable String> assignees = new ArrayList<>(List.of());
            for (int i = 0; i < count; i++) {
                assignees.add(assignee("acme", null));
            }
            return assignees;
        }

        InboxConversation change(InboxConversation one, InboxChange change) {
            return inbox.change(
                    one.id(), change, inbox.find(one.id()).orElseThrow().version());
        }

        void giveOut() {
            clock.set(clock.instant().plusSeconds(15));
            work.runDue(
                    new AssignmentTask(
                            tables, test.database(), assigner, clocks, work, FixedAccess.everything(), clock),
                    clock.instant());
        }

        String how(InboxConversation one) {
            List<InboxEvent> events = inbox.events(one.id()).stream()
                    .filter(event -> event.kind() == Kind.AUTO_ASSIGNED)
                    .toList();
            return events.isEmpty() ? "" : events.get(events.size() - 1).detail();
        }
    }

    private AccessExplanations explanations() {
        return TestAssigners.explanations((user, account) -> readers.contains(user));
    }

    private static MemoryChannels channels() {
        MemoryChannels channels = new MemoryChannels();
        channels.ensure("acme.bluesky", "acme", "bluesky", "Acme", Map.of());
        channels.ensure("acme.mail", "acme", "mail", "Acme", Map.of());
        return channels;
    }

    private String say(String account, @Nullable String inReplyTo, Direction direction, @Nullable String language) {
        String id = Integer.toString(++said);
        clock.set(clock.instant().plusSeconds(1));
        Activity activity = Activity.builder(id, direction, new Actor("u1", "anna", "Anna", null), clock.instant())
                .content("It leaks")
                .inReplyTo(inReplyTo)
                .language(language)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry(account, account + ".bluesky", activity)), null));
        return id;
    }

    private static AssignmentPolicyDraft draft(
            String account, AssignmentStrategy strategy, AssignmentPerson... people) {
        return new AssignmentPolicyDraft(account, "Support", null, strategy, Arrays.asList(people), true, true);
    }

    private static AssignmentPerson person(String user) {
        return new AssignmentPerson(user, List.of(), List.of(), null);
    }

    private static AssignmentPerson person(String user, int most) {
        return new AssignmentPerson(user, List.of(), List.of(), most);
    }

    private static InboxChange status(Status status) {
        return new InboxChange(status, null, null, null, null);
    }

    private static InboxChange assignee(String user) {
        return new InboxChange(null, null, user, null, null);
    }

    private static void assertRefused(Problem.Kind kind, @Nullable String field, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void roundRobin_goesOn_afterARestart_andWithoutThoseWhoAreAway(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            assertThat(server.assignee("acme", null)).as("no policy").isNull();
            AssignmentPolicy policy =
                    server.set(AssignmentStrategy.ROUND_ROBIN, person("jan"), person("ewa"), person("zoe"));
            assertThat(server.assignees(4)).containsExactly("jan", "ewa", "zoe", "jan");
            assertThat(server.how(server.newest())).isEqualTo("jan " + policy.id() + " ROUND_ROBIN");
            assertThat(server.inbox.events(server.newest().id()))
                    .extracting(event -> event.actor().name())
                    .containsOnly("assignment");
            server = new Server(database);
            server.available("ewa", false);
            server.available("ewa", false);
            assertThat(server.assignees(3)).containsExactly("zoe", "jan", "zoe");
            server.available("ewa", true);
            assertThat(server.assignees(3)).containsExactly("ewa", "jan", "zoe");
            assertThat(metrics.count(Assigner.ASSIGNED + ",strategy,ROUND_ROBIN"))
                    .isEqualTo(10);
            // whoever stays in a changed policy keeps their turn
            server.policies(FixedAccess.everything())
                    .update(
                            policy.id(),
                            draft("acme", AssignmentStrategy.ROUND_ROBIN, person("zoe"), person("ewa")),
                            policy.version());
            assertThat(server.assignees(2)).containsExactly("ewa", "zoe");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void leastOpen_countsWhatIsOpen_whoeverGaveIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            List<InboxConversation> old = List.of(server.opened("beta", null), server.opened("beta", null));
            old.forEach(one -> server.change(one, assignee("jan")));
            server.set(AssignmentStrategy.LEAST_OPEN, person("jan"), person("ewa"));
            assertThat(server.assignees(4)).containsExactly("ewa", "ewa", "jan", "ewa");
            old.forEach(one -> server.change(one, status(Status.CLOSED)));
            assertThat(server.assignees(2)).containsExactly("jan", "jan");
            // several that come at once
            say("acme", null, Direction.INBOUND, null);
            say("acme", null, Direction.INBOUND, null);
            server.follow();
            assertThat(server.inbox.list(InboxFilter.ALL, null, 2).items())
                    .extracting(InboxConversation::assignee)
                    .containsExactlyInAnyOrder("jan", "ewa");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void nobodyGetsMoreThanTheyMayHave_whatIsTooMuchWaits_theOldestFirst(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.set(AssignmentStrategy.ROUND_ROBIN, person("jan", 1), person("ewa", 2));
            // all in one batch
            for (int i = 0; i < 6; i++) {
                say("acme", null, Direction.INBOUND, null);
            }
            server.follow();
            List<InboxConversation> all =
                    server.inbox.list(InboxFilter.ALL, null, 10).items();
            assertThat(all)
                    .extracting(InboxConversation::assignee)
                    .containsExactly(null, null, null, "ewa", "ewa", "jan");
            assertThat(metrics.count(Assigner.WAITS)).isEqualTo(3);
            server.giveOut();
            assertThat(server.newest().assignee()).isNull();
            server.change(all.get(5), status(Status.CLOSED));
            // a person decides, and takes it back: no policy gives it to anybody
            server.change(all.get(2), assignee("zoe"));
            server.change(all.get(2), assignee(""));
            server.giveOut();
            server.giveOut();
            assertThat(server.inbox.list(InboxFilter.ALL, null, 10).items())
                    .extracting(InboxConversation::assignee)
                    .containsExactly(null, "jan", null, "ewa", "ewa", "jan");
            assertThat(server.how(all.get(1))).endsWith(" ROUND_ROBIN WAITED");
            server.change(all.get(3), status(Status.PENDING));
            server.giveOut();
            assertThat(server.newest().assignee()).isEqualTo("ewa");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void language_andSkills_comeFirst_andAnybodyElseAfterThat(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            AssignmentPolicy policy = server.set(
                    AssignmentStrategy.ROUND_ROBIN,
                    new AssignmentPerson("jan", List.of("pl"), List.of(), 2),
                    new AssignmentPerson("ewa", List.of("de", "en"), List.of("repairs"), null),
                    new AssignmentPerson("zoe", List.of("de"), List.of(), null));
            assertThat(server.assignee("acme", "pl-PL")).isEqualTo("jan");
            assertThat(server.how(server.newest())).isEqualTo("jan " + policy.id() + " ROUND_ROBIN LANGUAGE");
            assertThat(server.assignee("acme", "pl")).isEqualTo("jan");
            assertThat(server.assignee("acme", "pl")).as("Jan is full").isEqualTo("ewa");
            assertThat(server.how(server.newest())).isEqualTo("ewa " + policy.id() + " ROUND_ROBIN");
            assertThat(server.assignee("acme", "de")).isEqualTo("zoe");
            assertThat(server.assignee("acme", "de")).isEqualTo("ewa");

            // one that waits has got a label meanwhile
            readers.clear();
            InboxConversation waiting = server.opened("acme", "de");
            assertThat(waiting.assignee()).isNull();
            readers.addAll(Set.of("jan", "ewa", "zoe"));
            server = new Server(database);
            server.change(waiting, new InboxChange(null, null, null, null, new TreeSet<>(Set.of("repairs", "urgent"))));
            server.giveOut();
            assertThat(server.newest().assignee()).isEqualTo("ewa");
            assertThat(server.how(waiting)).endsWith(" ROUND_ROBIN LANGUAGE SKILL WAITED");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void policies_areInherited_theNearestCounts_andNoneEndsIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            JdbcAssignmentPolicies policies = server.policies(FixedAccess.everything());
            server.set(AssignmentStrategy.ROUND_ROBIN, person("jan"));
            assertThat(server.assignee("acme.pl", null)).isEqualTo("jan");
            assertThat(server.assignee("beta", null)).isNull();
            AssignmentPolicy below = policies.create(draft("acme.pl", AssignmentStrategy.LEAST_OPEN, person("ewa")));
            assertThat(server.assignee("acme.pl", null)).isEqualTo("ewa");
            AssignmentPolicy none =
                    policies.update(below.id(), draft("acme.pl", AssignmentStrategy.NONE), below.version());
            assertThat(server.assignee("acme.pl", null)).isNull();
            policies.remove(none.id(), none.version());
            assertThat(server.assignee("acme.pl", null)).isEqualTo("jan");
            policies.create(new AssignmentPolicyDraft(
                    "acme",
                    "Bluesky",
                    "acme.bluesky",
                    AssignmentStrategy.ROUND_ROBIN,
                    List.of(person("zoe")),
                    true,
                    true));
            assertThat(server.assignee("acme", null)).as("the channel's").isEqualTo("zoe");
            assertThat(server.assignee("acme.pl", null)).isEqualTo("jan");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsOpenedAgain_staysWithWhoeverHasIt_unlessTheyAreAway(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            AssignmentPolicy policy = server.set(AssignmentStrategy.ROUND_ROBIN, person("jan"), person("ewa"));
            InboxConversation first = server.opened("acme", null);
            assertThat(first.assignee()).isEqualTo("jan");
            server.change(first, status(Status.CLOSED));
            say("acme", "1", Direction.INBOUND, null);
            server.follow();
            assertThat(server.newest().assignee()).isEqualTo("jan");
            server.change(first, status(Status.CLOSED));
            server.available("jan", false);
            say("acme", "1", Direction.INBOUND, null);
            server.follow();
            assertThat(server.newest().assignee()).isEqualTo("ewa");
            assertThat(server.how(first)).isEqualTo("ewa " + policy.id() + " ROUND_ROBIN AWAY jan");
            server.change(first, status(Status.CLOSED));
            server.available("ewa", false);
            say("acme", "1", Direction.INBOUND, null);
            server.follow();
            assertThat(server.newest().assignee()).as("nobody is there").isEqualTo("ewa");
            // given back by hand, it comes in anew
            server.available("jan", true);
            server.change(first, assignee(""));
            server.change(first, status(Status.CLOSED));
            say("acme", "1", Direction.INBOUND, null);
            server.follow();
            assertThat(server.newest().assignee()).isEqualTo("jan");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoeverMayNotReadTheInbox_getsNothing_andWhatWasSaidLongAgoIsNobodys(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.set(AssignmentStrategy.ROUND_ROBIN, person("jan"), person("ewa"));
            readers.remove("jan");
            assertThat(server.assignees(2)).containsExactly("ewa", "ewa");
            clock.set(clock.instant().minus(Duration.ofDays(40)));
            say("acme", null, Direction.INBOUND, null);
            clock.set(clock.instant().plus(Duration.ofDays(40)));
            server.follow();
            InboxFilter closed = new InboxFilter(null, null, Status.CLOSED, null, false, null, null, null, null);
            assertThat(server.inbox.list(closed, null, 5).items())
                    .extracting(InboxConversation::assignee)
                    .containsExactly((String) null);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void twoNodes_giveEachConversationOnce(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            server.set(AssignmentStrategy.ROUND_ROBIN, person("jan"), person("ewa"));
            for (int i = 0; i < 40; i++) {
                say("acme", null, Direction.INBOUND, null);
            }
            ExecutorService nodes = Executors.newFixedThreadPool(2);
            try {
                CountDownLatch ready = new CountDownLatch(2);
                List<Future<?>> both = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    InboxFollower node = new Server(database).follower();
                    both.add(nodes.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return node.next();
                    }));
                }
                for (Future<?> one : both) {
                    one.get();
                }
            } finally {
                nodes.shutdown();
            }
            List<InboxConversation> all =
                    server.inbox.list(InboxFilter.ALL, null, 50).items();
            assertThat(all).hasSize(40);
            assertThat(all).filteredOn(one -> "jan".equals(one.assignee())).hasSize(20);
            assertThat(all).filteredOn(one -> "ewa".equals(one.assignee())).hasSize(20);
            assertThat(all)
                    .allSatisfy(one -> assertThat(server.inbox.events(one.id())).hasSize(1));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void policies_areChecked_audited_andStayUnknownElsewhere(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Server server = new Server(database);
            JdbcAssignmentPolicies policies = server.policies(FixedAccess.everything());
            AssignmentPolicy made = server.set(AssignmentStrategy.ROUND_ROBIN, person("jan", 5));
            assertThat(policies.find(made.id())).contains(made);
            assertThat(policies.list("acme", null, 50).items()).containsExactly(made);
            assertThat(policies.list("beta", null, 50).items()).isEmpty();
            AssignmentStrategy turns = AssignmentStrategy.ROUND_ROBIN;
            assertRefused(
                    Problem.Kind.CONFLICT, "channelId", () -> policies.create(draft("acme", turns, person("ewa"))));
            assertRefused(Problem.Kind.INVALID, "people", () -> policies.create(draft("beta", turns)));
            assertRefused(
                    Problem.Kind.INVALID,
                    "people",
                    () -> policies.create(draft("beta", AssignmentStrategy.NONE, person("jan"))));
            assertRefused(
                    Problem.Kind.INVALID, "people[0].user", () -> policies.create(draft("beta", turns, person("eve"))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "people[1].user",
                    () -> policies.create(draft("beta", turns, person("jan"), person("jan"))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "people[0].mostOpen",
                    () -> policies.create(draft("beta", turns, person("jan", 0))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "people[0].languages",
                    () -> policies.create(draft(
                            "beta", turns, new AssignmentPerson("jan", List.of("none at all"), List.of(), null))));
            assertRefused(
                    Problem.Kind.INVALID, "accountId", () -> policies.create(draft("gamma", turns, person("jan"))));
            assertRefused(Problem.Kind.PRECONDITION_FAILED, "If-Match", () -> policies.remove(made.id(), 9));
            JdbcAssignmentPolicies elsewhere = server.policies(
                    FixedAccess.at(Set.of("beta"), "assignment-policies:read", "assignment-policies:change"));
            assertThat(elsewhere.find(made.id())).isEmpty();
            assertThat(elsewhere.list(null, null, 50).items()).isEmpty();
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> elsewhere.remove(made.id(), 1));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> elsewhere.create(draft("acme", turns, person("jan"))));
            policies.remove(made.id(), made.version());
            server.available("jan", false);
            assertThat(audit.actions())
                    .containsExactly("assignment-policy.create", "assignment-policy.remove", "inbox.availability");
        }
    }
}
