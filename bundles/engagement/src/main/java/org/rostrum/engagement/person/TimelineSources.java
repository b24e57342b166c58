package org.rostrum.engagement.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.PersonConversation;
import org.rostrum.api.engagement.TimelineEntry.Kind;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.person.ContactStore.Seen;

/** Reads what there is of some contacts behind a place, source by source, each along its own index as far as it is wanted. */
final class TimelineSources {
    /** Of what happened at the same time, what came of something is newer than that. */
    private static final int EVENTS = 0;

    private static final int CASES = 1;
    private static final int POSTS = 2;
    private static final int OPENED = 3;

    private static final String KINDS = "('ASSIGNED', 'STATUS', 'NOTE', 'REPLY', 'FAILED', 'REOPENED', 'MISSED')";

    /**
     * Where a page ended.
     *
     * @param source which kind of source
     */
    record Place(Instant at, int source, long id) {
        private static final Place BEGIN = new Place(Instant.parse("9999-12-31T00:00:00Z"), OPENED, 0);

        static Place parse(@Nullable String cursor) {
            if (cursor == null) {
                return BEGIN;
            }
            String[] parts = cursor.split("_", -1);
            try {
                if (parts.length == 3) {
                    return new Place(Instant.parse(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
                }
            } catch (DateTimeException | NumberFormatException foreign) {
                throw none().withCause(foreign);
            }
            throw none();
        }

        private static Problem none() {
            return Problem.invalid("cursor", "This is no cursor of ours.", "Send nextCursor of the page before.");
        }
    }

    /** An entry as its source has it. */
    record Line(
            Instant at,
            int source,
            long id,
            Kind kind,
            String account,
            long conversation,
            @Nullable Long contact,
            @Nullable String actor,
            String text,
            @Nullable String url) {
        private static final Comparator<Line> NEWEST_FIRST = Comparator.comparing(Line::at)
                .reversed()
                .thenComparingInt(Line::source)
                .thenComparing(Comparator.comparingLong(Line::id).reversed());

        String place() {
            return at + "_" + source + "_" + id;
        }
    }

    private final Connection connection;
    private final List<Seen> contacts;
    private final Reach reach;
    private final Reach cases;
    private final int wanted;

    /** @param cases where leads and tickets may be read */
    TimelineSources(Connection connection, List<Seen> contacts, Reach reach, Reach cases, int wanted) {
        this.connection = connection;
        this.contacts = contacts;
        this.reach = reach;
        this.cases = cases;
        this.wanted = wanted;
    }

    List<Line> after(Place place) throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (Seen contact : contacts) {
            for (String account : contact.accounts()) {
                lines.addAll(posts(contact.id(), account, place));
            }
            lines.addAll(opened(contact.id(), place));
        }
        lines.addAll(events(place));
        lines.addAll(cases(place));
        lines.sort(Line.NEWEST_FIRST);
        return List.copyOf(lines.subList(0, Math.min(wanted, lines.size())));
    }

    /**
     * A query of one source.
     *
     * @param select up to its conditions, which there are
     * @param values of the question marks in it
     * @param time column of when it happened
     * @param key column of its id
     */
    private List<Line> read(
            int source,
            String select,
            List<@Nullable Object> values,
            String time,
            String key,
            Place place,
            Sql.Row<Line> row)
            throws SQLException {
        String order = " order by " + time + " desc, " + key + " desc fetch first " + wanted + " rows only";
        List<Line> found = new ArrayList<>();
        // in two steps, because an "or" over both columns would keep Derby from using the index for the order
        if (source >= place.source()) {
            List<@Nullable Object> same = new ArrayList<>(values);
            same.add(place.at());
            same.add(source == place.source() ? place.id() : Long.MAX_VALUE);
            found.addAll(Sql.list(
                    connection, select + " and " + time + " = ? and " + key + " < ?" + order, row, same.toArray()));
        }
        if (found.size() < wanted) {
            List<@Nullable Object> earlier = new ArrayList<>(values);
            earlier.add(place.at());
            found.addAll(Sql.list(connection, select + " and " + time + " < ?" + order, row, earlier.toArray()));
        }
        return found;
    }

    private List<Line> posts(long contact, String account, Place place) throws SQLException {
        return read(
                POSTS,
                "select sequence, conversation_id, published, inbound from engagement_contact_post"
                        + DerbyHints.index("engagement_contact_post_newest")
                        + "where contact_id = ? and account_id = ?",
                List.of(contact, account),
                "published",
                "sequence",
                place,
                row -> new Line(
                        Sql.instant(row, "published"),
                        POSTS,
                        row.getLong("sequence"),
                        row.getBoolean("inbound") ? Kind.MESSAGE : Kind.ANSWER,
                        account,
                        row.getLong("conversation_id"),
                        contact,
                        null,
                        "",
                        null));
    }

    private List<Line> opened(long contact, Place place) throws SQLException {
        Conditions conditions = new Conditions().and("contact_id = ?", contact).within(reach, "account_id");
        return read(
                OPENED,
                "select conversation_id, account_id, started from engagement_contact_conversation" + conditions.where(),
                list(conditions),
                "started",
                "conversation_id",
                place,
                row -> new Line(
                        Sql.instant(row, "started"),
                        OPENED,
                        row.getLong("conversation_id"),
                        Kind.OPENED,
                        row.getString("account_id"),
                        row.getLong("conversation_id"),
                        contact,
                        null,
                        "",
                        null));
    }

    private List<Line> events(Place place) throws SQLException {
        Conditions within = new Conditions().within(reach, "c.account_id");
        List<@Nullable Object> values = ids();
        values.addAll(list(within));
        return read(
                EVENTS,
                "select e.id, e.conversation_id, e.happened, e.actor, e.kind, e.detail, c.account_id from engagement_event e"
                        + " join engagement_conversation c on c.id = e.conversation_id where e.kind in " + KINDS
                        + " and "
                        + talks("e.conversation_id", contacts) + within.where().replaceFirst("where", "and"),
                values,
                "e.happened",
                "e.id",
                place,
                row -> new Line(
                        Sql.instant(row, "happened"),
                        EVENTS,
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("account_id"),
                        row.getLong("conversation_id"),
                        null,
                        row.getString("actor"),
                        row.getString("detail"),
                        null));
    }

    private List<Line> cases(Place place) throws SQLException {
        Conditions within = new Conditions().within(reach, "account_id").within(cases, "account_id");
        List<@Nullable Object> values = ids();
        values.addAll(list(within));
        return read(
                CASES,
                "select id, kind, account_id, conversation_id, happened, owner, summary, url from engagement_case where "
                        + "kind in ('LEAD', 'TICKET') and " + talks("conversation_id", contacts)
                        + within.where().replaceFirst("where", "and"),
                values,
                "happened",
                "id",
                place,
                row -> new Line(
                        Sql.instant(row, "happened"),
                        CASES,
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("account_id"),
                        row.getLong("conversation_id"),
                        null,
                        row.getString("owner"),
                        row.getString("summary"),
                        row.getString("url")));
    }

    /** The conversations of the inbox in which one of the contacts has spoken, the newest activity first. */
    static List<PersonConversation> conversations(
            Connection connection, List<Seen> contacts, Reach reach, boolean unfinished, int limit)
            throws SQLException {
        Conditions conditions = new Conditions()
                .within(reach, "account_id")
                .andIfGiven("status <> ?", unfinished ? InboxConversation.Status.CLOSED : null);
        List<@Nullable Object> values = new ArrayList<>();
        contacts.forEach(one -> values.add(one.id()));
        values.addAll(list(conditions));
        return Sql.list(
                connection,
                "select id, account_id, channel_id, status, assignee, excerpt, last_activity from engagement_conversation where "
                        + talks("id", contacts) + conditions.where().replaceFirst("where", "and")
                        + " order by last_activity desc, id desc fetch first " + limit + " rows only",
                row -> new PersonConversation(
                        row.getLong("id"),
                        row.getString("account_id"),
                        row.getString("channel_id"),
                        InboxConversation.Status.valueOf(row.getString("status")),
                        row.getString("assignee"),
                        row.getString("excerpt"),
                        Sql.instant(row, "last_activity")),
                values.toArray());
    }

    private static String talks(String column, List<Seen> contacts) {
        return column + " in (select conversation_id from engagement_contact_conversation where contact_id in "
                + ContactStore.places(contacts) + ")";
    }

    private List<@Nullable Object> ids() {
        List<@Nullable Object> ids = new ArrayList<>();
        contacts.forEach(one -> ids.add(one.id()));
        return ids;
    }

    private static List<@Nullable Object> list(Conditions conditions) {
        List<@Nullable Object> values = new ArrayList<>();
        Collections.addAll(values, conditions.values());
        return values;
    }
}
