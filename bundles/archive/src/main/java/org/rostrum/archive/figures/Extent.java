package org.rostrum.archive.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;

/**
 * The time in which accounts have activities.
 *
 * @param from of the first one; not before {@code to} when there is none
 * @param to a second after the last one
 */
record Extent(Instant from, Instant to) {
    static Extent of(Connection connection, Set<String> accountIds) throws SQLException {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (String account : new TreeSet<>(accountIds)) {
            for (Extent channel : Sql.list(
                    connection,
                    "select first_published, last_published from archive_channel where account_id = ?",
                    row -> new Extent(Sql.instant(row, "first_published"), Sql.instant(row, "last_published")),
                    account)) {
                first = channel.from.isBefore(first) ? channel.from : first;
                last = channel.to.isAfter(last) ? channel.to : last;
            }
        }
        return new Extent(first, last.equals(Instant.MIN) ? Instant.MIN : last.plusSeconds(1));
    }

    boolean none() {
        return !from.isBefore(to);
    }

    /** The same, rounded to whole months outwards. */
    Extent months() {
        return none()
                ? this
                : new Extent(
                        RollupCalendar.startOfMonth(RollupCalendar.month(from)),
                        RollupCalendar.startOfMonth(RollupCalendar.month(to) + 1));
    }

    Instant later(Instant time) {
        return time.isBefore(from) ? from : time;
    }

    Instant earlier(Instant time) {
        return time.isAfter(to) ? to : time;
    }
}
