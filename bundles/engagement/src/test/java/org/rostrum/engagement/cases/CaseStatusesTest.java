package org.rostrum.engagement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.TestDatabase;

class CaseStatusesTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MemoryArchive archive = new MemoryArchive();
    private final RecordingDeliveries deliveries = new RecordingDeliveries();
    private final Map<String, Set<String>> takers = new HashMap<>();
    private final ManualClock clock = new ManualClock(NOON);

    private CaseStatuses statuses(TestDatabase database) {
        RoutingTables tables = new RoutingTables(database.database(), clock);
        assertThat(tables).isNotNull();
        takers.put("ticket", Set.of("helpdesk"));
        takers.put("ticket-status", Set.of("helpdesk"));
        FollowedCases cases = new FollowedCases(
                database.database(), archive, deliveries, kind -> takers.getOrDefault(kind, Set.of()));
        return new CaseStatuses(database.database(), archive, deliveries, cases, clock);
    }

    /** A conversation that is open, and its ticket. */
    private long conversation(TestDatabase database, String adapter, String stage) {
        Activity activity = Activity.builder("1", Direction.INBOUND, new Actor("u1", "anna", "Anna N.", null), NOON)
                .content("It leaks")
                .build();
        archive.append(new Intake(List.of(new Intake.Entry("acme", "acme.bluesky", activity)), null));
        long id = archive.after(0, 1).get(0).conversationId();
        database.database().transact(connection -> {
            Sql.update(
                    connection,
                    "insert into engagement_conversation (id, account_id, channel_id, contact, status, priority, excerpt,"
                            + " inbound_sequence, last_inbound, last_activity, opened_since, version, changed)"
                            + " values (?, 'acme', 'acme.bluesky', 'anna', 'OPEN', 'NORMAL', 'It leaks', 1, ?, ?, ?, 1, 1)",
                    id,
                    NOON,
                    NOON,
                    NOON);
            Sql.update(
                    connection,
                    "insert into engagement_case (kind, account_id, conversation_id, sequence, contact_handle, summary,"
                            + " owner, rule_id, rule_name, created, happened, delivery_id, stage)"
                            + " values ('TICKET', 'acme', ?, 1, 'anna', 'It leaks', 'support', 1, 'Problems', ?, ?, 1, ?)",
                    id,
                    NOON,
                    NOON,
                    stage);
        });
        deliveries.enqueue(new DeliveryRequest("ticket", adapter, "acme", "ticket/1", "ticket/1", "{}", List.of()));
        return id;
    }

    private void done(TestDatabase database, long id, String status, String kind, String detail) {
        database.database().transact(connection -> {
            Sql.update(connection, "update engagement_conversation set status = ? where id = ?", status, id);
            Sql.update(
                    connection,
                    "insert into engagement_event (conversation_id, happened, actor, actor_account_id, kind, detail)"
                            + " values (?, ?, 'bo', 'acme', ?, ?)",
                    id,
                    clock.instant(),
                    kind,
                    detail);
        });
    }

    private List<DeliveryRequest> sent() {
        return deliveries.requests().stream()
                .filter(request -> request.kind().endsWith("-status"))
                .toList();
    }

    private List<String> told() throws Exception {
        List<String> told = new ArrayList<>();
        for (DeliveryRequest one : sent()) {
            told.add(JSON.readTree(one.payload()).path("status").asText());
        }
        return told;
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatPeopleClose_isTold_andThatItOpensAgain_once(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            CaseStatuses statuses = statuses(database);
            long id = conversation(database, "helpdesk", "OPEN");
            done(database, id, "OPEN", "NOTE", "Who has a wrench?");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(1, 0));
            done(database, id, "PENDING", "STATUS", "PENDING");
            done(database, id, "OPEN", "STATUS", "OPEN");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(2, 0));
            done(database, id, "CLOSED", "STATUS", "CLOSED");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(1, 1));
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(0, 0));
            done(database, id, "OPEN", "REOPENED", "CLOSED");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(1, 1));

            assertThat(told()).containsExactly("CLOSED", "OPEN");
            DeliveryRequest one = sent().get(0);
            assertThat(one.kind()).isEqualTo("ticket-status");
            assertThat(one.adapter()).isEqualTo("helpdesk");
            assertThat(one.subject()).isEqualTo("ticket/1");
            assertThat(one.requestedBy()).isEqualTo(new Requester("bo", "acme"));
            JsonNode payload = JSON.readTree(one.payload());
            assertThat(payload.path("case").asText()).isEqualTo("ticket/1");
            assertThat(payload.path("author").asText()).isEqualTo("bo");
            assertThat(Instant.parse(payload.path("changedAt").asText())).isEqualTo(NOON);
            assertThat(sent()).extracting(DeliveryRequest::idempotencyKey).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatWasClosedAndOpenedMeanwhile_isNotTold(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            CaseStatuses statuses = statuses(database);
            long id = conversation(database, "helpdesk", "OPEN");
            done(database, id, "CLOSED", "STATUS", "CLOSED");
            done(database, id, "OPEN", "STATUS", "OPEN");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(2, 0));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatARulePutsAside_staysOpenThere(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            CaseStatuses statuses = statuses(database);
            long id = conversation(database, "helpdesk", "NEW");
            done(database, id, "CLOSED", "ROUTED", "1 To the desk\nSTATUS CLOSED");
            done(database, id, "CLOSED", "JOINED", "7");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(2, 0));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aTicketThatIsGone_isLeftAlone(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            CaseStatuses statuses = statuses(database);
            long id = conversation(database, "helpdesk", "DELETED");
            done(database, id, "CLOSED", "STATUS", "CLOSED");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(1, 0));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whoDoesNotWantToKnow_isNotTold(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            CaseStatuses statuses = statuses(database);
            takers.remove("ticket-status");
            long id = conversation(database, "helpdesk", "NEW");
            database.database().transact(connection -> new SourceStore().answered(connection, "helpdesk", "7", NOON));
            done(database, id, "CLOSED", "STATUS", "CLOSED");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(1, 0));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anAdapterThatIsAway_isAwaited_forAWhile(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            CaseStatuses statuses = statuses(database);
            takers.clear();
            long id = conversation(database, "helpdesk", "NEW");
            database.database().transact(connection -> new SourceStore().answered(connection, "helpdesk", "7", NOON));
            done(database, id, "CLOSED", "STATUS", "CLOSED");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(0, 0));
            takers.put("ticket", Set.of("helpdesk"));
            takers.put("ticket-status", Set.of("helpdesk"));
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(1, 1));
            assertThat(told()).containsExactly("CLOSED");

            takers.clear();
            done(database, id, "OPEN", "STATUS", "OPEN");
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(0, 0));
            clock.advance(Duration.ofMinutes(11));
            assertThat(statuses.next()).isEqualTo(new CaseStatuses.Batch(1, 0));
        }
    }
}
