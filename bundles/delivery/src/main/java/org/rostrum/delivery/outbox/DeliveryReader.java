package org.rostrum.delivery.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.security.Reach;
import org.rostrum.api.security.Requester;

/** Reads the outbox. */
final class DeliveryReader {
    /** Payloads up to this many characters come with the row, longer ones are read when they are needed. */
    private static final int INLINE = 32_768;

    private static final String COLUMNS =
            "select id, idempotency_key, kind, adapter, account_id, subject, payload_length,"
                    + " attachments, queue, lane, state, attempts, failures, first_failure, claim, carried_by, in_doubt, resend,"
                    + " created, next_attempt, finished, external_id, external_url, category, error, requested_by, requester_account_id";
    private static final String ALL = COLUMNS + " from delivery_delivery ";
    private static final String WITH_PAYLOAD = COLUMNS + ", case when payload_length <= " + INLINE
            + " then payload end as payload from delivery_delivery ";

    private DeliveryReader() {}

    private static StoredDelivery row(ResultSet row) throws SQLException {
        return row(row, "");
    }

    private static StoredDelivery rowWithPayload(ResultSet row) throws SQLException {
        String payload = row.getString("payload");
        return row(row, payload == null ? "" : payload);
    }

    private static StoredDelivery row(ResultSet row, String payload) throws SQLException {
        DeliveryRequest request = new DeliveryRequest(
                row.getString("kind"),
                row.getString("adapter"),
                row.getString("account_id"),
                row.getString("subject"),
                row.getString("idempotency_key"),
                payload,
                List.of());
        String category = row.getString("category");
        Delivery delivery = new Delivery(
                row.getLong("id"),
                request,
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "next_attempt"),
                Sql.optionalInstant(row, "finished"),
                row.getString("external_id"),
                row.getString("external_url"),
                category == null ? null : FailureCategory.valueOf(category),
                row.getString("error"),
                requester(row));
        return new StoredDelivery(
                delivery,
                row.getString("queue"),
                row.getInt("lane"),
                row.getLong("claim"),
                row.getInt("failures"),
                Sql.optionalInstant(row, "first_failure"),
                row.getString("carried_by"),
                row.getBoolean("in_doubt"),
                row.getBoolean("resend"),
                row.getInt("payload_length"),
                row.getInt("attachments"));
    }

    private static @Nullable Requester requester(ResultSet row) throws SQLException {
        String name = row.getString("requested_by");
        return name == null ? null : new Requester(name, row.getString("requester_account_id"));
    }

    /** With everything in it. */
    static Optional<StoredDelivery> find(Connection connection, long id) throws SQLException {
        Optional<StoredDelivery> found =
                Sql.first(connection, WITH_PAYLOAD + "where id = ?", DeliveryReader::rowWithPayload, id);
        return found.isEmpty() ? found : Optional.of(complete(connection, found.get()));
    }

    static Optional<StoredDelivery> findByKey(Connection connection, String idempotencyKey) throws SQLException {
        Optional<StoredDelivery> found = Sql.first(
                connection, WITH_PAYLOAD + "where idempotency_key = ?", DeliveryReader::rowWithPayload, idempotencyKey);
        return found.isEmpty() ? found : Optional.of(complete(connection, found.get()));
    }

    /** Reads what did not come with the row. */
    static StoredDelivery complete(Connection connection, StoredDelivery row) throws SQLException {
        boolean payloadMissing = row.payloadLength() > row.request().payload().length();
        if (!payloadMissing && row.attachmentCount() == 0) {
            return row;
        }
        String payload = payloadMissing
                ? Sql.first(
                                connection,
                                "select payload from delivery_delivery where id = ?",
                                one -> one.getString(1),
                                row.id())
                        .orElse("")
                : row.request().payload();
        return row.withContent(payload, attachments(connection, row));
    }

    private static List<AttachmentReference> attachments(Connection connection, StoredDelivery row)
            throws SQLException {
        return row.attachmentCount() == 0
                ? List.of()
                : Sql.list(
                        connection,
                        "select name, media_type, reference from delivery_attachment where delivery_id = ? order by place",
                        one -> new AttachmentReference(
                                one.getString("name"), one.getString("media_type"), one.getString("reference")),
                        row.id());
    }

    /** Newest first, without payloads. */
    static List<StoredDelivery> list(
            Connection connection, DeliveryFilter filter, Reach reach, @Nullable Long before, int limit)
            throws SQLException {
        Conditions conditions = conditions(filter, reach).andIfGiven("id < ?", before);
        List<StoredDelivery> rows = Sql.list(
                connection,
                ALL.stripTrailing() + newest(filter) + conditions.where() + " order by id desc fetch first " + limit
                        + " rows only",
                DeliveryReader::row,
                conditions.values());
        List<StoredDelivery> complete = new ArrayList<>();
        for (StoredDelivery row : rows) {
            complete.add(row.attachmentCount() == 0 ? row : row.withContent("", attachments(connection, row)));
        }
        return complete;
    }

    /** Oldest first. */
    static List<Long> ids(Connection connection, DeliveryFilter filter, Reach reach, long after, int limit)
            throws SQLException {
        Conditions conditions = conditions(filter, reach).and("id > ?", after);
        return Sql.list(
                connection,
                "select id from delivery_delivery" + conditions.where() + " order by id fetch first " + limit
                        + " rows only",
                row -> row.getLong(1),
                conditions.values());
    }

    static long count(Connection connection, DeliveryFilter filter, Reach reach) throws SQLException {
        Conditions conditions = conditions(filter, reach);
        return Sql.number(
                connection, "select count(*) from delivery_delivery" + conditions.where(), conditions.values());
    }

    /** What is due in a lane, in the order in which it shall go. */
    static List<StoredDelivery> due(Connection connection, String queue, int lane, Instant now, int limit)
            throws SQLException {
        return Sql.list(
                connection,
                WITH_PAYLOAD + "where queue = ? and lane = ? and state = 'PENDING' and next_attempt <= ?"
                        + " order by next_attempt, id fetch first " + limit + " rows only",
                DeliveryReader::rowWithPayload,
                queue,
                lane,
                now);
    }

    /** How many of a queue wait, by kind. */
    static Map<String, Long> waiting(Connection connection, String queue) throws SQLException {
        Map<String, Long> waiting = new TreeMap<>();
        Sql.list(
                        connection,
                        "select kind, count(*) as n from delivery_delivery where queue = ? and state = 'PENDING'"
                                + " group by kind",
                        row -> Map.entry(row.getString("kind"), row.getLong("n")),
                        queue)
                .forEach(kind -> waiting.put(kind.getKey(), kind.getValue()));
        return waiting;
    }

    /** When something is due in a lane; empty when nothing waits there. */
    static Optional<Instant> nextAttempt(Connection connection, String queue, int lane) throws SQLException {
        return Sql.first(
                connection,
                "select next_attempt from delivery_delivery where queue = ? and lane = ? and state = 'PENDING'"
                        + " order by next_attempt fetch first 1 rows only",
                row -> Sql.instant(row, "next_attempt"),
                queue,
                lane);
    }

    /** What is being handed over in a lane, with who does it and since when. */
    static List<Sending> sending(Connection connection, String queue, int lane) throws SQLException {
        return Sql.list(
                connection,
                "select id, claim, sending_by, sending_since from delivery_delivery"
                        + " where queue = ? and lane = ? and state = 'SENDING'",
                row -> new Sending(
                        row.getLong("id"),
                        row.getLong("claim"),
                        row.getString("sending_by"),
                        Sql.instant(row, "sending_since")),
                queue,
                lane);
    }

    record Sending(long id, long claim, String by, Instant since) {}

    /** The index by which few rows are looked at for a page of the newest: most were delivered, the others are few. */
    private static String newest(DeliveryFilter filter) {
        if (filter.subject() != null) {
            return DerbyHints.index("delivery_delivery_subject");
        }
        return DerbyHints.index(
                filter.state() == null || filter.state() == Delivery.State.DELIVERED
                        ? "delivery_delivery_newest"
                        : "delivery_delivery_state");
    }

    private static Conditions conditions(DeliveryFilter filter, Reach reach) {
        return new Conditions()
                .andIfGiven("state = ?", filter.state())
                .andIfGiven("kind = ?", filter.kind())
                .andIfGiven("coalesce(adapter, carried_by) = ?", filter.adapter())
                .andIfGiven("subject = ?", filter.subject())
                .within(reach, "account_id");
    }
}
