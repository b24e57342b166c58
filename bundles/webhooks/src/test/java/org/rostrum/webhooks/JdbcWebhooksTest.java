package org.rostrum.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.webhook.Webhook;
import org.rostrum.api.webhook.WebhookDraft;
import org.rostrum.api.webhook.WebhookEventType;
import org.rostrum.api.webhook.WebhookSecret;
import org.rostrum.api.webhook.WebhookTrial;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.webhooks.rest.OutgoingWebhooksResource;
import org.rostrum.webhooks.rest.OutgoingWebhooksResource.OutgoingWebhookInput;

/** What people do with webhooks. */
class JdbcWebhooksTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final String READ = "webhooks:read";
    private static final String CHANGE = "webhooks:change";

    private static void refused(Problem.Kind kind, @Nullable String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void duringAChangeOfSecrets_bothSign_afterwardsTheNewOneAlone(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            WebhookSecret first = server.create("acme", told);
            long id = first.webhook().id();
            assertThat(first.webhook().oldSecretUntil()).isNull();
            WebhookSecret second = server.webhooks.rotate(id);
            assertThat(second.secret()).isNotEqualTo(first.secret());
            Instant end = TestServer.NOW.plus(Duration.ofHours(24));
            assertThat(second.webhook().oldSecretUntil()).isEqualTo(end);
            server.say("acme", "a1", null);
            server.tell();
            server.awaitTaken(told, 1);
            assertThat(told.taken().get(0).isSignedWith(first.secret())).isTrue();
            assertThat(told.taken().get(0).isSignedWith(second.secret())).isTrue();

            // the vault's keys change meanwhile
            server.box.newKey();
            assertThat(server.secrets.resealAll()).isEqualTo(1);
            assertThat(server.secrets.resealAll()).isZero();
            server.box.loseOldKeys();

            server.clock.set(end.minusSeconds(1));
            server.say("acme", "a2", null);
            server.tell();
            server.awaitTaken(told, 2);
            assertThat(told.taken().get(1).isSignedWith(first.secret())).isTrue();
            server.clock.set(end);
            server.say("acme", "a3", null);
            server.tell();
            server.awaitTaken(told, 3);
            assertThat(told.taken().get(2).isSignedWith(first.secret())).isFalse();
            assertThat(told.taken().get(2).isSignedWith(second.secret())).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void secrets_areShownOnce_andStandNowhereElse(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            WebhookSecret first = server.create("acme", told);
            long id = first.webhook().id();
            WebhookSecret second = server.webhooks.rotate(id);
            server.say("acme", "a1", null);
            server.tell();
            server.awaitTaken(told, 1);
            WebhookTrial trial = server.webhooks.test(id);
            List<String> seen = List.of(
                    server.webhooks.list(null, 10).toString(),
                    server.webhooks.find(id).toString(),
                    server.deliveries(id).toString(),
                    server.audit.events().toString(),
                    trial.toString(),
                    first.toString(),
                    told.calls().toString(),
                    server.database
                            .database()
                            .read(connection -> Sql.list(
                                    connection,
                                    "select secret, old_secret from webhooks_webhook",
                                    row -> row.getString(1) + row.getString(2)))
                            .toString());
            for (WebhookSecret secret : List.of(first, second)) {
                assertThat(secret.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
                assertThat(seen).noneMatch(one -> one.contains(secret.secret().substring(6)));
            }
            assertThat(server.audit.actions())
                    .containsExactly("webhook.create", "webhook.rotate-secret", "webhook.test");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aPeriod_isToldAgain_inItsOrder_withTheIdsItHad(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver();
                TestReceiver late = new TestReceiver()) {
            long id = server.create("acme", told).webhook().id();
            server.say("acme", "before", null);
            server.tell();
            server.clock.advance(Duration.ofHours(1));
            Instant from = server.clock.instant();
            server.say("acme", "a1", null);
            server.say("acme", "a2", "a1");
            server.say("other", "o1", null);
            server.tell();
            server.clock.advance(Duration.ofHours(1));
            Instant to = server.clock.instant();
            server.say("acme", "after", null);
            server.tell();
            server.awaitTaken(told, 4);
            assertThat(server.webhooks.replay(id, from, to)).isEqualTo(2);
            server.awaitTaken(told, 6);
            server.awaitAll(id, Delivery.State.DELIVERED);
            assertThat(told.taken().subList(4, 6))
                    .extracting(call -> call.header("webhook-id"))
                    .containsExactly("activity-2", "activity-3");
            assertThat(told.taken().get(4).body())
                    .isIn(told.taken().stream()
                            .limit(4)
                            .map(TestReceiver.Call::body)
                            .toList());
            assertThat(server.webhooks.replay(id, from, to)).isEqualTo(2);
            server.awaitTaken(told, 8);
            // one that came later is told what others were told
            long other = server.create("acme", late).webhook().id();
            assertThat(server.webhooks.replay(other, TestServer.NOW, to)).isEqualTo(3);
            server.awaitTaken(late, 3);
            assertThat(server.webhooks.replay(other, to.plusSeconds(3600), to.plusSeconds(7200)))
                    .isZero();
            refused(Problem.Kind.INVALID, "to", () -> server.webhooks.replay(id, to, from));
            assertThat(server.audit.events())
                    .filteredOn(event -> event.action().equals("webhook.replay"))
                    .hasSize(4)
                    .first()
                    .satisfies(event ->
                            assertThat(event.after()).contains(from.toString()).contains("\"events\":2"));
            // what is too old is forgotten
            server.clock.advance(Duration.ofDays(31));
            server.tell();
            assertThat(server.webhooks.replay(id, from, to)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatBelongsToOthers_isNotThere(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            long own = server.create("acme", told).webhook().id();
            List<Long> foreign = List.of(
                    server.create("other", told).webhook().id(),
                    server.create(null, told).webhook().id());
            JdbcWebhooks webhooks = server.webhooks(FixedAccess.at(Set.of("acme"), READ, CHANGE));
            assertThat(webhooks.list(null, 10).items()).extracting(Webhook::id).containsExactly(own);
            assertThat(webhooks.find(own)).isPresent();
            for (long id : foreign) {
                assertThat(webhooks.find(id)).isEmpty();
                refused(Problem.Kind.NOT_FOUND, null, () -> webhooks.change(id, TestServer.draft(told.url()), 1));
                refused(Problem.Kind.NOT_FOUND, null, () -> webhooks.remove(id, 1));
                refused(Problem.Kind.NOT_FOUND, null, () -> webhooks.rotate(id));
                refused(Problem.Kind.NOT_FOUND, null, () -> webhooks.test(id));
                refused(Problem.Kind.NOT_FOUND, null, () -> webhooks.deliveries(id, null, 10));
                refused(
                        Problem.Kind.NOT_FOUND,
                        null,
                        () -> webhooks.replay(id, TestServer.NOW, TestServer.NOW.plusSeconds(1)));
            }
            WebhookDraft draft = TestServer.draft(told.url());
            refused(Problem.Kind.FORBIDDEN, null, () -> webhooks.create("other", draft));
            refused(Problem.Kind.FORBIDDEN, null, () -> webhooks.create(null, draft));
            assertThat(webhooks.create("acme", draft).webhook().accountId()).isEqualTo("acme");
            assertThat(told.calls()).isEmpty();
        }
    }

    @Test
    void whoMayOnlyRead_changesNothing_andOthersSeeNothing() {
        try (TestServer server = new TestServer(Database.Engine.DERBY);
                TestReceiver told = new TestReceiver()) {
            long id = server.create("acme", told).webhook().id();
            JdbcWebhooks reader = server.webhooks(FixedAccess.only(READ));
            assertThat(reader.find(id)).isPresent();
            assertThat(reader.deliveries(id, null, 10).items()).isEmpty();
            assertThat(reader.types()).isNotEmpty();
            for (JdbcWebhooks webhooks : List.of(reader, server.webhooks(FixedAccess.only("accounts:read")))) {
                WebhookDraft draft = TestServer.draft(told.url());
                refused(Problem.Kind.FORBIDDEN, null, () -> webhooks.create("acme", draft));
                refused(Problem.Kind.FORBIDDEN, null, () -> webhooks.change(id, draft, 1));
                refused(Problem.Kind.FORBIDDEN, null, () -> webhooks.remove(id, 1));
                refused(Problem.Kind.FORBIDDEN, null, () -> webhooks.rotate(id));
                refused(Problem.Kind.FORBIDDEN, null, () -> webhooks.test(id));
            }
            JdbcWebhooks stranger = server.webhooks(FixedAccess.only("accounts:read"));
            refused(Problem.Kind.FORBIDDEN, null, () -> stranger.list(null, 10));
            refused(Problem.Kind.FORBIDDEN, null, () -> stranger.find(id));
            refused(Problem.Kind.FORBIDDEN, null, stranger::types);
            // seen elsewhere, changed only at home
            JdbcWebhooks both = server.webhooks(FixedAccess.at(Set.of("other"), CHANGE));
            refused(Problem.Kind.NOT_FOUND, null, () -> both.rotate(id));
            assertThat(server.audit.actions()).containsExactly("webhook.create");
        }
    }

    private static void refused(TestServer server, String field, @Nullable String account, WebhookDraft draft) {
        assertThatThrownBy(() -> server.webhooks.create(account, draft))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(problem.field()).isEqualTo(field);
                    assertThat(problem.remedy()).isNotBlank();
                });
    }

    @Test
    void badInput_isRefused_withItsField() {
        try (TestServer server = new TestServer(Database.Engine.DERBY)) {
            String url = "https://example.org/hook";
            refused(server, "name", null, new WebhookDraft(null, url, null, true));
            refused(server, "name", null, new WebhookDraft(" ", url, null, true));
            refused(server, "name", null, new WebhookDraft("x".repeat(201), url, null, true));
            refused(server, "url", null, new WebhookDraft("x", null, null, true));
            refused(server, "url", null, new WebhookDraft("x", "ftp://example.org/", null, true));
            refused(server, "url", null, new WebhookDraft("x", "example.org", null, true));
            refused(server, "url", null, new WebhookDraft("x", "https://jan:pass@example.org/", null, true));
            refused(server, "url", null, new WebhookDraft("x", url + "x".repeat(2000), null, true));
            refused(server, "types", null, new WebhookDraft("x", url, List.of("org.rostrum.nothing"), true));
            refused(server, "accountId", "nobody", new WebhookDraft("x", url, null, true));
            assertThat(server.webhooks.list(null, 10).items()).isEmpty();
            WebhookCheck shipped = new WebhookCheck(new Feeds(server.archive, List.of()), false);
            refused(
                    Problem.Kind.INVALID,
                    "url",
                    () -> shipped.check(new WebhookDraft("x", "http://example.org/", null, true)));
            assertThat(shipped.check(new WebhookDraft("x", url, List.of(), true))
                            .url())
                    .isEqualTo(url);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aChange_needsTheVersionThatWasSeen_andIsToldInTheTrail(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            Webhook made = server.create("acme", told).webhook();
            WebhookDraft draft =
                    new WebhookDraft("Other", told.url() + "/2", List.of(TestFeed.TYPE, TestFeed.TYPE), false);
            refused(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> server.webhooks.change(made.id(), draft, made.version() + 1));
            Webhook changed = server.webhooks.change(made.id(), draft, made.version());
            assertThat(changed.name()).isEqualTo("Other");
            assertThat(changed.types()).containsExactly(TestFeed.TYPE);
            assertThat(changed.active()).isFalse();
            assertThat(changed.version()).isGreaterThan(made.version());
            refused(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> server.webhooks.remove(made.id(), made.version()));
            server.webhooks.remove(made.id(), changed.version());
            refused(Problem.Kind.NOT_FOUND, null, () -> server.webhooks.rotate(made.id()));
            assertThat(server.audit.actions()).containsExactly("webhook.create", "webhook.update", "webhook.remove");
            assertThat(server.audit.events().get(1).before()).contains("\"name\":\"Warehouse\"");
            assertThat(server.audit.events().get(1).after()).contains("\"name\":\"Other\"");
            assertThat(server.audit.events().get(1).accountId()).isEqualTo("acme");
        }
    }

    @Test
    void aTest_tellsHowItWent_whileItIsSwitchedOffAsWell() {
        try (TestServer server = new TestServer(Database.Engine.DERBY);
                TestReceiver told = new TestReceiver()) {
            WebhookSecret made = server.webhooks.create("acme", new WebhookDraft("Off", told.url(), null, false));
            long id = made.webhook().id();
            assertThat(server.webhooks.test(id).accepted()).isTrue();
            assertThat(told.taken()).singleElement().satisfies(call -> {
                assertThat(call.event().path("type").asText()).isEqualTo("org.rostrum.webhook.ping");
                assertThat(call.event().path("subject").asText()).isEqualTo("webhook/" + id);
                assertThat(call.isSignedWith(made.secret())).isTrue();
            });
            told.answer(500);
            WebhookTrial failed = server.webhooks.test(id);
            assertThat(failed.accepted()).isFalse();
            assertThat(failed.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failed.message()).contains("500");
            told.answer(410);
            assertThat(server.webhooks.test(id).message()).contains("410");
            assertThat(server.deliveries(id)).isEmpty();
        }
    }

    @Test
    void types_comeByName_fromAllFeeds() {
        try (TestServer server = new TestServer(Database.Engine.DERBY)) {
            assertThat(server.webhooks.types())
                    .extracting(WebhookEventType::name)
                    .containsExactly(
                            "org.rostrum.activity.archived",
                            "org.rostrum.conversation.assigned",
                            "org.rostrum.delivery.dead",
                            "org.rostrum.delivery.delivered",
                            "org.rostrum.delivery.discarded");
        }
    }

    @Test
    void overRest_theAnswerToMakingOne_hasPlaceVersionAndSecret() {
        try (TestServer server = new TestServer(Database.Engine.DERBY);
                TestReceiver told = new TestReceiver()) {
            OutgoingWebhooksResource resource = new OutgoingWebhooksResource(server.webhooks);
            WebhookSecret made = (WebhookSecret)
                    resource.create(new OutgoingWebhookInput("acme", "Warehouse", told.url(), null, null))
                            .getEntity();
            assertThat(made.secret()).startsWith("whsec_");
            assertThat(made.webhook().active()).isTrue();
            assertThat(resource.get(made.webhook().id()).getEntity())
                    .isEqualTo(server.webhooks.find(made.webhook().id()).orElseThrow());
            refused(Problem.Kind.NOT_FOUND, null, () -> resource.get(4711));
            refused(
                    Problem.Kind.INVALID,
                    "from",
                    () -> resource.replay(
                            made.webhook().id(), new OutgoingWebhooksResource.WebhookReplayInput(null, null)));
        }
    }

    @Test
    void settings_haveTheDefaultsThatTheirFileTells() {
        WebhooksConfig config = Configs.of(WebhooksConfig.class, java.util.Map.of());
        assertThat(config.allowHttp()).isFalse();
        assertThat(config.overlapHours()).isEqualTo(24);
        assertThat(config.keepDays()).isEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void webhooksOfAMergedAccount_belongToTheOther(Database.Engine engine) {
        try (TestServer server = new TestServer(engine);
                TestReceiver told = new TestReceiver()) {
            long id = server.create("acme", told).webhook().id();
            WebhooksOfMerged merged = new WebhooksOfMerged(server.store);
            assertThat(merged.columns()).hasSize(2);
            server.database.database().transact(connection -> merged.merge(connection, "acme", "other"));
            assertThat(server.webhooks.find(id).orElseThrow().accountId()).isEqualTo("other");
        }
    }
}
