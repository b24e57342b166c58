package org.rostrum.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.Webhook;
import org.rostrum.api.webhook.WebhookDelivery;
import org.rostrum.api.webhook.WebhookDraft;
import org.rostrum.api.webhook.WebhookEventType;
import org.rostrum.api.webhook.WebhookSecret;
import org.rostrum.api.webhook.WebhookService;
import org.rostrum.api.webhook.WebhookTrial;

/** Webhooks in the database. */
@Component(configurationPid = "org.rostrum.webhooks")
@Designate(ocd = WebhooksConfig.class)
public final class JdbcWebhooks implements WebhookService {
    private static final String READ = "webhooks:read";
    private static final String CHANGE = "webhooks:change";
    private static final int MOST = 100;
    private static final int MOST_REPLAYED = 10_000;

    private final WebhookStore store;
    private final Secrets secrets;
    private final WebhookTargets targets;
    private final Receiver receiver;
    private final Telling telling;
    private final Feeds feeds;
    private final DeliveryService deliveries;
    private final AccountTree tree;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final WebhookCheck check;
    private final Duration overlap;
    private final EventLog log = new EventLog();

    @Activate
    public JdbcWebhooks(
            @Reference WebhookStore store,
            @Reference Secrets secrets,
            @Reference WebhookTargets targets,
            @Reference Receiver receiver,
            @Reference Telling telling,
            @Reference Feeds feeds,
            @Reference DeliveryService deliveries,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock,
            WebhooksConfig config) {
        this.store = store;
        this.secrets = secrets;
        this.targets = targets;
        this.receiver = receiver;
        this.telling = telling;
        this.feeds = feeds;
        this.deliveries = deliveries;
        this.tree = tree;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.check = new WebhookCheck(feeds, config.allowHttp());
        this.overlap = Duration.ofHours(Math.min(720, Math.max(1, config.overlapHours())));
    }

    @Override
    public CursorPage<Webhook> list(@Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        Long after = Inputs.numericCursor(cursor);
        List<Webhook> found =
                store.database().read(connection -> store.page(connection, reach, after, limit + 1)).stream()
                        .map(WebhookStore.Stored::webhook)
                        .toList();
        return CursorPage.of(found, limit, Webhook::id);
    }

    @Override
    public Optional<Webhook> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return store.database()
                .read(connection -> store.find(connection, id))
                .filter(stored -> seen(stored, reach))
                .map(WebhookStore.Stored::webhook);
    }

    @Override
    public List<WebhookEventType> types() {
        access.requireSomewhere(READ);
        return feeds.types();
    }

    private static boolean seen(WebhookStore.Stored stored, Reach reach) {
        return stored.removed() == null && reach.covers(stored.webhook().accountId());
    }

    @Override
    public WebhookSecret create(@Nullable String accountId, WebhookDraft draft) {
        Reach reach = access.requireSomewhere(CHANGE);
        if (!reach.covers(accountId)) {
            // says which right is missing where
            require(accountId);
        }
        WebhookCheck.Checked wanted = check.check(draft);
        if (accountId != null
                && (tree.lineage(accountId).isEmpty()
                        || tree.mergedInto(accountId).isPresent())) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + accountId + "\".", "Name an account that exists.");
        }
        String secret = Signature.newSecret();
        Webhook made = store.database().transaction(connection -> {
            if (store.count(connection) >= MOST) {
                throw Problem.of(Problem.Kind.CONFLICT, "There are " + MOST + " webhooks already.")
                        .withRemedy("Remove one first.");
            }
            long id = store.insert(connection, webhook(accountId, wanted, clock.instant()));
            store.secrets(connection, id, secrets.seal(id, secret), null, null);
            Webhook kept = present(connection, id).webhook();
            audit.record("webhook.create", subject(id), accountId, null, CloudEvents.of(kept));
            store.database().afterCommit(targets::refresh);
            return kept;
        });
        return new WebhookSecret(made, secret);
    }

    private void require(@Nullable String accountId) {
        if (accountId == null) {
            access.require(CHANGE);
        } else {
            access.require(CHANGE, accountId);
        }
    }

    private static Webhook webhook(@Nullable String accountId, WebhookCheck.Checked wanted, Instant now) {
        return new Webhook(
                0, accountId, wanted.name(), wanted.url(), wanted.types(), wanted.active(), null, null, now, now, 1);
    }

    @Override
    public Webhook change(long id, WebhookDraft draft, long expectedVersion) {
        Reach reach = access.requireSomewhere(CHANGE);
        return store.database().transaction(connection -> {
            Webhook before = own(connection, id, reach).webhook();
            WebhookCheck.Checked wanted = check.check(draft);
            Webhook after = new Webhook(
                    id,
                    before.accountId(),
                    wanted.name(),
                    wanted.url(),
                    wanted.types(),
                    wanted.active(),
                    wanted.active() ? null : before.offReason(),
                    before.oldSecretUntil(),
                    before.created(),
                    clock.instant(),
                    expectedVersion + 1);
            if (!store.update(connection, after, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record(
                    "webhook.update", subject(id), before.accountId(), CloudEvents.of(before), CloudEvents.of(after));
            return present(connection, id).webhook();
        });
    }

    @Override
    public void remove(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(CHANGE);
        store.database().transact(connection -> {
            Webhook before = own(connection, id, reach).webhook();
            if (!store.remove(connection, id, expectedVersion, clock.instant())) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record("webhook.remove", subject(id), before.accountId(), CloudEvents.of(before), null);
        });
    }

    @Override
    public WebhookSecret rotate(long id) {
        Reach reach = access.requireSomewhere(CHANGE);
        String secret = Signature.newSecret();
        Webhook rotated = store.database().transaction(connection -> {
            WebhookStore.Stored before = own(connection, id, reach);
            Instant until = clock.instant().plus(overlap);
            store.secrets(connection, id, secrets.seal(id, secret), before.secret(), until);
            Webhook after = present(connection, id).webhook();
            audit.record(
                    "webhook.rotate-secret",
                    subject(id),
                    after.accountId(),
                    CloudEvents.of(before.webhook()),
                    CloudEvents.of(after));
            return after;
        });
        return new WebhookSecret(rotated, secret);
    }

    @Override
    public WebhookTrial test(long id) {
        Reach reach = access.requireSomewhere(CHANGE);
        WebhookStore.Stored stored = store.database().transaction(connection -> {
            WebhookStore.Stored found = own(connection, id, reach);
            audit.record("webhook.test", subject(id), found.webhook().accountId(), null, null);
            return found;
        });
        String event = CloudEvents.ping(stored.webhook(), "ping-" + UUID.randomUUID(), store.mark(), clock.instant());
        long began = System.nanoTime();
        try {
            receiver.send(stored, event);
            return new WebhookTrial(true, null, "The receiver took it.", millis(began));
        } catch (DeliveryException failure) {
            return new WebhookTrial(false, failure.category(), String.valueOf(failure.getMessage()), millis(began));
        } catch (Receiver.GoneException gone) {
            String said = "The receiver answered 410 Gone: it wants nothing any more.";
            return new WebhookTrial(false, FailureCategory.REJECTED, said, millis(began));
        }
    }

    private static long millis(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    @Override
    public CursorPage<WebhookDelivery> deliveries(long id, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        store.database().read(connection -> own(connection, id, reach));
        DeliveryFilter filter = new DeliveryFilter(null, WebhookTarget.KIND, WebhookTarget.adapterOf(id), null);
        return access.asSystem("webhooks", () -> deliveries.list(filter, cursor, limit))
                .map(JdbcWebhooks::delivery);
    }

    private static WebhookDelivery delivery(Delivery delivery) {
        return new WebhookDelivery(
                delivery.id(),
                delivery.request().subject(),
                delivery.state(),
                delivery.attempts(),
                delivery.created(),
                delivery.nextAttempt(),
                delivery.finished(),
                delivery.category(),
                delivery.error());
    }

    @Override
    public int replay(long id, Instant from, Instant to) {
        Reach reach = access.requireSomewhere(CHANGE);
        if (!from.isBefore(to)) {
            throw Problem.invalid("to", "The period ends before it begins.", "Give a moment after \"from\".");
        }
        return store.database().transaction(connection -> {
            Webhook webhook = own(connection, id, reach).webhook();
            List<LifeCycleEvent> events = log.between(connection, from, to, MOST_REPLAYED + 1);
            if (events.size() > MOST_REPLAYED) {
                throw Problem.invalid(
                        "to", "More than " + MOST_REPLAYED + " events lie between.", "Replay a shorter period.");
            }
            int sent = access.asSystem("webhooks", () -> telling.again(connection, webhook, events));
            String period = CloudEvents.object()
                    .put("from", from.toString())
                    .put("to", to.toString())
                    .put("events", sent)
                    .toString();
            audit.record("webhook.replay", subject(id), webhook.accountId(), null, period);
            return sent;
        });
    }

    private WebhookStore.Stored own(Connection connection, long id, Reach reach) throws SQLException {
        return store.find(connection, id)
                .filter(stored -> seen(stored, reach))
                .orElseThrow(() -> missing(connection, id));
    }

    /** What can be seen but not changed is refused in words, what cannot be seen is not there. */
    private RuntimeException missing(Connection connection, long id) {
        try {
            if (store.find(connection, id)
                    .filter(stored -> seen(stored, access.reach(READ)))
                    .isPresent()) {
                return Problem.of(Problem.Kind.FORBIDDEN, "You may see this webhook, but not change it.")
                        .withRemedy("Ask for the right " + CHANGE + ".");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The webhook cannot be read", failed);
        }
        return Problem.notFound("webhook", id);
    }

    private WebhookStore.Stored present(Connection connection, long id) throws SQLException {
        return store.find(connection, id).orElseThrow(() -> Problem.notFound("webhook", id));
    }

    private static String subject(long id) {
        return "webhook/" + id;
    }
}
