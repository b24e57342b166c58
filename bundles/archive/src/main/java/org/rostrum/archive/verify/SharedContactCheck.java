package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Derby;

/** Checks which contacts of one account are listed as having spoken to another account too. */
final class SharedContactCheck {
    private final Recheck recheck;

    SharedContactCheck(Recheck recheck) {
        this.recheck = recheck;
    }

    void check(String account) {
        recheck.check((connection, findings) -> {
            missing(connection, account, findings);
            surplus(connection, account, findings);
        });
    }

    /** Whoever spoke to this account but to another one first must be listed. */
    private static void missing(Connection connection, String account, Findings findings) throws SQLException {
        Sql.stream(
                connection,
                1000,
                "select distinct d.contact_id from archive_contact_day d join archive_contact c on c.id = d.contact_id"
                        + " where d.account_id = ? and c.account_id <> ? and not exists (select 1 from"
                        + " archive_shared_contact s" + Derby.nestedLoop("archive_shared_contact_key")
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
                        + " from archive_contact_day d" + Derby.nestedLoop("archive_contact_day_key")
                        + " where d.account_id = ? and d.contact_id = s.contact_id) or not exists (select 1 from"
                        + " archive_shared_contact o where o.contact_id = s.contact_id and o.account_id <> ?))",
                row -> name(account, row.getLong("contact_id")) + ": they spoke to one account only",
                findings::sum,
                account,
                account,
                account);
    }

    private static String name(String account, long contact) {
        return "archive_shared_contact: account " + account + ", contact " + contact;
    }
}
