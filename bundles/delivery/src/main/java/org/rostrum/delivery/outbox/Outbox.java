package org.rostrum.delivery.outbox;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.BulkReplay;
import org.rostrum.api.delivery.ContentSource;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFigures;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;
import org.rostrum.api.security.Requester;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.ServiceWhiteboard;
import org.rostrum.delivery.Whiteboard;

/** The outbox in the database. */
@Component(service = DeliveryService.class)
public final class Outbox implements DeliveryService {
    private static final String READ = "deliveries:read";
    private static final int STEP = 500;

    private final Database database;
    private final Dispatcher dispatcher;
    private final Access access;
    private final DeadLetterDesk desk;
    private final Clock clock;
    private final Whiteboard<ContentSource> sources;
    private final DeliveryInserter inserter;
    private final Set<String> knownQueues = ConcurrentHashMap.newKeySet();

    @Activate
    public Outbox(
            @Reference DeliveryTables tables,
            @Reference Dispatcher dispatcher,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock,
            BundleContext context) {
        this(tables, dispatcher, access, audit, clock, new ServiceWhiteboard<>(context, ContentSource.class));
    }

    /** With sources of attachments that somebody else watches. */
    public Outbox(
            DeliveryTables tables,
            Dispatcher dispatcher,
            Access access,
            AuditLog audit,
            Clock clock,
            Whiteboard<ContentSource> sources) {
        this.database = tables.database();
        this.dispatcher = dispatcher;
        this.access = access;
        this.desk = new DeadLetterDesk(database, dispatcher, new DeliveryAudit(audit), clock);
        this.clock = clock;
        this.sources = sources;
        this.inserter = new DeliveryInserter(database.engine());
    }

    @Deactivate
    public void close() {
        if (sources instanceof ServiceWhiteboard<ContentSource> opened) {
            opened.close();
        }
    }

    @Override
    public Delivery enqueue(DeliveryRequest request) {
        access.require("deliveries:write");
        return enqueueAll(List.of(request)).get(0);
    }

    @Override
    public List<Delivery> enqueueAll(List<DeliveryRequest> requests) {
        access.require("deliveries:write");
        Map<String, DeliveryRequest> distinct = new LinkedHashMap<>();
        for (DeliveryRequest request : requests) {
            RequestCheck.check(request);
            distinct.putIfAbsent(request.idempotencyKey(), withRequester(request));
        }
        Map<String, Delivery> accepted = database.transaction(connection -> {
            Map<String, Delivery> all = new LinkedHashMap<>();
            List<DeliveryRequest> step = new ArrayList<>();
            for (DeliveryRequest request : distinct.values()) {
                step.add(request);
                if (step.size() == STEP) {
                    accept(connection, step, all);
                    step.clear();
                }
            }
            accept(connection, step, all);
            return all;
        });
        return requests.stream()
                .map(request -> accepted.get(request.idempotencyKey()))
                .toList();
    }

    /** Only the server itself may say that somebody else has asked. */
    private DeliveryRequest withRequester(DeliveryRequest request) {
        Caller caller = access.caller();
        return request.requestedBy() != null && caller.type() == Caller.Type.SYSTEM
                ? request
                : request.withRequester(Requester.of(caller));
    }

    private void accept(Connection connection, List<DeliveryRequest> requests, Map<String, Delivery> all)
            throws SQLException {
        if (requests.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, Long> ids = inserter.insert(connection, requests, now);
        Set<String> lanes = new HashSet<>();
        for (DeliveryRequest request : requests) {
            Long id = ids.get(request.idempotencyKey());
            if (id == null) {
                all.put(request.idempotencyKey(), existing(connection, request.idempotencyKey()));
                continue;
            }
            Delivery.State state = Delivery.State.PENDING;
            all.put(
                    request.idempotencyKey(),
                    new Delivery(
                            id,
                            request.withRequester(null),
                            state,
                            0,
                            now,
                            now,
                            null,
                            null,
                            null,
                            null,
                            null,
                            request.requestedBy()));
            String queue = StoredDelivery.queue(request);
            int lane = StoredDelivery.lane(request);
            if (lanes.add(Lanes.key(queue, lane))) {
                know(connection, queue);
                dispatcher.wake(queue, lane);
            }
        }
    }

    private static Delivery existing(Connection connection, String key) throws SQLException {
        return DeliveryReader.findByKey(connection, key)
                .map(StoredDelivery::delivery)
                .orElseThrow(() -> new IllegalStateException("A known key without a delivery"));
    }

    private void know(Connection connection, String queue) throws SQLException {
        if (knownQueues.contains(queue)) {
            return;
        }
        boolean there = Sql.number(connection, "select count(*) from delivery_queue where name = ?", queue) > 0;
        if (!there && database.engine() == Database.Engine.POSTGRESQL) {
            Sql.update(connection, "insert into delivery_queue (name) values (?) on conflict do nothing", queue);
        } else if (!there) {
            insertQueue(connection, queue);
        }
        database.afterCommit(() -> knownQueues.add(queue));
    }

    private static void insertQueue(Connection connection, String queue) throws SQLException {
        try {
            Sql.update(connection, "insert into delivery_queue (name) values (?)", queue);
        } catch (SQLException duplicate) {
            if (!"23505".equals(duplicate.getSQLState())) {
                throw duplicate;
            }
        }
    }

    @Override
    public Optional<Delivery> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> DeliveryReader.find(connection, id))
                .filter(found -> reach.covers(found.request().accountId()))
                .map(dispatcher::explained);
    }

    @Override
    public CursorPage<Delivery> list(DeliveryFilter filter, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int size = Inputs.limit(limit);
        Long before = Inputs.numericCursor(cursor);
        List<StoredDelivery> rows =
                database.read(connection -> DeliveryReader.list(connection, filter, reach, before, size + 1));
        return CursorPage.of(rows, size, StoredDelivery::id).map(dispatcher::explained);
    }

    @Override
    public Delivery replay(long id) {
        return desk.replay(id, access.requireSomewhere("deliveries:replay"));
    }

    @Override
    public BulkReplay replayAll(DeliveryFilter filter, int limit) {
        return desk.replayAll(filter, access.requireSomewhere("deliveries:replay"), limit);
    }

    @Override
    public Delivery edit(long id, String payload, long expectedVersion) {
        return desk.edit(id, access.requireSomewhere("deliveries:edit"), payload, expectedVersion);
    }

    @Override
    public Delivery discard(long id, String reason) {
        return desk.discard(id, access.requireSomewhere("deliveries:discard"), reason);
    }

    @Override
    public DeliveryFigures figures() {
        Reach reach = access.requireSomewhere(READ);
        List<DeliveryFigures.Pause> pauses = dispatcher.pauses().stream()
                .filter(pause -> reach.everywhere() || concerns(pause, reach))
                .toList();
        return figures(database, reach, pauses);
    }

    /** Adapters of channels carry names that tell of accounts. */
    private boolean concerns(DeliveryFigures.Pause pause, Reach reach) {
        DeliveryFilter waiting = new DeliveryFilter(Delivery.State.PENDING, null, pause.adapter(), null);
        return database.<Long>read(connection -> DeliveryReader.count(connection, waiting, reach)) > 0;
    }

    static DeliveryFigures figures(Database database, Reach reach, List<DeliveryFigures.Pause> pauses) {
        return database.read(connection -> new DeliveryFigures(
                count(connection, reach, Delivery.State.PENDING),
                count(connection, reach, Delivery.State.SENDING),
                count(connection, reach, Delivery.State.DEAD),
                time(connection, reach, "created", Delivery.State.PENDING, "id"),
                time(connection, reach, "finished", Delivery.State.DELIVERED, "finished desc"),
                pauses));
    }

    private static long count(Connection connection, Reach reach, Delivery.State state) throws SQLException {
        return DeliveryReader.count(connection, new DeliveryFilter(state, null, null, null), reach);
    }

    private static @Nullable Instant time(
            Connection connection, Reach reach, String column, Delivery.State state, String order) throws SQLException {
        Conditions conditions = new Conditions().and("state = ?", state).within(reach, "account_id");
        return Sql.first(
                        connection,
                        "select " + column + " as t from delivery_delivery" + conditions.where() + " order by " + order
                                + " fetch first 1 rows only",
                        row -> Sql.instant(row, "t"),
                        conditions.values())
                .orElse(null);
    }

    @Override
    public InputStream open(AttachmentReference attachment) throws IOException {
        access.require("deliveries:read");
        String reference = attachment.reference();
        int colon = reference.indexOf(':');
        String scheme = colon < 0 ? reference : reference.substring(0, colon);
        for (ContentSource source : sources.all()) {
            if (source.scheme().equals(scheme)) {
                return source.open(reference.substring(colon + 1));
            }
        }
        throw new FileNotFoundException(
                "Nobody opens references of the scheme \"" + scheme + "\" at present: " + attachment.name());
    }
}
