package org.rostrum.engagement.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxEvent;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.engagement.RuleEffects;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.assignment.Assigner;
import org.rostrum.engagement.assignment.TestAssigners;
import org.rostrum.engagement.due.BusinessTime;
import org.rostrum.engagement.due.TestClocks;
import org.rostrum.engagement.routing.JdbcRouting;
import org.rostrum.engagement.routing.Router;
import org.rostrum.engagement.routing.TestRules;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** What rules do in the inbox. */
class RuleEffectsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final MemoryArchive archive = new MemoryArchive();
    private final ManualClock clock = new ManualClock(NOON);

    private void say(String id, Direction direction, String text, @Nullable String inReplyTo, int minute) {
        Activity activity = Activity.builder(
                        id, direction, new Actor("u1", "anna", null, null), NOON.plusSeconds(60L * minute))
                .content(text)
                .inReplyTo(inReplyTo)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry("acme", "acme.file", activity)), null));
    }

    private Router router(TestDatabase database) {
        return new Router(
                database.database(),
                archive,
                MemoryAccounts.with("acme", "Acme"),
                new RecordingDeliveries(),
                account -> BusinessTime.ALWAYS,
                clock);
    }

    private InboxFollower follower(TestDatabase database) {
        Assigner assigner =
                TestAssigners.of(clock, (user, account) -> Set.of("jan", "bo").contains(user), new RecordingMetrics());
        return new InboxFollower(
                database.database(), archive, TestClocks.none(clock), assigner, clock, Duration.ofDays(30));
    }

    private RoutingRule rule(TestDatabase database, int position, String word, RuleEffects effects, boolean goOn) {
        RoutingTables tables = new RoutingTables(database.database(), clock);
        JdbcRouting routing = new JdbcRouting(
                database.database(),
                tables,
                TestRules.check(MemoryAccounts.with("acme", "Acme")),
                FixedAccess.everything(),
                new RecordingAuditLog(),
                clock);
        RuleConditions conditions =
                new RuleConditions(List.of(word), List.of(), List.of(), List.of(), List.of(), Direction.INBOUND, false);
        return routing.create(
                new RuleDraft(position, "About " + word, true, conditions, RuleAction.INBOX, "", null, goOn, effects));
    }

    private static RuleEffects effects(@Nullable String assignee, Set<String> labels, boolean close) {
        return new RuleEffects(assignee, labels, null, close);
    }

    private InboxConversation only(TestDatabase database) {
        return database.database().read(connection -> {
            long id = Sql.number(connection, "select id from engagement_conversation");
            return new InboxStore(TestClocks.none(clock)).find(connection, id).orElseThrow();
        });
    }

    private static List<InboxEvent> routed(TestDatabase database, long conversation) {
        return database.database().read(connection -> new EventStore().of(connection, conversation)).stream()
                .filter(event -> event.kind() == Kind.ROUTED)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aRule_givesLabelsPriorityAndSomebodyToAConversation_asItComesIn(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RuleEffects urgent = new RuleEffects("jan", Set.of("recall", "vip"), Priority.URGENT, false);
            RoutingRule rule = rule(database, 1, "recall", urgent, false);
            say("1", Direction.INBOUND, "Is there a recall?", null, 0);
            router(database).routeNext();
            follower(database).next();
            InboxConversation conversation = only(database);
            assertThat(conversation.assignee()).isEqualTo("jan");
            assertThat(conversation.priority()).isEqualTo(Priority.URGENT);
            assertThat(conversation.labels()).containsExactly("recall", "vip");
            assertThat(conversation.status()).isEqualTo(Status.OPEN);
            assertThat(routed(database, conversation.id())).singleElement().satisfies(event -> {
                assertThat(event.actor()).isEqualTo(new Requester("routing", null));
                assertThat(event.detail())
                        .isEqualTo(rule.id() + " About recall\nASSIGNED jan\nLABELS recall, vip\nPRIORITY URGENT");
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aRule_isCarriedOutAfterwards_whenTheInboxWasFirst(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            rule(database, 1, "recall", effects("bo", Set.of("recall"), false), false);
            say("1", Direction.INBOUND, "Is there a recall?", null, 0);
            InboxFollower follower = follower(database);
            assertThat(follower.next()).isEqualTo(1);
            assertThat(only(database).labels()).isEmpty();
            router(database).routeNext();
            assertThat(follower.next()).isEqualTo(1);
            assertThat(only(database).labels()).containsExactly("recall");
            assertThat(only(database).assignee()).isEqualTo("bo");
            assertThat(follower.next()).isZero();
            assertThat(routed(database, only(database).id())).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void spamIsPutAside_untilItWasAnswered(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            rule(database, 1, "lottery", effects(null, Set.of("spam"), true), false);
            say("1", Direction.INBOUND, "You won the lottery", null, 0);
            router(database).routeNext();
            follower(database).next();
            assertThat(only(database).status()).isEqualTo(Status.CLOSED);
            assertThat(only(database).labels()).containsExactly("spam");

            say("2", Direction.INBOUND, "But I do have a question", "1", 1);
            router(database).routeNext();
            follower(database).next();
            assertThat(only(database).status()).isEqualTo(Status.OPEN);

            say("3", Direction.OUTBOUND, "Yes?", "2", 2);
            say("4", Direction.INBOUND, "It is about the lottery", "3", 3);
            router(database).routeNext();
            follower(database).next();
            assertThat(only(database).status()).isEqualTo(Status.OPEN);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whomAPersonGaveAConversationTo_keepsIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            rule(database, 1, "recall", effects("bo", Set.of(), false), false);
            say("1", Direction.INBOUND, "Hello", null, 0);
            router(database).routeNext();
            follower(database).next();
            database.database().transact(connection -> {
                InboxStore store = new InboxStore(TestClocks.none(clock));
                InboxConversation now =
                        store.find(connection, only(database).id()).orElseThrow();
                store.save(
                        connection,
                        Changes.of(now).assignee("jan").nextVersion().made(),
                        true);
                new EventStore()
                        .add(connection, now.id(), NOON, new Requester("ewa", "acme"), Kind.ASSIGNED, "jan", null);
            });
            say("2", Direction.INBOUND, "Is there a recall?", "1", 1);
            router(database).routeNext();
            follower(database).next();
            assertThat(only(database).assignee()).isEqualTo("jan");
            assertThat(routed(database, only(database).id())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoMayNotReadAConversation_doesNotGetIt_andThatIsTold(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RoutingRule rule = rule(database, 1, "recall", effects("eve", Set.of("recall"), false), false);
            say("1", Direction.INBOUND, "Is there a recall?", null, 0);
            router(database).routeNext();
            follower(database).next();
            assertThat(only(database).assignee()).isNull();
            assertThat(routed(database, only(database).id()))
                    .extracting(InboxEvent::detail)
                    .containsExactly(rule.id() + " About recall\nREFUSED eve\nLABELS recall");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void rulesThatGoOn_areAllCarriedOut_inTheirOrder(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            rule(database, 1, "recall", effects("bo", Set.of("one"), false), true);
            rule(database, 2, "battery", effects("jan", Set.of("two"), false), false);
            say("1", Direction.INBOUND, "Is there a recall of the battery?", null, 0);
            router(database).routeNext();
            follower(database).next();
            assertThat(only(database).labels()).isEqualTo(new TreeSet<>(Set.of("one", "two")));
            assertThat(only(database).assignee()).isEqualTo("jan");
            assertThat(routed(database, only(database).id())).hasSize(2);
        }
    }
}
