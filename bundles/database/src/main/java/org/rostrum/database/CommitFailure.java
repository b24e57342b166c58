package org.rostrum.database;

import java.sql.SQLException;
import java.util.Set;

/**
 * Tells what a commit that failed has left. Only where the database itself refused, or was never asked, is it certain that
 * nothing was kept: when the connection broke on the way, or Derby could not finish writing its log, the change may be there.
 */
final class CommitFailure {
    /** The connection was closed before it could be asked. */
    private static final String NEVER_ASKED = "08003";

    /** A statement was cancelled; the other states of its class end the server. */
    private static final String CANCELLED = "57014";

    /** Rolled back, it is said of this whole class; of this one it is not known. */
    private static final String COMPLETION_UNKNOWN = "40003";

    /** Data, constraints, transaction states, roll-backs, access, resources, PL/pgSQL: answers of a server that lives. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "25", "40", "42", "44", "53", "P0");

    private CommitFailure() {}

    /** Whether it is certain that nothing was kept. */
    static boolean isUndone(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return isTakenAway(failure);
        }
        if (state.equals(NEVER_ASKED) || state.equals(CANCELLED)) {
            return true;
        }
        return state.length() == 5 && !state.equals(COMPLETION_UNKNOWN) && REFUSALS.contains(state.substring(0, 2));
    }

    /** The pool gives no state when it has taken a broken connection away from whoever worked with it. */
    static boolean isTakenAway(SQLException failure) {
        return failure.getSQLState() == null && "Connection is closed".equals(failure.getMessage());
    }
}
