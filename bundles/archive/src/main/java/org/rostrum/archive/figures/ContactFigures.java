package org.rostrum.archive.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rostrum.api.archive.ContactSummary;
import org.rostrum.api.data.ConsistentRead;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.figures.WholeDays.Edge;
import org.rostrum.archive.store.Packed;
import org.rostrum.archive.store.PreviousDay;

/**
 * How many different contacts spoke to an account, exactly and for any period. {@code archive_contact_return} tells for
 * each day how many contacts spoke on it and on which day they had spoken before; of the whole days of the period, those
 * are counted whose day before lies before the period, so that each contact counts once, on their first day in it. The
 * cost follows the square of the days at worst and not the number of activities. Of the hours before the first and after
 * the last whole UTC day, the contacts are read from an index, and those count who did not speak on a whole day.
 *
 * <p>Of several accounts together, somebody who spoke to more than one must count once. Such contacts are few and listed in
 * {@code archive_shared_day}: the numbers of the accounts are added up, and what these few count too much is taken off.
 */
public final class ContactFigures {
    private final ConsistentRead archive;

    public ContactFigures(ConsistentRead archive) {
        this.archive = archive;
    }

    public Map<String, Long> byAccount(Set<String> accountIds, Instant from, Instant to) {
        WholeDays days = WholeDays.of(from, to);
        return archive.read(connection -> byAccount(connection, accountIds, days));
    }

    public ContactSummary summary(Set<String> accountIds, Instant from, Instant to) {
        WholeDays days = WholeDays.of(from, to);
        return archive.read(connection -> {
            Map<String, Long> contacts = byAccount(connection, accountIds, days);
            long sum = contacts.values().stream().mapToLong(Long::longValue).sum();
            long again =
                    contacts.size() > 1 ? new SharedContacts(connection, contacts.keySet(), days).countedTooMuch() : 0;
            return new ContactSummary(sum - again, contacts);
        });
    }

    private static Map<String, Long> byAccount(Connection connection, Set<String> accountIds, WholeDays days)
            throws SQLException {
        Map<String, Long> contacts = new TreeMap<>();
        for (String account : accountIds) {
            long number = onWholeDays(connection, account, days) + onlyAtTheEdges(connection, account, days);
            if (number > 0) {
                contacts.put(account, number);
            }
        }
        return contacts;
    }

    private static long onWholeDays(Connection connection, String account, WholeDays days) throws SQLException {
        if (days.none()) {
            return 0;
        }
        record Day(int number, Packed contacts) {}
        long[] sum = {0};
        Sql.stream(
                connection,
                1000,
                "select day_number, contacts from archive_contact_return where account_id = ? and day_number >= ?"
                        + " and day_number < ?",
                row -> new Day(row.getInt(1), Packed.of(row, "contacts")),
                day -> day.contacts.each((since, number) -> {
                    if (PreviousDay.of(day.number, since) < days.firstDay()) {
                        sum[0] += number;
                    }
                }),
                account,
                days.firstDay(),
                days.endDay());
        return sum[0];
    }

    private static long onlyAtTheEdges(Connection connection, String account, WholeDays days) throws SQLException {
        if (days.edges().isEmpty()) {
            return 0;
        }
        List<Object> parameters = new ArrayList<>();
        StringBuilder edges = new StringBuilder();
        for (Edge edge : days.edges()) {
            edges.append(edges.isEmpty() ? "" : " union ")
                    .append("select contact_id from archive_activity where account_id = ? and published >= ?"
                            + " and published < ? and contact_id is not null");
            parameters.add(account);
            parameters.add(edge.from());
            parameters.add(edge.to());
        }
        parameters.add(account);
        parameters.add(days.firstDay());
        parameters.add(days.endDay());
        return Sql.number(
                connection,
                "select count(distinct e.contact_id) from (" + edges + ") e where not exists (select 1 from"
                        + " archive_contact_day d" + DerbyHints.nestedLoop("archive_contact_day_key")
                        + " where d.account_id = ? and d.contact_id = e.contact_id"
                        + " and d.day_number >= ? and d.day_number < ?)",
                parameters.toArray());
    }
}
