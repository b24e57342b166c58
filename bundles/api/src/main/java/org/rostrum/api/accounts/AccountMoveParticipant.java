package org.rostrum.api.accounts;

import java.sql.Connection;
import java.sql.SQLException;

/** A part of the server that has a say when an account, with all below it, goes to another place in the tree. */
public interface AccountMoveParticipant {
    /**
     * Looks at what the move comes to, in its transaction and after it: the {@link AccountTree} is the new one.
     *
     * @throws org.rostrum.api.problem.Problem CONFLICT when it must not be so; then nothing is moved
     */
    void moved(Connection connection, String accountId) throws SQLException;
}
