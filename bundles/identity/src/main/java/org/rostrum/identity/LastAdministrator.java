package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import org.rostrum.api.identity.User;
import org.rostrum.api.problem.Problem;

/** Undoes a change, by failing, that would leave nobody to govern the installation. */
final class LastAdministrator {
    private LastAdministrator() {}

    /**
     * @param changed as the user was before
     * @throws Problem CONFLICT when no administrator is left who can sign in
     */
    static void check(UserStore store, Connection connection, User changed) throws SQLException {
        if (changed.roles().contains(BuiltInRoles.ADMINISTRATOR)
                && store.enabledHolders(connection, BuiltInRoles.ADMINISTRATOR) == 0) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "\"" + changed.name() + "\" is the last administrator who can sign in.")
                    .withRemedy("Make somebody else administrator first.");
        }
    }
}
