package org.rostrum.engagement.saved;

import java.sql.Connection;
import java.sql.SQLException;
import org.rostrum.api.data.Sql;

/** Two accounts that become one may each have a saved reply of the same name. */
public final class NamesOfMerged {
    private NamesOfMerged() {}

    private record Named(long id, String name) {}

    /** Gives those of the first account that would be mistaken for one of the second another name; before they move. */
    public static void makeRoom(Connection connection, String from, String into) throws SQLException {
        for (Named reply : Sql.list(
                connection,
                "select id, name from engagement_saved_reply where account_id = ? and name_key in"
                        + " (select name_key from engagement_saved_reply where account_id = ?)",
                row -> new Named(row.getLong("id"), row.getString("name")),
                from,
                into)) {
            String name = free(connection, reply.name(), from, into);
            Sql.update(
                    connection,
                    "update engagement_saved_reply set name = ?, name_key = ?, version = version + 1 where id = ?",
                    name,
                    SavedReplyStore.key(name),
                    reply.id());
        }
    }

    private static String free(Connection connection, String name, String from, String into) throws SQLException {
        for (int number = 2; ; number++) {
            String suffix = " (" + number + ")";
            int most = SavedReplyCheck.LONGEST_NAME - suffix.length();
            String wanted = name.substring(0, end(name, most)) + suffix;
            if (Sql.number(
                            connection,
                            "select count(*) from engagement_saved_reply where name_key = ? and account_id in (?, ?)",
                            SavedReplyStore.key(wanted),
                            from,
                            into)
                    == 0) {
                return wanted;
            }
        }
    }

    /** No character is cut in two. */
    private static int end(String name, int most) {
        if (name.length() <= most) {
            return name.length();
        }
        return Character.isHighSurrogate(name.charAt(most - 1)) ? most - 1 : most;
    }
}
