package org.rostrum.archive.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.figures.WholeDays.Edge;

/**
 * Contacts who spoke to more than one account. Each is counted once for each of these accounts, so one less than these is
 * too much. On whole days the database counts them, so that hardly anything is read however many they are; those of the
 * hours at both ends of the period are few and are looked at one by one.
 */
final class SharedContacts {
    private static final int AT_ONCE = 500;

    private record Spoke(long contact, String account) {}

    private final Connection connection;
    private final Collection<String> accounts;
    private final WholeDays days;

    /** @param accounts not empty */
    SharedContacts(Connection connection, Collection<String> accounts, WholeDays days) {
        this.connection = connection;
        this.accounts = accounts;
        this.days = days;
    }

    /** By how much the sum of the accounts' contacts is more than the number of people. */
    long countedTooMuch() throws SQLException {
        long tooMuch = days.none() ? 0 : onWholeDays();
        Map<Long, Set<String>> atTheEdges = atTheEdges();
        Map<Long, Set<String>> onDays = days.none() ? Map.of() : onWholeDays(List.copyOf(atTheEdges.keySet()));
        for (Map.Entry<Long, Set<String>> contact : atTheEdges.entrySet()) {
            Set<String> before = onDays.getOrDefault(contact.getKey(), Set.of());
            Set<String> all = new HashSet<>(before);
            all.addAll(contact.getValue());
            tooMuch += all.size() - Math.max(1, before.size());
        }
        return tooMuch;
    }

    private long onWholeDays() throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(days.firstDay(), days.endDay()));
        parameters.addAll(accounts);
        return Sql.number(
                connection,
                "select count(*) - count(distinct s.contact_id) from (select distinct contact_id, account_id"
                        + " from archive_shared_day" + DerbyHints.index("archive_shared_day_key")
                        + " where day_number >= ? and day_number < ? and account_id in (" + marks(accounts) + ")) s",
                parameters.toArray());
    }

    private Map<Long, Set<String>> onWholeDays(List<Long> contacts) throws SQLException {
        Map<Long, Set<String>> spokeTo = new HashMap<>();
        for (int from = 0; from < contacts.size(); from += AT_ONCE) {
            List<Long> some = contacts.subList(from, Math.min(contacts.size(), from + AT_ONCE));
            List<@Nullable Object> parameters = new ArrayList<>(some);
            parameters.add(days.firstDay());
            parameters.add(days.endDay());
            note(
                    spokeTo,
                    "select distinct contact_id, account_id from archive_shared_day"
                            + DerbyHints.index("archive_shared_day_contact") + " where contact_id in (" + marks(some)
                            + ") and day_number >= ? and day_number < ?",
                    parameters.toArray());
        }
        spokeTo.values().forEach(spoke -> spoke.retainAll(accounts));
        return spokeTo;
    }

    private Map<Long, Set<String>> atTheEdges() throws SQLException {
        Map<Long, Set<String>> spokeTo = new HashMap<>();
        for (Edge edge : days.edges()) {
            for (String account : accounts) {
                note(
                        spokeTo,
                        "select distinct a.contact_id, a.account_id from archive_activity a"
                                + DerbyHints.index("archive_activity_published")
                                + " join archive_shared_contact s" + DerbyHints.nestedLoop("archive_shared_contact_key")
                                + " on s.account_id = a.account_id and s.contact_id = a.contact_id"
                                + " where a.account_id = ? and a.published >= ? and a.published < ?",
                        account,
                        edge.from(),
                        edge.to());
            }
        }
        return spokeTo;
    }

    private void note(Map<Long, Set<String>> spokeTo, String sql, @Nullable Object... parameters) throws SQLException {
        Sql.stream(
                connection,
                1000,
                sql,
                row -> new Spoke(row.getLong("contact_id"), row.getString("account_id")),
                spoke -> spokeTo.computeIfAbsent(spoke.contact, none -> new HashSet<>())
                        .add(spoke.account),
                parameters);
    }

    private static String marks(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
