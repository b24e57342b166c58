package org.rostrum.engagement.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.accounts.PostCheck;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.engagement.InboxNews;
import org.rostrum.api.engagement.InboxReply;
import org.rostrum.api.engagement.InboxReplyPreview;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Requester;
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

class InboxTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final List<NewsDesk> desks = new ArrayList<>();
    private final MemoryArchive archive = new MemoryArchive();
    private final RecordingDeliveries deliveries = new RecordingDeliveries();
    private final QueuedTimedWork work = new QueuedTimedWork();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final ManualClock clock = new ManualClock(NOON);

    private JdbcInbox inbox(TestDatabase database, FixedAccess access) {
        MemoryChannels channels = new MemoryChannels();
        channels.ensure("acme.bluesky", "acme", "bluesky", "Acme", Map.of());
        return new JdbcInbox(
                tables(database),
                database.database(),
                archive,
                channels,
                deliveries,
                InboxTest::measured,
                work,
                new Explained(),
                access,
                audit,
                desk(database),
                TestClocks.none(clock),
                clock);
    }

    private NewsDesk desk(TestDatabase database) {
        NewsDesk desk = new NewsDesk(tables(database), database.database());
        desks.add(desk);
        return desk;
    }

    @AfterEach
    void closeDesks() {
        desks.forEach(NewsDesk::close);
    }

    /** A network that takes 20 letters, and writes to nobody alone who is asked in capitals. */
    private static Optional<PostCheck.Measured> measured(String channelId, String text) {
        return Optional.of(
                new PostCheck.Measured(!text.startsWith("No "), !text.startsWith("LOUD"), text.length(), 20));
    }

    private RoutingTables tables(TestDatabase database) {
        return new RoutingTables(database.database(), clock);
    }

    /** Jan and Ewa read the inbox of acme. */
    private static final class Explained implements AccessExplanations {
        @Override
        public AccessExplanation explain(String user, String permission, @Nullable String accountId) {
            if (user.equals("nobody")) {
                throw Problem.notFound("user", user);
            }
            boolean allowed = Set.of("jan", "ewa").contains(user) && permission.equals("inbox:read");
            return new AccessExplanation(
                    user,
                    permission,
                    accountId,
                    List.of(),
                    allowed,
                    allowed ? AccessExplanation.Verdict.GRANTED : AccessExplanation.Verdict.NOT_GRANTED,
                    List.of());
        }

        @Override
        public List<EffectiveRights> rights(String user) {
            return List.of();
        }
    }

    private InboxFollower follower(TestDatabase database, Archive from) {
        return new InboxFollower(
                database.database(),
                from,
                TestClocks.none(clock),
                TestAssigners.none(clock),
                clock,
                Duration.ofDays(30));
    }

    private void follow(TestDatabase database) {
        InboxFollower follower = follower(database, archive);
        while (follower.next() > 0) {
            assertThat(archive.totals().activities()).isPositive();
        }
    }

    private void say(String id, Direction direction, String text, @Nullable String inReplyTo, Instant at) {
        say("acme", id, direction, text, inReplyTo, at);
    }

    private void say(
            String account, String id, Direction direction, String text, @Nullable String inReplyTo, Instant at) {
        Activity activity = Activity.builder(id, direction, new Actor("u1", "anna", "Anna N.", null), at)
                .content(text)
                .inReplyTo(inReplyTo)
                .language("en")
                .build();
        archive.append(new Intake(List.of(new Intake.Entry(account, account + ".bluesky", activity)), null));
    }

    private static InboxConversation only(JdbcInbox inbox) {
        List<InboxConversation> all = inbox.list(InboxFilter.ALL, null, 10).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static InboxChange status(Status status, @Nullable Instant until) {
        return new InboxChange(status, until, null, null, null);
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
    void whatIsSaid_opensAConversation_andReopensIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say("1", Direction.INBOUND, "My espresso\n maker leaks", null, NOON);
            follow(database);
            InboxConversation opened = only(inbox);
            assertThat(opened.status()).isEqualTo(Status.OPEN);
            assertThat(opened.excerpt()).isEqualTo("My espresso maker leaks");
            assertThat(opened.contact()).isEqualTo("Anna N.");
            assertThat(opened.language()).isEqualTo("en");
            assertThat(opened.assignee()).isNull();
            assertThat(opened.priority()).isEqualTo(Priority.NORMAL);

            say("2", Direction.OUTBOUND, "We are sorry", "1", NOON.plusSeconds(60));
            follow(database);
            assertThat(only(inbox).status()).isEqualTo(Status.PENDING);
            say("3", Direction.INBOUND, "Thanks", "2", NOON.plusSeconds(120));
            follow(database);
            assertThat(only(inbox).status()).isEqualTo(Status.OPEN);
            assertThat(only(inbox).lastActivity()).isEqualTo(NOON.plusSeconds(120));
            assertThat(inbox.events(opened.id()))
                    .extracting(InboxEvent::kind)
                    .containsExactly(Kind.ANSWERED, Kind.REOPENED);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatWasSaidLongAgo_comesInClosed_andWhatIsNoMessage_notAtAll(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say("1", Direction.INBOUND, "Old", null, NOON.minus(Duration.ofDays(31)));
            say("2", Direction.OUTBOUND, "News", null, NOON);
            archive.append(new Intake(
                    List.of(new Intake.Entry(
                            "acme",
                            "acme.bluesky",
                            Activity.builder("3", Direction.INBOUND, new Actor("u2", null, null, null), NOON)
                                    .verb("Like")
                                    .build())),
                    null));
            follow(database);
            assertThat(only(inbox).status()).isEqualTo(Status.CLOSED);
            assertThat(inbox.counts(InboxFilter.ALL))
                    .containsEntry(Status.CLOSED, 1L)
                    .containsEntry(Status.OPEN, 0L);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void reply_goesOutOnce_waitsForTheCustomer_andTellsWhatBecameOfIt(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.belongingTo("acme"));
            say("1", Direction.INBOUND, "It leaks", null, NOON);
            follow(database);
            long id = only(inbox).id();
            InboxEvent sent = inbox.reply(id, new InboxReply(" Which one? ", "en", false, "k"));
            assertThat(inbox.reply(id, new InboxReply("Which one?", "en", false, "k")))
                    .isEqualTo(sent);
            assertThat(deliveries.requests()).hasSize(1);
            DeliveryRequest request = deliveries.requests().get(0);
            assertThat(request.kind()).isEqualTo("post");
            assertThat(request.adapter()).isEqualTo("channel.acme.bluesky");
            assertThat(request.requestedBy()).isEqualTo(new Requester("tester", "acme"));
            JsonNode payload = JsonMapper.builder().build().readTree(request.payload());
            assertThat(payload.path("inReplyTo").asText()).isEqualTo("1");
            assertThat(payload.path("text").asText()).isEqualTo("Which one?");
            assertThat(only(inbox).status()).isEqualTo(Status.PENDING);
            assertThat(audit.actions()).containsExactly("inbox.reply");

            ReplyOutcomes outcomes =
                    new ReplyOutcomes(tables(database), database.database(), TestClocks.none(clock), clock);
            Delivery delivery = deliveries.find(1).orElseThrow();
            outcomes.deliveryFinished(ended(delivery, Delivery.State.DEAD, "Too long"));
            assertThat(only(inbox).status()).isEqualTo(Status.OPEN);
            outcomes.deliveryFinished(ended(delivery, Delivery.State.DELIVERED, null));
            assertThat(inbox.events(id))
                    .extracting(InboxEvent::kind)
                    .containsExactly(Kind.REPLY, Kind.FAILED, Kind.DELIVERED);
            assertThat(inbox.events(id).get(1).detail()).isEqualTo("Too long");
        }
    }

    static Delivery ended(Delivery delivery, Delivery.State state, @Nullable String error) {
        return new Delivery(
                delivery.id(),
                delivery.request(),
                state,
                1,
                NOON,
                null,
                NOON,
                error == null ? "at://x" : null,
                null,
                error == null ? null : FailureCategory.REJECTED,
                error);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void directReply_isForThePersonAlone(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say("1", Direction.INBOUND, "It leaks", null, NOON);
            follow(database);
            inbox.reply(only(inbox).id(), new InboxReply("Your number?", null, true, "k"));
            JsonNode payload = JsonMapper.builder()
                    .build()
                    .readTree(deliveries.requests().get(0).payload());
            assertThat(payload.path("visibility").asText()).isEqualTo("DIRECT");
            assertThat(payload.path("recipient").asText()).isEqualTo("u1");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void reply_refusesWhatTheNetworkWouldRefuse(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say("1", Direction.INBOUND, "It leaks", null, NOON);
            follow(database);
            long id = only(inbox).id();
            assertThat(inbox.preview(id, "Sorry\u0000!")).isEqualTo(new InboxReplyPreview("Sorry!", true, true, 6, 20));
            assertRefused(
                    Problem.Kind.INVALID,
                    "text",
                    () -> inbox.reply(id, new InboxReply("This is longer than twenty", null, false, "k")));
            assertRefused(
                    Problem.Kind.CONFLICT, null, () -> inbox.reply(id, new InboxReply("No way", null, false, "k")));
            assertRefused(Problem.Kind.CONFLICT, null, () -> inbox.reply(id, new InboxReply("LOUD", null, true, "k")));
            assertThat(deliveries.requests()).isEmpty();
            assertThat(only(inbox).status()).isEqualTo(Status.OPEN);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void news_tellOfEachChangeOnce_andOnlyThoseWhoMayReadIt(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            long begin = news(inbox, null).change();
            CompletionStage<InboxNews> waiting = inbox.news(begin, Duration.ofMinutes(1));
            say("1", Direction.INBOUND, "It leaks", null, NOON);
            follow(database);
            InboxNews opened = waiting.toCompletableFuture().get(20, TimeUnit.SECONDS);
            long id = only(inbox).id();
            assertThat(opened.conversationIds()).containsExactly(id);
            assertThat(opened.change()).isGreaterThan(begin);
            InboxNews again = news(inbox, begin);
            assertThat(again.conversationIds()).as("asked again").containsExactly(id);
            // a look that finds nothing more has a number as well
            assertThat(again.change()).isGreaterThanOrEqualTo(opened.change());
            assertThat(news(inbox, opened.change()).conversationIds()).isEmpty();
            inbox.note(id, "Asked the workshop");
            assertThat(news(inbox, opened.change()).conversationIds()).containsExactly(id);
            JdbcInbox beta = inbox(database, FixedAccess.at(Set.of("beta"), "inbox:read"));
            assertThat(news(beta, begin).conversationIds()).isEmpty();
            assertThat(news(inbox, 1_000_000L).more()).as("of another database").isTrue();
        }
    }

    /** What is new by now. */
    private static InboxNews news(JdbcInbox inbox, @Nullable Long after) throws Exception {
        return inbox.news(after, Duration.ZERO).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void change_tellsWhoAssignedAndLabelled_andRefusesWhoComesLate(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say("1", Direction.INBOUND, "It leaks", null, NOON);
            follow(database);
            InboxConversation before = only(inbox);
            InboxConversation after = inbox.change(
                    before.id(),
                    new InboxChange(null, null, "jan", Priority.HIGH, new TreeSet<>(Set.of("leak", "espresso"))),
                    before.version());
            assertThat(after.assignee()).isEqualTo("jan");
            assertThat(only(inbox)).isEqualTo(after);
            assertRefused(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> inbox.change(before.id(), assignee("ewa"), before.version()));
            assertRefused(
                    Problem.Kind.INVALID,
                    "assignee",
                    () -> inbox.change(before.id(), assignee("zoe"), after.version()));
            assertRefused(
                    Problem.Kind.INVALID,
                    "assignee",
                    () -> inbox.change(before.id(), assignee("nobody"), after.version()));
            assertThat(inbox.change(before.id(), assignee(""), after.version()).assignee())
                    .isNull();
            assertThat(inbox.events(before.id()))
                    .extracting(InboxEvent::kind, InboxEvent::detail)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Kind.ASSIGNED, "jan"),
                            org.assertj.core.groups.Tuple.tuple(Kind.PRIORITY, "HIGH"),
                            org.assertj.core.groups.Tuple.tuple(Kind.LABELS, "espresso, leak"),
                            org.assertj.core.groups.Tuple.tuple(Kind.ASSIGNED, ""));
            assertThat(audit.actions()).containsExactly("inbox.change", "inbox.change");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void snooze_endsByItself_orWhenTheCustomerSpeaks(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say("1", Direction.INBOUND, "It leaks", null, NOON);
            follow(database);
            InboxConversation before = only(inbox);
            assertRefused(
                    Problem.Kind.INVALID,
                    "snoozedUntil",
                    () -> inbox.change(before.id(), status(Status.SNOOZED, NOON), before.version()));
            assertRefused(
                    Problem.Kind.INVALID,
                    "snoozedUntil",
                    () -> inbox.change(before.id(), status(Status.CLOSED, NOON.plusSeconds(9)), before.version()));
            Instant until = NOON.plusSeconds(3600);
            InboxConversation snoozed = inbox.change(before.id(), status(Status.SNOOZED, until), before.version());
            assertThat(work.next(SnoozeTask.NAME, Long.toString(before.id()))).contains(until);

            SnoozeTask task = new SnoozeTask(tables(database), database.database(), TestClocks.none(clock), clock);
            work.runDue(task, NOON);
            assertThat(only(inbox)).isEqualTo(snoozed);
            clock.set(until);
            work.runDue(task, until);
            assertThat(only(inbox).status()).isEqualTo(Status.OPEN);
            assertThat(only(inbox).snoozedUntil()).isNull();

            InboxConversation again = inbox.change(
                    before.id(),
                    status(Status.SNOOZED, until.plusSeconds(60)),
                    only(inbox).version());
            assertThat(again.status()).isEqualTo(Status.SNOOZED);
            say("2", Direction.INBOUND, "Hello?", "1", until.plusSeconds(5));
            follow(database);
            assertThat(only(inbox).status()).isEqualTo(Status.OPEN);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void conversationsThatGrowTogether_areJoined(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say("1", Direction.INBOUND, "It leaks", null, NOON);
            say("2", Direction.INBOUND, "Mine too", null, NOON.plusSeconds(5));
            follow(database);
            List<InboxConversation> two = inbox.list(InboxFilter.ALL, null, 10).items();
            long first = two.get(1).id();
            long second = two.get(0).id();
            inbox.change(second, assignee("jan"), two.get(0).version());
            inbox.note(second, "Knows Anna");
            say("3", Direction.INBOUND, "The same machine", "1", NOON.plusSeconds(9));
            Archive merging = (Archive) Proxy.newProxyInstance(
                    Archive.class.getClassLoader(),
                    new Class<?>[] {Archive.class},
                    (proxy, method, arguments) -> method.getName().equals("mergedInto")
                            ? Map.of(first, Set.of(second))
                            : method.invoke(archive, arguments));
            assertThat(follower(database, merging).next()).isEqualTo(1);
            InboxConversation joined = only(inbox);
            assertThat(joined.id()).isEqualTo(first);
            assertThat(joined.assignee()).isEqualTo("jan");
            assertThat(joined.excerpt()).isEqualTo("The same machine");
            assertThat(inbox.events(first))
                    .extracting(InboxEvent::kind)
                    .containsExactly(Kind.ASSIGNED, Kind.NOTE, Kind.JOINED);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void list_pagesAndFilters(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            for (int i = 0; i < 5; i++) {
                say("" + i, Direction.INBOUND, "100% wrong_" + i, null, NOON.plusSeconds(i / 2));
            }
            follow(database);
            List<Long> seen = new java.util.ArrayList<>();
            String cursor = null;
            do {
                var page = inbox.list(InboxFilter.ALL, cursor, 2);
                page.items().forEach(one -> seen.add(one.id()));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(seen).hasSize(5).doesNotHaveDuplicates();
            long first = seen.get(0);
            inbox.change(first, new InboxChange(null, null, "jan", null, new TreeSet<>(Set.of("x"))), 1);
            assertThat(found(inbox, new InboxFilter(null, null, null, "jan", false, null, null, null, null)))
                    .containsExactly(first);
            assertThat(found(inbox, new InboxFilter(null, null, null, null, true, null, null, null, null)))
                    .hasSize(4);
            assertThat(found(inbox, new InboxFilter(null, null, null, null, false, null, "x", null, null)))
                    .containsExactly(first);
            assertThat(found(inbox, new InboxFilter(null, null, null, null, false, null, null, null, "% WRONG_3")))
                    .hasSize(1);
            assertThat(found(inbox, new InboxFilter("other", null, null, null, false, null, null, null, null)))
                    .isEmpty();
            assertRefused(Problem.Kind.INVALID, "cursor", () -> inbox.list(InboxFilter.ALL, "x_y", 2));
        }
    }

    private static List<Long> found(JdbcInbox inbox, InboxFilter filter) {
        return inbox.list(filter, null, 10).items().stream()
                .map(InboxConversation::id)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void nobodySeesOtherTeamsConversations(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox all = inbox(database, FixedAccess.everything());
            say("acme", "1", Direction.INBOUND, "Ours", null, NOON);
            say("other", "2", Direction.INBOUND, "Theirs", null, NOON);
            follow(database);
            long theirs = found(all, new InboxFilter("other", null, null, null, false, null, null, null, null))
                    .get(0);
            JdbcInbox own = inbox(database, FixedAccess.at(Set.of("acme"), "inbox:read", "inbox:work", "inbox:reply"));
            assertThat(found(own, InboxFilter.ALL)).hasSize(1).doesNotContain(theirs);
            assertThat(own.find(theirs)).isEmpty();
            assertThat(own.counts(InboxFilter.ALL)).containsEntry(Status.OPEN, 1L);
            List<ThrowingCallable> calls = List.of(
                    () -> own.change(theirs, assignee(""), 1),
                    () -> own.events(theirs),
                    () -> own.note(theirs, "x"),
                    () -> own.reply(theirs, new InboxReply("x", null, false, "k")),
                    () -> own.retry(theirs, 1));
            calls.forEach(call -> assertRefused(Problem.Kind.NOT_FOUND, null, call));
            JdbcInbox reader = inbox(database, FixedAccess.only("inbox:read"));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.note(theirs, "x"));
            assertRefused(
                    Problem.Kind.FORBIDDEN, null, () -> reader.reply(theirs, new InboxReply("x", null, false, "k")));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void retry_isForTheAuthor(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInbox inbox = inbox(database, FixedAccess.everything());
            say("1", Direction.INBOUND, "It leaks", null, NOON);
            follow(database);
            long id = only(inbox).id();
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> inbox.retry(id, 1));
            assertRefused(Problem.Kind.INVALID, "text", () -> inbox.note(id, " \n "));
            assertRefused(
                    Problem.Kind.INVALID,
                    "text",
                    () -> inbox.reply(id, new InboxReply("x".repeat(25_001), null, false, "k")));
        }
    }
}
