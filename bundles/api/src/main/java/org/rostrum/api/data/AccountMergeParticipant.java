package org.rostrum.api.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A part of the server that keeps rows of accounts, asked when one account is merged into another. Each part does it for its own
 * tables; a column that names an account and that no part answers for keeps accounts from being merged.
 */
public interface AccountMergeParticipant {
    /** What the part is called in previews, such as {@code channels}. */
    String capability();

    /** The columns that name an account, as {@code table.column} in lower case. */
    Set<String> columns();

    /**
     * What there is of the account.
     *
     * @param thing plural noun in kebab-case, such as {@code report-schedules}
     * @param moves whether it will belong to the other account; what is evidence, such as the archive, stays under the name it
     *     was recorded with and is reached through the other account
     */
    record Share(String thing, long count, boolean moves) {}

    /** What there is of the account; things of which there are none may be left out. */
    List<Share> shares(Connection connection, String from) throws SQLException;

    /**
     * Something that must be put right before.
     *
     * @param what names the thing, for people
     * @param remedy what to do about it
     */
    record Conflict(String what, String remedy) {}

    /** What stands in the way; nothing is changed by asking. */
    default List<Conflict> conflicts(Connection connection, String from, String into) throws SQLException {
        return List.of();
    }

    /** Moves what moves, in the caller's transaction. */
    void merge(Connection connection, String from, String into) throws SQLException;
}
