package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.InboxFilter;
import org.rostrum.api.security.Reach;

/** Counts conversations no farther than anybody wants to know. */
public final class InboxCounts {
    private InboxCounts() {}

    /** @param due only those in which something is due */
    public static int upTo(Connection connection, InboxFilter filter, Reach reach, boolean due, int most)
            throws SQLException {
        Conditions conditions = InboxStore.conditions(connection, filter, reach);
        if (due) {
            conditions.and("due_at >= ?", Instant.EPOCH);
        }
        return (int) Sql.number(
                connection,
                "select count(*) from (select id from engagement_conversation" + conditions.where() + " fetch first "
                        + most + " rows only) as few",
                conditions.values());
    }
}
