package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Head;
import org.rostrum.archive.store.HeadRow;

/**
 * Checks handle, name and times of contacts against what was said, in the order in which it was archived. Appending goes on
 * meanwhile: what does not fit is looked at again, with what came since, while nobody can append.
 */
final class ContactDetailCheck {
    /** 32 MB. */
    private static final int AT_ONCE = 1_000_000;

    private static final int MOST_DOUBTS = 1000;
    private static final String SAID = "select contact_id, published, actor_handle, actor_name from archive_activity"
            + " where sequence > ? and sequence <= ? and contact_id >= ? and contact_id < ? order by sequence";
    private static final String COLUMNS = "select id, handle, display_name, described, first_seen from archive_contact";

    private final Database database;
    private final Recheck recheck;
    private final Progress progress;

    ContactDetailCheck(Database database, Recheck recheck, Progress progress) {
        this.database = database;
        this.recheck = recheck;
        this.progress = progress;
    }

    /** @param head of the archive when the check began */
    void check(Head head) {
        recheck.check(ContactDetailCheck::last);
        // nobody came without an activity, whatever the numbers say that somebody may have changed
        long last = Math.min(head.lastContact(), head.lastSequence());
        for (long from = 1; from <= last; from += AT_ONCE) {
            range(from, Math.min(from + AT_ONCE, last + 1), head.lastSequence());
        }
    }

    private static void last(Connection connection, Findings findings) throws SQLException {
        long told = HeadRow.read(connection).lastContact();
        long last = Sql.number(connection, "select max(id) from archive_contact");
        if (told != last) {
            findings.sum("archive_head: last_contact is " + told + ", but the last contact is " + last);
        }
    }

    private void range(long from, long end, long lastSequence) {
        ContactDetails details = new ContactDetails(from, Math.toIntExact(end - from));
        List<Long> doubts = new ArrayList<>();
        database.read(connection -> {
            hear(connection, details, 0, lastSequence, from, end);
            Sql.stream(
                    connection,
                    1000,
                    COLUMNS + " where id >= ? and id < ?",
                    row -> details.differing(row).isEmpty() ? 0L : row.getLong("id"),
                    id -> {
                        if (id != 0 && doubts.size() < MOST_DOUBTS) {
                            doubts.add(id);
                        }
                    },
                    from,
                    end);
            return Boolean.TRUE;
        });
        if (!doubts.isEmpty()) {
            recheck.checkHeld((connection, findings) -> {
                hear(connection, details, lastSequence, HeadRow.read(connection).lastSequence(), from, end);
                for (long id : doubts) {
                    Sql.first(connection, COLUMNS + " where id = ?", details::differing, id)
                            .filter(columns -> !columns.isEmpty())
                            .ifPresent(columns -> findings.sum("archive_contact " + id + ": "
                                    + String.join(", ", columns) + " is not what was said last"));
                }
            });
        }
    }

    private void hear(Connection connection, ContactDetails details, long after, long until, long from, long end)
            throws SQLException {
        Sql.stream(
                connection,
                1000,
                SAID,
                row -> {
                    details.hear(row);
                    progress.row();
                    return Boolean.TRUE;
                },
                ignored -> {},
                after,
                until,
                from,
                end);
    }
}
