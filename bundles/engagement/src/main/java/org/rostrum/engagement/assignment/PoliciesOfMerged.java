package org.rostrum.engagement.assignment;

import java.sql.Connection;
import java.sql.SQLException;

/** The policies of one account are those of another one now; where both had one for the same conversations, the older one counts. */
public final class PoliciesOfMerged {
    private PoliciesOfMerged() {}

    public static void merged(Connection connection) throws SQLException {
        PolicyStore.changed(connection);
    }
}
