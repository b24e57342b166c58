package org.rostrum.engagement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.TestDatabase;

class CaseUpdatesTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MemoryArchive archive = new MemoryArchive();
    private final RecordingDeliveries deliveries = new RecordingDeliveries();
    private final Map<String, Set<String>> takers = new HashMap<>();

    private CaseUpdates updates(TestDatabase database) {
        RoutingTables tables = new RoutingTables(database.database(), new ManualClock(NOON));
        assertThat(tables).isNotNull();
        return new CaseUpdates(
                database.database(),
                archive,
                deliveries,
                new FollowedCases(
                        database.database(), archive, deliveries, kind -> takers.getOrDefault(kind, Set.of())));
    }

    private void say(String id, Direction direction, @Nullable String inReplyTo, String verb) {
        Activity activity = Activity.builder(id, direction, new Actor("u1", "anna", "Anna N.", null), NOON)
                .verb(verb)
                .content("said " + id)
                .inReplyTo(inReplyTo)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry("acme", "acme.bluesky", activity)), null));
    }

    /** A ticket of the first activity. */
    private void ticket(TestDatabase database, @Nullable String adapter, String stage) {
        long conversation = archive.after(0, 1).get(0).conversationId();
        database.database()
                .transact(connection -> Sql.update(
                        connection,
                        "insert into engagement_case (kind, account_id, conversation_id, sequence, contact_handle, summary,"
                                + " owner, rule_id, rule_name, created, happened, delivery_id, stage)"
                                + " values ('TICKET', 'acme', ?, 1, 'anna', 'It leaks', 'support', 1, 'Problems', ?, ?, 1, ?)",
                        conversation,
                        NOON,
                        NOON,
                        stage));
        deliveries.enqueue(new DeliveryRequest("ticket", adapter, "acme", "ticket/1", "ticket/1", "{}", List.of()));
    }

    private void routedUpTo(TestDatabase database, long sequence) {
        database.database()
                .transact(connection ->
                        Sql.update(connection, "update engagement_progress set sequence = ? where id = 1", sequence));
    }

    private List<DeliveryRequest> sent() {
        return deliveries.requests().stream()
                .filter(request -> request.kind().endsWith("-update"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsSaidAfterwards_isTold_onceAndNoSoonerThanItIsRouted(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            takers.put("ticket-update", Set.of("helpdesk"));
            CaseUpdates updates = updates(database);
            say("1", Direction.INBOUND, null, "Create");
            say("2", Direction.OUTBOUND, "1", "Create");
            say("3", Direction.INBOUND, "2", "Create");
            say("4", Direction.INBOUND, "2", "Like");
            say("5", Direction.INBOUND, null, "Create");
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(0, 0));

            ticket(database, "helpdesk", "NEW");
            routedUpTo(database, 2);
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(2, 1));
            routedUpTo(database, 5);
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(3, 1));
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(0, 0));

            assertThat(sent())
                    .extracting(DeliveryRequest::idempotencyKey)
                    .containsExactly("ticket/1/activity/2", "ticket/1/activity/3");
            DeliveryRequest one = sent().get(1);
            assertThat(one.kind()).isEqualTo("ticket-update");
            assertThat(one.adapter()).isEqualTo("helpdesk");
            JsonNode payload = JSON.readTree(one.payload());
            assertThat(payload.path("case").asText()).isEqualTo("ticket/1");
            assertThat(payload.path("direction").asText()).isEqualTo("INBOUND");
            assertThat(payload.path("author").asText()).isEqualTo("Anna N.");
            assertThat(payload.path("text").asText()).isEqualTo("said 3");
            assertThat(payload.path("url").isNull()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoDoesNotWantToKnow_isNotTold(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            takers.put("ticket-update", Set.of("helpdesk"));
            CaseUpdates updates = updates(database);
            say("1", Direction.INBOUND, null, "Create");
            say("2", Direction.INBOUND, "1", "Create");
            ticket(database, "csv", "NEW");
            routedUpTo(database, 2);
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(2, 0));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aTicketThatIsGone_isLeftAlone(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            takers.put("ticket-update", Set.of("helpdesk"));
            CaseUpdates updates = updates(database);
            say("1", Direction.INBOUND, null, "Create");
            say("2", Direction.INBOUND, "1", "Create");
            ticket(database, "helpdesk", "DELETED");
            routedUpTo(database, 2);
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(2, 0));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aTicketForAnybody_isFollowed_whenOnlyOneCanHaveIt(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            takers.put("ticket", Set.of("csv", "helpdesk"));
            takers.put("ticket-update", Set.of("helpdesk"));
            CaseUpdates updates = updates(database);
            say("1", Direction.INBOUND, null, "Create");
            say("2", Direction.INBOUND, "1", "Create");
            ticket(database, null, "NEW");
            routedUpTo(database, 2);
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(2, 0));

            takers.put("ticket", Set.of("helpdesk"));
            say("3", Direction.INBOUND, "2", "Create");
            routedUpTo(database, 3);
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(1, 1));
            assertThat(sent().get(0).adapter()).isEqualTo("helpdesk");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anAdapterThatIsAway_isToldLater(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            CaseUpdates updates = updates(database);
            say("1", Direction.INBOUND, null, "Create");
            say("2", Direction.INBOUND, "1", "Create");
            ticket(database, "helpdesk", "NEW");
            routedUpTo(database, 2);
            database.database().transact(connection -> new SourceStore().answered(connection, "helpdesk", "7", NOON));
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(2, 1));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anAdapterThatTellsButDoesNotWantToKnow_isNotTold(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            takers.put("ticket", Set.of("helpdesk"));
            CaseUpdates updates = updates(database);
            say("1", Direction.INBOUND, null, "Create");
            say("2", Direction.INBOUND, "1", "Create");
            ticket(database, "helpdesk", "NEW");
            routedUpTo(database, 2);
            database.database().transact(connection -> new SourceStore().answered(connection, "helpdesk", "7", NOON));
            assertThat(updates.next()).isEqualTo(new CaseUpdates.Batch(2, 0));
        }
    }
}
