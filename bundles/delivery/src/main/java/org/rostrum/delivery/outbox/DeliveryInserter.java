package org.rostrum.delivery.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.security.Requester;

/**
 * Puts new deliveries into the outbox; those whose key is known are passed over. PostgreSQL takes all of them in one
 * statement, because each round trip costs; the embedded Derby takes one by one, because it can give no keys of a batch.
 */
final class DeliveryInserter {
    private static final String INSERT = "insert into delivery_delivery (idempotency_key, kind, adapter, account_id,"
            + " subject, payload, payload_length, attachments, queue, lane, state, attempts, failures, claim, in_doubt,"
            + " resend, created, next_attempt, requested_by, requester_account_id) ";
    private static final String DERBY =
            INSERT + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, 0, 0, false, false, ?, ?, ?, ?)";
    private static final String POSTGRESQL = INSERT
            + "select k, kind, adapter, account, subject, payload, length, attachments, queue, lane, 'PENDING', 0, 0, 0,"
            + " false, false, cast(? as timestamp), cast(? as timestamp), requester, requester_account_id from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::int[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[]) with ordinality as r (k, kind, adapter, account, subject,"
            + " payload, length, attachments, queue, lane, requester, requester_account_id, n) order by n"
            + " on conflict (idempotency_key) do nothing returning id, idempotency_key";

    private final Database.Engine engine;

    DeliveryInserter(Database.Engine engine) {
        this.engine = engine;
    }

    /**
     * @param requests with who asked for them
     * @return the ids of those that are new, by idempotency key
     */
    Map<String, Long> insert(Connection connection, List<DeliveryRequest> requests, Instant now) throws SQLException {
        Map<String, Long> ids =
                switch (engine) {
                    case DERBY -> insertOneByOne(connection, requests, now);
                    case POSTGRESQL -> insertTogether(connection, requests, now);
                };
        insertAttachments(connection, requests, ids);
        return ids;
    }

    private static Map<String, Long> insertOneByOne(Connection connection, List<DeliveryRequest> requests, Instant now)
            throws SQLException {
        Map<String, Long> ids = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(DERBY, Statement.RETURN_GENERATED_KEYS)) {
            for (DeliveryRequest request : requests) {
                Sql.bind(
                        statement,
                        request.idempotencyKey(),
                        request.kind(),
                        request.adapter(),
                        request.accountId(),
                        request.subject(),
                        request.payload(),
                        request.payload().length(),
                        request.attachments().size(),
                        StoredDelivery.queue(request),
                        StoredDelivery.lane(request),
                        now,
                        now,
                        name(request),
                        account(request));
                try {
                    statement.executeUpdate();
                } catch (SQLException duplicate) {
                    if ("23505".equals(duplicate.getSQLState())) {
                        continue;
                    }
                    throw duplicate;
                }
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    keys.next();
                    ids.put(request.idempotencyKey(), keys.getLong(1));
                }
            }
        }
        return ids;
    }

    private static Map<String, Long> insertTogether(Connection connection, List<DeliveryRequest> requests, Instant now)
            throws SQLException {
        List<Array> arrays = new ArrayList<>();
        arrays.add(texts(
                connection,
                requests.stream().map(DeliveryRequest::idempotencyKey).toArray()));
        arrays.add(
                texts(connection, requests.stream().map(DeliveryRequest::kind).toArray()));
        arrays.add(texts(
                connection, requests.stream().map(DeliveryRequest::adapter).toArray()));
        arrays.add(texts(
                connection, requests.stream().map(DeliveryRequest::accountId).toArray()));
        arrays.add(texts(
                connection, requests.stream().map(DeliveryRequest::subject).toArray()));
        arrays.add(texts(
                connection, requests.stream().map(DeliveryRequest::payload).toArray()));
        arrays.add(numbers(
                connection, requests.stream().map(one -> one.payload().length()).toArray()));
        arrays.add(numbers(
                connection,
                requests.stream().map(one -> one.attachments().size()).toArray()));
        arrays.add(
                texts(connection, requests.stream().map(StoredDelivery::queue).toArray()));
        arrays.add(
                numbers(connection, requests.stream().map(StoredDelivery::lane).toArray()));
        arrays.add(
                texts(connection, requests.stream().map(DeliveryInserter::name).toArray()));
        arrays.add(texts(
                connection, requests.stream().map(DeliveryInserter::account).toArray()));
        Map<String, Long> ids = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(POSTGRESQL)) {
            Sql.set(statement, 1, now);
            Sql.set(statement, 2, now);
            for (int i = 0; i < arrays.size(); i++) {
                statement.setArray(i + 3, arrays.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.put(rows.getString(2), rows.getLong(1));
                }
            }
        } finally {
            for (Array array : arrays) {
                array.free();
            }
        }
        return ids;
    }

    private static @Nullable String name(DeliveryRequest request) {
        Requester requester = request.requestedBy();
        return requester == null ? null : requester.name();
    }

    private static @Nullable String account(DeliveryRequest request) {
        Requester requester = request.requestedBy();
        return requester == null ? null : requester.accountId();
    }

    private static Array texts(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private static Array numbers(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("int4", values);
    }

    private static void insertAttachments(Connection connection, List<DeliveryRequest> requests, Map<String, Long> ids)
            throws SQLException {
        if (requests.stream().allMatch(request -> request.attachments().isEmpty())) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into delivery_attachment (delivery_id, place, name, media_type, reference)"
                        + " values (?, ?, ?, ?, ?)")) {
            for (DeliveryRequest request : requests) {
                Long id = ids.get(request.idempotencyKey());
                for (int i = 0; id != null && i < request.attachments().size(); i++) {
                    DeliveryRequest.AttachmentReference attachment =
                            request.attachments().get(i);
                    Sql.bind(statement, id, i, attachment.name(), attachment.mediaType(), attachment.reference());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
