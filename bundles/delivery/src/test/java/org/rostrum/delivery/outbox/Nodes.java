package org.rostrum.delivery.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.awaitility.Awaitility;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.ContentSource;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.FakeWhiteboard;
import org.rostrum.delivery.Settings;
import org.rostrum.delivery.timed.DbSchedulerWork;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** One database and the nodes of this bundle that work on it. */
final class Nodes implements AutoCloseable {
    final TestDatabase database;
    final Clock clock;
    final FakeWhiteboard<DeliveryTarget> targets = new FakeWhiteboard<>();
    final FakeWhiteboard<DeliveryListener> listeners = new FakeWhiteboard<>();
    final FakeWhiteboard<ContentSource> sources = new FakeWhiteboard<>();
    final FakeWhiteboard<TimedTask> tasks = new FakeWhiteboard<>();
    final RecordingAuditLog audit = new RecordingAuditLog();
    final RecordingMetrics metrics = new RecordingMetrics();
    final FixedAccess access = FixedAccess.everything();
    private final Deque<Node> running = new ArrayDeque<>();

    Nodes(Database.Engine engine) {
        this(engine, Clock.systemUTC());
    }

    Nodes(Database.Engine engine, Clock clock) {
        this.database = TestDatabase.open(engine);
        this.clock = clock;
    }

    /** One node. */
    record Node(DbSchedulerWork work, Dispatcher dispatcher, Outbox outbox) {
        void stop() {
            outbox.close();
            dispatcher.close();
            work.close();
        }
    }

    Node start(Settings settings) {
        DeliveryTables tables = new DeliveryTables(database.database());
        DbSchedulerWork work =
                new DbSchedulerWork(tables, database.dataSource(), access, metrics, clock, settings.config(), tasks);
        Dispatcher dispatcher =
                new Dispatcher(tables, work, access, metrics, clock, settings.config(), targets, listeners);
        Node node = new Node(work, dispatcher, new Outbox(tables, dispatcher, access, audit, clock, sources));
        running.push(node);
        return node;
    }

    Node start() {
        return start(Settings.quick());
    }

    void stop(Node node) {
        running.remove(node);
        node.stop();
    }

    static DeliveryRequest request(String key) {
        return request(key, "lead/" + key);
    }

    static DeliveryRequest request(String key, String subject) {
        return new DeliveryRequest("lead", "crm", "acme", subject, key, "{\"name\":\"Zoë 😀\"}", List.of());
    }

    static long count(Outbox outbox, Delivery.State state) {
        return outbox.list(new DeliveryFilter(state, null, null, null), null, 500)
                .items()
                .size();
    }

    @Override
    public void close() {
        running.forEach(Node::stop);
        database.close();
    }

    static Delivery find(Node node, Delivery delivery) {
        return node.outbox().find(delivery.id()).orElseThrow();
    }

    static void awaitState(Node node, Delivery delivery, Delivery.State state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> find(node, delivery).state() == state);
    }
}
