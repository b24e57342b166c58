package org.rostrum.engagement.inbox;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.LifeCycleFeed;
import org.rostrum.api.webhook.WebhookEventType;
import org.rostrum.engagement.RoutingTables;

/**
 * What was done with conversations and their leads and tickets. As whoever adds an event holds the lock of {@link InboxProgress} until it
 * is committed, the numbers of events become visible in their order. What people wrote is not told.
 */
@Component
public final class InboxFeed implements LifeCycleFeed {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_DETAIL = 1000;
    private static final Map<Kind, WebhookEventType> TYPES = new EnumMap<>(Kind.class);

    static {
        type(Kind.ASSIGNED, "conversation.assigned", "Somebody was given the conversation, or it was taken from them");
        type(Kind.AUTO_ASSIGNED, "conversation.auto-assigned", "An assignment policy gave it to somebody");
        type(Kind.ROUTED, "conversation.routed", "A rule of routing ordered something for it");
        type(Kind.STATUS, "conversation.status-changed", "It was opened, snoozed or done");
        type(Kind.PRIORITY, "conversation.priority-changed", "Its priority is another one");
        type(Kind.LABELS, "conversation.labels-changed", "Labels were added or taken away");
        type(Kind.NOTE, "conversation.noted", "Somebody wrote a note for colleagues; its text is not told");
        type(Kind.REPLY, "conversation.reply-requested", "A reply was handed to the outbox; its text is not told");
        type(Kind.DELIVERED, "conversation.reply-delivered", "The reply has arrived");
        type(Kind.FAILED, "conversation.reply-failed", "The reply waits on the dead-letter desk");
        type(Kind.REOPENED, "conversation.reopened", "Somebody outside spoke again, or a snooze has ended");
        type(Kind.ANSWERED, "conversation.answered", "The organisation answered on the network itself");
        type(Kind.JOINED, "conversation.joined", "Another conversation turned out to be part of it");
        type(Kind.WARNED, "conversation.target-warned", "A response target is nearly due");
        type(Kind.MISSED, "conversation.target-missed", "A response target was missed");
        type(Kind.ESCALATED, "conversation.escalated", "A missed response target was escalated");
        type(Kind.CASE_STAGE, "case.stage-changed", "A lead or ticket has another stage in the system that has it");
        type(Kind.CASE_COMMENT, "case.commented", "Somebody wrote there for colleagues; the text is not told");
        type(Kind.CASE_ANSWER, "case.answered", "Somebody wrote there for the customer; the text is not told");
    }

    private final Database database;

    /** @param tables makes the tables */
    @Activate
    public InboxFeed(@Reference RoutingTables tables, @Reference Database database) {
        this.database = database;
    }

    private static void type(Kind kind, String name, String description) {
        TYPES.put(kind, new WebhookEventType("org.rostrum." + name, description));
    }

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public List<WebhookEventType> types() {
        return List.copyOf(TYPES.values());
    }

    @Override
    public long last() {
        return database.read(connection -> Sql.number(connection, "select max(id) from engagement_event"));
    }

    private record Row(long id, LifeCycleEvent event) {}

    @Override
    public Part after(long position, int most) {
        List<Row> rows = database.read(connection -> Sql.list(
                connection,
                "select e.id, e.conversation_id, e.happened, e.actor, e.kind, e.detail, e.delivery_id, c.account_id,"
                        + " c.channel_id from engagement_event e left join engagement_conversation c"
                        + " on c.id = e.conversation_id where e.id > ? order by e.id fetch first " + most
                        + " rows only",
                InboxFeed::row,
                position));
        List<LifeCycleEvent> events = new ArrayList<>();
        rows.forEach(row -> events.add(row.event()));
        return new Part(
                events, rows.isEmpty() ? position : rows.get(rows.size() - 1).id());
    }

    private static Row row(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        long conversation = row.getLong("conversation_id");
        Kind kind = Kind.valueOf(row.getString("kind"));
        ObjectNode data = JSON.createObjectNode();
        data.put("conversation", Long.toString(conversation));
        data.put("channel", row.getString("channel_id"));
        data.put("actor", row.getString("actor"));
        String detail = detail(kind, row.getString("detail"));
        if (!detail.isEmpty()) {
            data.put("detail", detail);
        }
        Long delivery = Sql.optionalLong(row, "delivery_id");
        if (delivery != null) {
            data.put("delivery", Long.toString(delivery));
        }
        return new Row(
                id,
                new LifeCycleEvent(
                        "inbox-" + id,
                        Objects.requireNonNull(TYPES.get(kind)).name(),
                        row.getString("account_id"),
                        conversation,
                        "conversation/" + conversation,
                        Sql.instant(row, "happened"),
                        data.toString()));
    }

    private static String detail(Kind kind, String detail) {
        return switch (kind) {
            case NOTE, REPLY -> "";
                // the first line says of which case
            case CASE_STAGE, CASE_COMMENT, CASE_ANSWER -> fitting(detail.split("\n", 2)[0]);
            case ASSIGNED,
                    STATUS,
                    PRIORITY,
                    LABELS,
                    DELIVERED,
                    FAILED,
                    REOPENED,
                    ANSWERED,
                    JOINED,
                    WARNED,
                    MISSED,
                    ESCALATED,
                    ROUTED,
                    AUTO_ASSIGNED -> fitting(detail);
        };
    }

    private static String fitting(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }
}
