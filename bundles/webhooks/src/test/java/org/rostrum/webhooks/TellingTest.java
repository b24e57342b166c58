package org.rostrum.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.Webhook;
import org.rostrum.api.webhook.WebhookDelivery;
import org.rostrum.api.webhook.WebhookDraft;
import org.rostrum.api.webhook.WebhookSecret;
import org.rostrum.testkit.http.TestHttpClients;

/** How events reach receivers, and what becomes of those that do not. */
class TellingTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static LifeCycleEvent assigned(String id, String account, long conversation) {
        return new LifeCycleEvent(
                id,
                TestFeed.TYPE,
                account,
                conversation,
                "conversation/" + conversation,
                TestServer.NOW,
                "{\"actor\":\"jan\"}");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anEvent_reachesItsReceiverOnce_signed_asACloudEvent(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            WebhookSecret made = server.create("acme", told);
            server.say("acme", "a1", null);
            server.tell();
            server.tell();
            server.awaitTaken(told, 1);
            server.awaitAll(made.webhook().id(), Delivery.State.DELIVERED);
            assertThat(told.calls()).hasSize(1);
            TestReceiver.Call call = told.calls().get(0);
            assertThat(call.path()).isEqualTo("/hook");
            assertThat(call.header("Content-Type")).isEqualTo("application/cloudevents+json; charset=utf-8");
            assertThat(call.header("webhook-id")).isEqualTo("activity-1");
            assertThat(call.header("webhook-timestamp")).isEqualTo(Long.toString(TestServer.NOW.getEpochSecond()));
            assertThat(call.isSignedWith(made.secret())).isTrue();
            assertThat(call.isSignedWith(Signature.newSecret())).isFalse();
            JsonNode event = call.event();
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("id").asText()).isEqualTo("activity-1");
            assertThat(event.path("source").asText()).matches("urn:rostrum:[0-9a-f]{16}");
            assertThat(event.path("type").asText()).isEqualTo("org.rostrum.activity.archived");
            assertThat(event.path("subject").asText()).isEqualTo("activity/1");
            assertThat(event.path("time").asText()).isEqualTo("1970-01-01T00:00:00Z");
            assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(event.path("partitionkey").asText()).isEqualTo("conversation/1");
            assertThat(event.path("account").asText()).isEqualTo("acme");
            assertThat(event.path("data").path("channel").asText()).isEqualTo("acme.file");
            // attributes of CloudEvents: lower case letters and digits
            event.fieldNames().forEachRemaining(name -> assertThat(name).matches("[a-z0-9]{1,20}"));
            assertThat(call.body()).doesNotContain("Words of").doesNotContain("anna");
            assertThat(server.metrics.count("rostrum.webhooks.sent,outcome,accepted"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void eventsOfAConversation_keepTheirOrder_whileOneFails_andOthersGoOn(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            WebhookSecret made = server.create(null, told);
            told.answer(call ->
                    call.id().equals("activity-1") && (told.calls(call.id()) < 3 || told.taken("activity-4") == 0)
                            ? new TestReceiver.Reply(500, Map.of())
                            : TestReceiver.TAKEN);
            server.say("acme", "a1", null);
            server.say("acme", "a2", "a1");
            server.say("acme", "a3", "a2");
            server.say("acme", "b1", null);
            server.feed.add(assigned("test-1", "acme", 1));
            server.tell();
            server.awaitTaken(told, 5);
            server.awaitAll(made.webhook().id(), Delivery.State.DELIVERED);
            assertThat(told.taken())
                    .filteredOn(
                            call -> call.event().path("partitionkey").asText().equals("conversation/1"))
                    .extracting(TestReceiver.Call::id)
                    .containsExactly("activity-1", "activity-2", "activity-3", "test-1");
            assertThat(told.calls("activity-1")).isGreaterThan(2);
            assertThat(told.calls("activity-2")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void onlyWhatAWebhookWants_ofItsAccountAndThoseBelow_isTold(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver ofAll = new TestReceiver();
                TestReceiver ofGroup = new TestReceiver();
                TestReceiver ofAcme = new TestReceiver();
                TestReceiver off = new TestReceiver()) {
            server.create(null, ofAll);
            server.create("group", ofGroup, TestFeed.TYPE);
            server.create("acme", ofAcme);
            server.webhooks.create("acme", new WebhookDraft("Off", off.url(), null, false));
            server.say("acme", "a1", null);
            server.say("other", "o1", null);
            server.feed.add(assigned("test-1", "other", 2));
            server.tell();
            server.awaitTaken(ofAll, 3);
            server.awaitTaken(ofGroup, 1);
            server.awaitTaken(ofAcme, 1);
            server.webhooks
                    .list(null, 10)
                    .items()
                    .forEach(webhook -> server.awaitAll(webhook.id(), Delivery.State.DELIVERED));
            assertThat(ofAll.calls()).hasSize(3);
            assertThat(ofGroup.calls()).extracting(TestReceiver.Call::id).containsExactly("test-1");
            assertThat(ofAcme.calls()).extracting(TestReceiver.Call::id).containsExactly("activity-1");
            assertThat(off.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aReceiverThatIsGone_switchesItsWebhookOff(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            long id = server.create("acme", told).webhook().id();
            told.answer(410);
            server.say("acme", "a1", null);
            server.say("acme", "a2", "a1");
            server.tell();
            server.awaitAll(id, Delivery.State.DEAD);
            Webhook after = server.webhooks.find(id).orElseThrow();
            assertThat(after.active()).isFalse();
            assertThat(after.offReason()).contains("410");
            assertThat(told.calls()).hasSize(1);
            assertThat(server.deliveries(id).get(0).error()).contains("switched off");
            assertThat(server.audit.actions()).contains("webhook.switch-off");
            server.say("acme", "a3", null);
            server.tell();
            assertThat(server.deliveries(id)).hasSize(2);
            // somebody has looked after it
            told.answer(200);
            server.webhooks.change(id, TestServer.draft(told.url()), after.version());
            assertThat(server.webhooks.find(id).orElseThrow().offReason()).isNull();
            server.deliveries(id).forEach(dead -> server.outbox.replay(dead.id()));
            server.awaitAll(id, Delivery.State.DELIVERED);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatMayPass_isTriedAgain(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            long id = server.create("acme", told).webhook().id();
            List<TestReceiver.Reply> troubles = List.of(
                    new TestReceiver.Reply(500, Map.of()),
                    new TestReceiver.Reply(503, Map.of("Retry-After", "1")),
                    new TestReceiver.Reply(429, Map.of("Retry-After", "1")),
                    new TestReceiver.Reply(404, Map.of()),
                    TestReceiver.CUT,
                    TestReceiver.SILENCE);
            AtomicInteger tries = new AtomicInteger();
            told.answer(call -> {
                int now = tries.getAndIncrement();
                return now < troubles.size() ? troubles.get(now) : TestReceiver.TAKEN;
            });
            server.say("acme", "a1", null);
            server.tell();
            server.awaitTaken(told, 1);
            server.awaitAll(id, Delivery.State.DELIVERED);
            assertThat(told.calls()).hasSize(troubles.size() + 1);
            assertThat(told.calls())
                    .extracting(call -> call.header("webhook-id"))
                    .containsOnly("activity-1");
            assertThat(server.deliveries(id).get(0).attempts()).isEqualTo(troubles.size() + 1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsRefused_waitsForAPerson_andRedirectsAreNotFollowed(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver();
                TestReceiver elsewhere = new TestReceiver()) {
            long id = server.create("acme", told).webhook().id();
            told.answer(call -> call.id().equals("activity-1")
                    ? new TestReceiver.Reply(307, Map.of("Location", elsewhere.url()))
                    : new TestReceiver.Reply(400, Map.of()));
            server.say("acme", "a1", null);
            server.say("acme", "a2", null);
            server.tell();
            server.awaitAll(id, Delivery.State.DEAD);
            assertThat(elsewhere.calls()).isEmpty();
            assertThat(told.calls()).hasSize(2);
            assertThat(server.deliveries(id))
                    .extracting(WebhookDelivery::category)
                    .containsOnly(FailureCategory.REJECTED);
            assertThat(server.deliveries(id)).anySatisfy(dead -> assertThat(dead.error())
                    .contains("127.0.0.1 answered 307", "redirects are not followed"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void addressesThatAreNotPublic_areRefused_asTheProductIsShipped(Database.Engine engine) {
        try (TestServer server = new TestServer(engine, TestHttpClients.asShipped(), TestServer.NOW);
                TestReceiver told = new TestReceiver()) {
            long id = server.create("acme", told).webhook().id();
            server.say("acme", "a1", null);
            server.tell();
            server.awaitAll(id, Delivery.State.DEAD);
            assertThat(server.deliveries(id)).singleElement().satisfies(dead -> {
                assertThat(dead.category()).isEqualTo(FailureCategory.REJECTED);
                assertThat(dead.error()).contains("allowedPrivateHosts");
            });
            for (String url : List.of(
                    told.url(),
                    told.url().replace("127.0.0.1", "localhost"),
                    told.url().replace("127.0.0.1", "[::1]"),
                    "http://10.1.2.3/",
                    "http://192.168.1.1/",
                    "http://169.254.169.254/latest/meta-data/")) {
                long other = server.webhooks
                        .create("acme", TestServer.draft(url))
                        .webhook()
                        .id();
                assertThat(server.webhooks.test(other)).as(url).satisfies(trial -> {
                    assertThat(trial.accepted()).isFalse();
                    assertThat(trial.category()).isEqualTo(FailureCategory.REJECTED);
                });
            }
            assertThat(told.calls()).isEmpty();
        }
    }

    private static DeliveryTarget crm(String refusedKey) {
        return new DeliveryTarget() {
            @Override
            public String adapter() {
                return "crm";
            }

            @Override
            public Set<String> kinds() {
                return Set.of("lead");
            }

            @Override
            public DeliveryReceipt deliver(Delivery delivery) throws DeliveryException {
                if (delivery.request().idempotencyKey().equals(refusedKey)) {
                    throw new DeliveryException(FailureCategory.REJECTED, "The field \"mail\" is missing.", null);
                }
                return new DeliveryReceipt("7", null);
            }

            @Override
            public boolean canFind() {
                return true;
            }

            @Override
            public Optional<DeliveryReceipt> find(Delivery delivery) {
                return Optional.empty();
            }
        };
    }

    private static DeliveryRequest lead(String key) {
        return new DeliveryRequest("lead", "crm", "acme", "lead/" + key, key, "{\"name\":\"Zoë\"}", List.of());
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatBecameOfDeliveries_isTold_butNotOfThoseToWebhooks(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            long id = server.create("acme", told).webhook().id();
            Runnable gone = server.targets.add(crm("bad"));
            Delivery bad = server.outbox.enqueue(lead("bad"));
            Delivery good = server.outbox.enqueue(lead("good"));
            server.awaitTaken(told, 2);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.outbox.find(bad.id()).orElseThrow().state() == Delivery.State.DEAD);
            Delivery discarded = server.outbox.discard(bad.id(), "asked for by the customer");
            assertThat(discarded.state()).isEqualTo(Delivery.State.DISCARDED);
            server.awaitTaken(told, 3);
            server.awaitAll(id, Delivery.State.DELIVERED);
            assertThat(told.taken())
                    .extracting(call -> call.event().path("type").asText() + " "
                            + call.event().path("subject").asText())
                    .containsExactlyInAnyOrder(
                            "org.rostrum.delivery.dead delivery/" + bad.id(),
                            "org.rostrum.delivery.delivered delivery/" + good.id(),
                            "org.rostrum.delivery.discarded delivery/" + bad.id());
            JsonNode failure = told.taken().stream()
                    .map(TestReceiver.Call::event)
                    .filter(event -> event.path("type").asText().endsWith(".dead"))
                    .findFirst()
                    .orElseThrow()
                    .path("data");
            assertThat(failure.path("about").asText()).isEqualTo("lead/bad");
            assertThat(failure.path("category").asText()).isEqualTo("REJECTED");
            assertThat(failure.path("error").asText()).contains("mail");
            assertThat(told.taken()).noneMatch(call -> call.body().contains("Zoë"));
            gone.run();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsRemoved_isToldNothing_andWhatWaitsIsRefused(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            Webhook webhook = server.create("acme", told).webhook();
            told.answer(500);
            server.say("acme", "a1", null);
            server.tell();
            await().atMost(Duration.ofSeconds(20)).until(() -> !told.calls().isEmpty());
            server.webhooks.remove(webhook.id(), webhook.version());
            assertThat(server.webhooks.find(webhook.id())).isEmpty();
            assertThat(server.webhooks.list(null, 10).items()).isEmpty();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.outbox.figures().dead() == 1);
            assertThat(server.audit.actions()).contains("webhook.remove");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatOneNodeMade_theOthersCanCall_soon(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            Services<DeliveryTarget> other = new Services<>();
            WebhookTargets ends = server.ends(Duration.ofMillis(50), other);
            long id = server.create("acme", told).webhook().id();
            await().atMost(Duration.ofSeconds(20)).until(() -> other.all().size() == 1);
            assertThat(other.all().get(0).adapter()).isEqualTo(WebhookTarget.adapterOf(id));
            ends.close();
            assertThat(other.all()).isEmpty();
            ends.refresh();
            assertThat(other.all()).isEmpty();
        }
    }
}
