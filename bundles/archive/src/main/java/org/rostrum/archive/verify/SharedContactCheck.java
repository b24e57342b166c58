package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.archive.store.PreviousDay;

/** Checks which contacts of one account are listed as having spoken to another account too. */
final class SharedContactCheck {
    private static final String LISTED =
            "select 1 from archive_shared_contact s where s.account_id = ? and s.contact_id = c.id";

    private final Recheck recheck;

    SharedContactCheck(Recheck recheck) {
        this.recheck = recheck;
    }

    void check(String account) {
        recheck.check((connection, findings) -> {
            missing(connection, account, findings);
            surplus(connection, account, findings);
            marks(connection, account, findings);
            missingDays(connection, account, findings);
            surplusDays(connection, account, findings);
        });
    }

    /** Whoever spoke to this account but to another one first must be listed. */
    private static void missing(Connection connection, String account, Findings findings) throws SQLException {
        Sql.stream(
                connection,
                1000,
                "select distinct d.contact_id from archive_contact_day d join archive_contact c on c.id = d.contact_id"
                        + " where d.account_id = ? and c.account_id <> ? and not exists (select 1 from"
                        + " archive_shared_contact s" + DerbyHints.nestedLoop("archive_shared_contact_key")
                        + " where s.account_id = ? and s.contact_id = d.contact_id)",
                row -> name(account, row.getLong("contact_id")) + ": the row is missing",
                findings::sum,
                account,
                account,
                account);
    }

    /** Whoever is listed must have spoken to this account, and to another one too. */
    private static void surplus(Connection connection, String account, Findings findings) throws SQLException {
        Sql.stream(
                connection,
                1000,
                "select s.contact_id from archive_shared_contact s where s.account_id = ? and (not exists (select 1"
                        + " from archive_contact_day d" + DerbyHints.nestedLoop("archive_contact_day_key")
                        + " where d.account_id = ? and d.contact_id = s.contact_id) or not exists (select 1 from"
                        + " archive_shared_contact o where o.contact_id = s.contact_id and o.account_id <> ?))",
                row -> name(account, row.getLong("contact_id")) + ": they spoke to one account only",
                findings::sum,
                account,
                account,
                account);
    }

    /** Of those who spoke to this account first, exactly the ones who are listed are marked. */
    private static void marks(Connection connection, String account, Findings findings) throws SQLException {
        Sql.stream(
                connection,
                1000,
                "select c.id, c.shared from archive_contact_day d join archive_contact c"
                        + DerbyHints.nestedLoop()
                        + " on c.id = d.contact_id where d.account_id = ? and c.account_id = ?"
                        + " and d.previous_day = ? and ((c.shared and not exists (" + LISTED + ")) or (not c.shared"
                        + " and exists (" + LISTED + ")))",
                row -> "archive_contact " + row.getLong("id") + ": is marked as "
                        + (row.getBoolean("shared") ? "shared, but is not listed" : "not shared, but is listed"),
                findings::sum,
                account,
                account,
                PreviousDay.NONE,
                account,
                account);
    }

    /** The days of those who are listed are noted once more. */
    private static void missingDays(Connection connection, String account, Findings findings) throws SQLException {
        Sql.stream(
                connection,
                1000,
                "select d.day_number, d.contact_id from archive_shared_contact s join archive_contact_day d"
                        + DerbyHints.nestedLoop("archive_contact_day_key")
                        + " on d.account_id = s.account_id and d.contact_id = s.contact_id where s.account_id = ?"
                        + " and not exists (select 1 from archive_shared_day a"
                        + DerbyHints.nestedLoop("archive_shared_day_key")
                        + " where a.day_number = d.day_number and a.contact_id = d.contact_id"
                        + " and a.account_id = d.account_id)",
                row -> day(account, row) + ": the row is missing",
                findings::sum,
                account);
    }

    private static void surplusDays(Connection connection, String account, Findings findings) throws SQLException {
        Sql.stream(
                connection,
                1000,
                "select a.day_number, a.contact_id from archive_shared_day a where a.account_id = ? and (not exists"
                        + " (select 1 from archive_contact_day d" + DerbyHints.nestedLoop("archive_contact_day_key")
                        + " where d.account_id = a.account_id and d.contact_id = a.contact_id"
                        + " and d.day_number = a.day_number) or not exists (select 1 from archive_shared_contact s"
                        + DerbyHints.nestedLoop("archive_shared_contact_key")
                        + " where s.account_id = a.account_id and s.contact_id = a.contact_id))",
                row -> day(account, row) + ": they did not speak then, or to one account only",
                findings::sum,
                account);
    }

    private static String day(String account, ResultSet row) throws SQLException {
        return "archive_shared_day: account " + account + ", contact " + row.getLong("contact_id") + ", day of "
                + RollupCalendar.startOfDay(row.getInt("day_number"));
    }

    private static String name(String account, long contact) {
        return "archive_shared_contact: account " + account + ", contact " + contact;
    }
}
