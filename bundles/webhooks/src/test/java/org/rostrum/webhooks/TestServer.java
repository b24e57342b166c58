package org.rostrum.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.ContentSource;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.webhook.WebhookDelivery;
import org.rostrum.api.webhook.WebhookDraft;
import org.rostrum.api.webhook.WebhookSecret;
import org.rostrum.delivery.DeliveryConfig;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.outbox.Dispatcher;
import org.rostrum.delivery.outbox.Outbox;
import org.rostrum.delivery.timed.DbSchedulerWork;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccountTree;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.NumberedBox;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;
import org.rostrum.testkit.http.TestHttpClients;

/** Webhooks with all that a server has for them, the outbox and the guarded HTTP client included. What is timed runs when a test says so. */
final class TestServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);

    final TestDatabase database;
    final ManualClock clock;
    final MemoryArchive archive = new MemoryArchive();
    final TestFeed feed = new TestFeed();
    final MemoryAccountTree tree =
            new MemoryAccountTree().with("group", null).with("acme", "group").with("other", "group");
    final RecordingAuditLog audit = new RecordingAuditLog();
    final RecordingMetrics metrics = new RecordingMetrics();
    final NumberedBox box = new NumberedBox();
    final Services<DeliveryTarget> targets = new Services<>();
    final Outbox outbox;
    final WebhookStore store;
    final Secrets secrets;
    final JdbcWebhooks webhooks;

    private final TestHttpClients http;
    private final DbSchedulerWork work;
    private final Dispatcher dispatcher;
    private final Receiver receiver;
    private final WebhookTargets ends;
    private final Telling telling;
    private final Feeds feeds;
    private final QueuedTimedWork timed = new QueuedTimedWork();
    private final WebhookTask task;

    TestServer(Database.Engine engine) {
        this(engine, new TestHttpClients(), NOW);
    }

    TestServer(Database.Engine engine, TestHttpClients http, Instant now) {
        this.database = TestDatabase.open(engine);
        this.http = http;
        this.clock = new ManualClock(now);
        FixedAccess access = FixedAccess.everything();
        DeliveryTables tables = new DeliveryTables(database.database());
        DeliveryConfig quick = Configs.of(
                DeliveryConfig.class,
                Map.of("pollMillis", 20, "graceSeconds", 5, "settleSeconds", 0, "firstRetrySeconds", 0));
        Clock real = Clock.systemUTC();
        Services<DeliveryListener> listeners = new Services<>();
        work = new DbSchedulerWork(
                tables, database.dataSource(), access, metrics, real, quick, new Services<TimedTask>());
        dispatcher = new Dispatcher(tables, work, access, metrics, real, quick, targets, listeners);
        outbox = new Outbox(tables, dispatcher, access, audit, real, new Services<ContentSource>());
        store = new WebhookStore(database.database());
        secrets = new Secrets(store, box);
        receiver = new Receiver(impatient(), secrets, metrics, clock);
        ends = ends(Duration.ofMinutes(1), targets);
        telling = new Telling(store, tree, outbox, clock);
        feeds = new Feeds(archive, List.of(feed));
        webhooks = webhooks(access);
        Runnable gone = listeners.add(new DeliveryEnds(store, telling, clock));
        assertThat(gone).isNotNull();
        task = new WebhookTask(store, feeds, telling, ends, timed, access, metrics, clock, config());
        // from here on
        tell();
    }

    /** Those of a node. */
    WebhookTargets ends(Duration between, Services<DeliveryTarget> node) {
        return new WebhookTargets(store, receiver, new SwitchOff(store, audit, clock), between, node::add);
    }

    private static WebhooksConfig config() {
        return Configs.of(WebhooksConfig.class, Map.of("allowHttp", true));
    }

    /** The policy is the product's, but for the time that it waits. */
    private HttpClients impatient() {
        return policy -> http.open(new HttpPolicy(
                policy.agent(), Duration.ofSeconds(2), Duration.ofSeconds(1), policy.maxBytes(), policy.redirects()));
    }

    /** The service for a caller of these rights. */
    JdbcWebhooks webhooks(FixedAccess access) {
        return new JdbcWebhooks(
                store, secrets, ends, receiver, telling, feeds, outbox, tree, access, audit, clock, config());
    }

    static WebhookDraft draft(String url, String... types) {
        return new WebhookDraft("Warehouse", url, List.of(types), true);
    }

    WebhookSecret create(@Nullable String account, TestReceiver told, String... types) {
        return webhooks.create(account, draft(told.url(), types));
    }

    /** Somebody says something to the account. */
    void say(String account, String id, @Nullable String inReplyTo) {
        Activity activity = Activity.builder(
                        id, Direction.INBOUND, new Actor("u1", "anna", null, null), clock.instant())
                .content("Words of " + id)
                .inReplyTo(inReplyTo)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry(account, account + ".file", activity)), null));
    }

    /** The timed work looks for what is new. */
    void tell() {
        timed.hurry(WebhookTask.NAME, WebhookTask.KEY);
        assertThat(timed.runDue(task, clock.instant())).isEqualTo(1);
    }

    List<WebhookDelivery> deliveries(long webhook) {
        return webhooks.deliveries(webhook, null, 100).items();
    }

    void awaitTaken(TestReceiver told, int events) {
        await().atMost(SOON).until(() -> told.taken().size() >= events);
    }

    /** Nothing is on its way any more; all of them ended so. */
    void awaitAll(long webhook, Delivery.State state) {
        await().atMost(SOON).until(() -> deliveries(webhook).stream().allMatch(delivery -> delivery.state() == state));
    }

    @Override
    public void close() {
        ends.close();
        outbox.close();
        dispatcher.close();
        work.close();
        receiver.close();
        http.close();
        database.close();
    }
}
