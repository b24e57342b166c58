package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.rostrum.api.archive.ArchiveVerification.Kind;
import org.rostrum.archive.store.ActivityRow;
import org.rostrum.archive.store.Chain;
import org.rostrum.archive.store.Hash;

/** Checks the originals beside the activities, both read in order of sequence, one original in memory at a time. */
final class OriginalCheck implements AutoCloseable {
    private final Chain chain = new Chain();
    private final Findings findings;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean more;

    /** Reads the originals of the sequences after {@code from} up to {@code to}. */
    OriginalCheck(Connection connection, long from, long to, Findings findings) throws SQLException {
        this.findings = findings;
        statement = connection.prepareStatement("select sequence, media_type, original from archive_original"
                + " where sequence > ? and sequence <= ? order by sequence");
        // one may be as long as four million characters
        statement.setFetchSize(20);
        statement.setLong(1, from);
        statement.setLong(2, to);
        rows = statement.executeQuery();
        more = rows.next();
    }

    void row(ActivityRow row) throws SQLException {
        surplusUpTo(row.sequence() - 1);
        if (!more || rows.getLong("sequence") != row.sequence()) {
            findings.add(Kind.REMOVED, row.sequence(), "The original of the activity is missing.");
            return;
        }
        Hash original = chain.original(rows.getString("media_type"), rows.getString("original"));
        if (!original.equals(row.originalHash())) {
            findings.add(Kind.CHANGED, row.sequence(), "The original of the activity was changed.");
        }
        more = rows.next();
    }

    /** Originals without an activity are one finding as long as they follow each other. */
    private void surplusUpTo(long last) throws SQLException {
        while (more && rows.getLong("sequence") <= last) {
            long first = rows.getLong("sequence");
            long end = first;
            more = rows.next();
            while (more && rows.getLong("sequence") == end + 1 && end < last) {
                end++;
                more = rows.next();
            }
            findings.add(
                    Kind.INSERTED,
                    first,
                    first == end
                            ? "There is an original without an activity."
                            : "There are originals without activities, " + first + " to " + end + ".");
        }
    }

    /** After the last activity no original may follow. */
    void end() throws SQLException {
        surplusUpTo(Long.MAX_VALUE);
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
