package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.archive.store.Packed;
import org.rostrum.archive.store.PreviousDay;

/**
 * Checks on which days the contacts of one account spoke. All days are first compared by {@link DayPrints}; only a day that
 * differs is looked at in detail, while nobody can append.
 */
final class ContactDayCheck {
    private record Row(long contact, int day, int previous) {}

    private final Database database;
    private final Recheck recheck;
    private final Progress progress;

    ContactDayCheck(Database database, Recheck recheck, Progress progress) {
        this.database = database;
        this.recheck = recheck;
        this.progress = progress;
    }

    void check(String account) {
        DayPrints spoken = new DayPrints();
        DayPrints noted = new DayPrints();
        DayPrints returned = new DayPrints();
        DayPrints counted = new DayPrints();
        Set<Long> misled = new HashSet<>();
        database.read(connection -> {
            spoken(connection, account, spoken);
            noted(connection, account, noted, returned, misled);
            counted(connection, account, counted);
            return Boolean.TRUE;
        });
        // those of other days are told already, and cannot be asked for
        noted.differences(spoken).stream()
                .filter(RollupCalendar::holdsDay)
                .forEach(day -> recheck.checkHeld((connection, findings) -> day(connection, account, day, findings)));
        counted.differences(returned).stream()
                .filter(RollupCalendar::holdsDay)
                .forEach(day ->
                        recheck.checkHeld((connection, findings) -> returns(connection, account, day, findings)));
        for (long contact : misled) {
            recheck.checkHeld((connection, findings) -> contact(connection, account, contact, findings));
        }
    }

    private void spoken(Connection connection, String account, DayPrints prints) throws SQLException {
        Set<Long> today = new HashSet<>();
        int[] day = {Integer.MIN_VALUE};
        Sql.stream(
                connection,
                1000,
                "select published, contact_id from archive_activity where account_id = ? and contact_id is not null"
                        + " order by account_id, published, contact_id",
                row -> new Row(row.getLong("contact_id"), RollupCalendar.day(Sql.instant(row, "published")), 0),
                row -> {
                    if (row.day != day[0]) {
                        today.clear();
                        day[0] = row.day;
                    }
                    if (today.add(row.contact)) {
                        prints.add(row.day, row.contact, 1);
                    }
                    progress.row();
                },
                account);
    }

    /** The contacts come one after the other, each with the latest day first. */
    private void noted(Connection connection, String account, DayPrints noted, DayPrints returned, Set<Long> misled)
            throws SQLException {
        Row[] later = {null};
        Sql.stream(
                connection,
                1000,
                "select contact_id, day_number, previous_day from archive_contact_day where account_id = ?"
                        + " order by account_id, contact_id, day_number desc",
                row -> new Row(row.getLong("contact_id"), row.getInt("day_number"), row.getInt("previous_day")),
                row -> {
                    follow(later[0], row, misled);
                    later[0] = row;
                    noted.add(row.day, row.contact, 1);
                    returned.add(row.day, row.previous, 1);
                    progress.row();
                },
                account);
        follow(later[0], new Row(Long.MIN_VALUE, 0, 0), misled);
    }

    private static void follow(@Nullable Row later, Row row, Set<Long> misled) {
        if (later != null) {
            int previous = later.contact == row.contact ? row.day : PreviousDay.NONE;
            if (later.previous != previous && misled.size() < Findings.MOST) {
                misled.add(later.contact);
            }
        }
    }

    private static void counted(Connection connection, String account, DayPrints prints) throws SQLException {
        record Counted(int day, Packed contacts) {}
        Sql.stream(
                connection,
                1000,
                "select day_number, contacts from archive_contact_return where account_id = ?",
                row -> new Counted(row.getInt("day_number"), Packed.of(row, "contacts")),
                row -> row.contacts.each(
                        (since, contacts) -> prints.add(row.day, PreviousDay.of(row.day, since), contacts)),
                account);
    }

    private static void day(Connection connection, String account, int day, Findings findings) throws SQLException {
        Map<Long, Boolean> spoke = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select contact_id from archive_activity where account_id = ? and published >= ? and published < ?"
                        + " and contact_id is not null",
                row -> row.getLong("contact_id"),
                contact -> spoke.put(contact, Boolean.TRUE),
                account,
                RollupCalendar.bounded(RollupCalendar.startOfDay(day)),
                RollupCalendar.bounded(RollupCalendar.startOfDay(day + 1)));
        Map<Long, Boolean> noted = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select contact_id from archive_contact_day where account_id = ? and day_number = ?",
                row -> row.getLong("contact_id"),
                contact -> noted.put(contact, Boolean.TRUE),
                account,
                day);
        Set<Long> missing = new TreeSet<>(spoke.keySet());
        missing.removeAll(noted.keySet());
        missing.forEach(contact -> findings.sum(name(account, contact) + " spoke on the day of "
                + RollupCalendar.startOfDay(day) + ", but the row is missing"));
        noted.keySet().removeAll(spoke.keySet());
        noted.keySet()
                .forEach(contact -> findings.sum(name(account, contact) + " did not speak on the day of "
                        + RollupCalendar.startOfDay(day) + ", but there is a row"));
    }

    private static void returns(Connection connection, String account, int day, Findings findings) throws SQLException {
        Map<Integer, Long> counted = new TreeMap<>();
        record Return(int previous, long contacts) {}
        Sql.stream(
                connection,
                1000,
                "select previous_day, count(*) as contacts from archive_contact_day where account_id = ?"
                        + " and day_number = ? group by previous_day",
                row -> new Return(row.getInt("previous_day"), row.getLong("contacts")),
                one -> counted.put(one.previous, one.contacts),
                account,
                day);
        Map<Integer, Long> stored = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select contacts from archive_contact_return where account_id = ? and day_number = ?",
                row -> Packed.of(row, "contacts"),
                packed ->
                        packed.each((since, contacts) -> stored.merge(PreviousDay.of(day, since), contacts, Long::sum)),
                account,
                day);
        Comparison.compare(
                counted,
                stored,
                previous -> "archive_contact_return: account " + account + ", day of " + RollupCalendar.startOfDay(day)
                        + ", previous day "
                        + (previous == PreviousDay.NONE ? "none" : RollupCalendar.startOfDay(previous)),
                findings);
    }

    private static void contact(Connection connection, String account, long contact, Findings findings)
            throws SQLException {
        NavigableSet<Integer> days = new TreeSet<>();
        Map<Integer, Integer> noted = new TreeMap<>();
        Sql.stream(
                connection,
                1000,
                "select contact_id, day_number, previous_day from archive_contact_day where account_id = ?"
                        + " and contact_id = ?",
                row -> new Row(contact, row.getInt("day_number"), row.getInt("previous_day")),
                row -> {
                    days.add(row.day);
                    noted.put(row.day, row.previous);
                },
                account,
                contact);
        Map<Integer, Integer> right = new TreeMap<>();
        for (int day : days) {
            Integer before = days.lower(day);
            right.put(day, before == null ? PreviousDay.NONE : before);
        }
        Comparison.compare(
                right,
                noted,
                day -> name(account, contact) + ", day before that of " + RollupCalendar.startOfDay(day),
                findings);
    }

    private static String name(String account, long contact) {
        return "archive_contact_day: account " + account + ", contact " + contact;
    }
}
