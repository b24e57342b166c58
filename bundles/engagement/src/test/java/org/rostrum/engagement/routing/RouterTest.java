package org.rostrum.engagement.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.engagement.CaseRecord;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.BusinessTime;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.TestDatabase;

class RouterTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final MemoryArchive archive = new MemoryArchive();
    private final RecordingDeliveries deliveries = new RecordingDeliveries();
    private final Clock clock = new ManualClock(NOON);

    private JdbcRouting routing(TestDatabase database) {
        return new JdbcRouting(
                database.database(),
                new RoutingTables(database.database(), clock),
                TestRules.check(MemoryAccounts.with("acme", "Acme")),
                FixedAccess.everything(),
                new RecordingAuditLog(),
                clock);
    }

    private Router router(TestDatabase database) {
        return new Router(
                database.database(),
                archive,
                MemoryAccounts.with("acme", "Acme"),
                deliveries,
                account -> BusinessTime.ALWAYS,
                clock);
    }

    private void say(String id, Direction direction, String text, @Nullable String inReplyTo, int minute) {
        Activity activity = Activity.builder(
                        id, direction, new Actor("u1", "anna", null, null), NOON.plusSeconds(60L * minute))
                .content(text)
                .inReplyTo(inReplyTo)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry("acme", "acme.file", activity)), null));
    }

    private static RuleConditions words(String... any) {
        return new RuleConditions(List.of(any), List.of(), List.of(), List.of(), List.of(), Direction.INBOUND, false);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void routeNext_makesLeadsAndTickets_oncePerConversation(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcRouting routing = routing(database);
            Router router = router(database);
            say("1", Direction.INBOUND, "Where can I buy the blue one?", null, 0);
            say("2", Direction.INBOUND, "It is broken, please help", null, 1);
            say("3", Direction.OUTBOUND, "We are sorry that it is broken", "2", 2);
            say("4", Direction.INBOUND, "Still broken!", "2", 3);
            say("5", Direction.INBOUND, "Nice weather", null, 4);

            assertThat(router.routeNext()).isEqualTo(new Router.Batch(5, 1, 1, 0));
            assertThat(router.routeNext().activities()).isZero();
            assertThat(routing.routedUpTo()).isEqualTo(5);
            CaseRecord ticket =
                    routing.cases(RuleAction.TICKET, "acme", null, 10).items().get(0);
            assertThat(ticket.sequence()).isEqualTo(2);
            assertThat(ticket.owner()).isEqualTo("support");
            assertThat(ticket.contactHandle()).isEqualTo("anna");
            assertThat(ticket.deliveryId()).isEqualTo(2);
            assertThat(routing.countCases(RuleAction.LEAD)).isEqualTo(1);

            assertThat(deliveries.requests()).extracting(DeliveryRequest::kind).containsExactly("lead", "ticket");
            JsonNode payload = JsonMapper.builder()
                    .build()
                    .readTree(deliveries.requests().get(1).payload());
            assertThat(payload.get("accountName").asText()).isEqualTo("Acme");
            assertThat(payload.get("text").asText()).isEqualTo("It is broken, please help");
            assertThat(payload.get("createdAt").asText()).isEqualTo("2026-05-01T12:01:00Z");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void routeNext_opensNoSecondCase_whenTheConversationOfTheFirstHasGrownIntoAnother(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcRouting routing = routing(database);
            say("1", Direction.INBOUND, "It is broken", null, 0);
            assertThat(router(database).routeNext().tickets()).isEqualTo(1);
            long first = archive.after(0, 1).get(0).conversationId();
            say("2", Direction.INBOUND, "Still broken", null, 1);
            say("3", Direction.INBOUND, "Mine is broken too", null, 2);
            long second = archive.after(1, 1).get(0).conversationId();
            Archive merging = (Archive) Proxy.newProxyInstance(
                    Archive.class.getClassLoader(),
                    new Class<?>[] {Archive.class},
                    (proxy, method, arguments) -> method.getName().equals("mergedInto")
                            ? Map.of(second, Set.of(first))
                            : method.invoke(archive, arguments));
            Router router = new Router(
                    database.database(),
                    merging,
                    MemoryAccounts.with("acme", "Acme"),
                    deliveries,
                    account -> BusinessTime.ALWAYS,
                    clock);
            assertThat(router.routeNext().tickets()).isEqualTo(1);
            assertThat(routing.cases(RuleAction.TICKET, null, null, 10).items())
                    .extracting(CaseRecord::sequence)
                    .containsExactly(3L, 1L);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void routeNext_leavesNothingBehind_whenTheOutboxRefuses(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcRouting routing = routing(database);
            say("1", Direction.INBOUND, "help", null, 0);
            RecordingDeliveries full = new RecordingDeliveries() {
                @Override
                public List<Delivery> enqueueAll(List<DeliveryRequest> requests) {
                    throw new IllegalStateException("disk full");
                }
            };
            Router failing = new Router(
                    database.database(),
                    archive,
                    MemoryAccounts.with("acme", "Acme"),
                    full,
                    account -> BusinessTime.ALWAYS,
                    clock);
            assertThatThrownBy(failing::routeNext).hasMessage("disk full");
            assertThat(routing.routedUpTo()).isZero();
            assertThat(routing.countCases(RuleAction.TICKET)).isZero();
            assertThat(router(database).routeNext().tickets()).isEqualTo(1);
        }
    }

    @Test
    void routeNext_triesRulesInOrder_andGoesOnWhereAsked() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcRouting routing = routing(database);
            routing.rules().forEach(rule -> routing.remove(rule.id(), rule.version()));
            routing.create(new RuleDraft(
                    1, "Press", true, words("journalist"), RuleAction.NOTICE, "pr@acme.test", null, true));
            routing.create(new RuleDraft(2, "Off", false, words("journalist"), RuleAction.LEAD, "x", null, false));
            routing.create(new RuleDraft(3, "All", true, words(), RuleAction.TICKET, "desk", "csv", false));
            routing.create(new RuleDraft(4, "Never reached", true, words(), RuleAction.LEAD, "x", null, false));
            say("1", Direction.INBOUND, "I am a journalist", null, 0);
            say("2", Direction.OUTBOUND, "Welcome, journalist", null, 1);
            assertThat(router(database).routeNext()).isEqualTo(new Router.Batch(2, 0, 1, 1));
            DeliveryRequest notice = deliveries.requests().get(0);
            assertThat(notice.kind()).isEqualTo("mail");
            assertThat(notice.payload()).contains("pr@acme.test").contains("I am a journalist");
            assertThat(notice.payload()).containsPattern("At: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC");
            assertThat(deliveries.requests().get(1).adapter()).isEqualTo("csv");
        }
    }

    @Test
    void firstOfConversation_looksOnlyAtTheFirstInboundActivity() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcRouting routing = routing(database);
            routing.rules().forEach(rule -> routing.remove(rule.id(), rule.version()));
            RuleConditions first = new RuleConditions(
                    List.of("broken"), List.of(), List.of(), List.of(), List.of(), Direction.INBOUND, true);
            routing.create(new RuleDraft(1, "First", true, first, RuleAction.TICKET, "desk", null, false));
            say("1", Direction.INBOUND, "hello", null, 0);
            say("2", Direction.INBOUND, "it is broken", "1", 1);
            say("3", Direction.INBOUND, "broken from the start", null, 2);
            assertThat(router(database).routeNext().tickets()).isEqualTo(1);
        }
    }

    @Test
    void defaultRules_areNotPutInAgain_whenPeopleRemovedThem() {
        try (TestDatabase database = TestDatabase.derby()) {
            JdbcRouting routing = routing(database);
            assertThat(routing.rules()).hasSize(4);
            routing.rules().forEach(rule -> routing.remove(rule.id(), rule.version()));
            assertThat(routing(database).rules()).isEmpty();
        }
    }
}
