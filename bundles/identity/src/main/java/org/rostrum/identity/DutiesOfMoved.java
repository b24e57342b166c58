package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountMoveParticipant;

/** What is separated by duty must not meet by a move: a grant above comes to an account that another one is for. */
@Component
public final class DutiesOfMoved implements AccountMoveParticipant {
    private final UserStore users;
    private final Duties duties;

    @Activate
    public DutiesOfMoved(@Reference UserStore users, @Reference Duties duties) {
        this.users = users;
        this.duties = duties;
    }

    @Override
    public void moved(Connection connection, String accountId) throws SQLException {
        // no grant is given meanwhile
        users.lock(connection);
        duties.checkEverybody(connection);
    }
}
