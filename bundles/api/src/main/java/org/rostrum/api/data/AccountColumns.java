package org.rostrum.api.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Columns that name accounts: what most participants of a merge consist of, and the way to find those that were forgotten. */
public final class AccountColumns {
    private final List<Column> columns = new ArrayList<>();

    private record Column(String table, String column, @Nullable String thing, boolean moves) {
        String name() {
            return table + "." + column;
        }
    }

    /** Rows of this column move to the other account. */
    public AccountColumns moves(String table, String column, String thing) {
        columns.add(new Column(table, column, thing, true));
        return this;
    }

    /** Rows of this column stay as they were written. */
    public AccountColumns keeps(String table, String column, String thing) {
        columns.add(new Column(table, column, thing, false));
        return this;
    }

    /** Rows of this column stay as they were written, and their number says nothing to people. */
    public AccountColumns keeps(String table, String column) {
        columns.add(new Column(table, column, null, false));
        return this;
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        columns.forEach(column -> names.add(column.name()));
        return names;
    }

    /** How many rows name the account; those without any are left out. */
    public List<AccountMergeParticipant.Share> shares(Connection connection, String from) throws SQLException {
        List<AccountMergeParticipant.Share> shares = new ArrayList<>();
        for (Column column : columns) {
            String thing = column.thing();
            if (thing == null) {
                continue;
            }
            long count = Sql.number(
                    connection, "select count(*) from " + column.table() + " where " + column.column() + " = ?", from);
            if (count > 0) {
                shares.add(new AccountMergeParticipant.Share(thing, count, column.moves()));
            }
        }
        return shares;
    }

    public void merge(Connection connection, String from, String into) throws SQLException {
        for (Column column : columns) {
            if (column.moves()) {
                Sql.update(
                        connection,
                        "update " + column.table() + " set " + column.column() + " = ? where " + column.column()
                                + " = ?",
                        into,
                        from);
            }
        }
    }

    /** The text columns of this database that name an account, by their names: all that hold the word "account". */
    public static Set<String> ofDatabase(Connection connection) throws SQLException {
        Set<String> found = new TreeSet<>();
        boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
        try (ResultSet column = connection
                .getMetaData()
                .getColumns(connection.getCatalog(), connection.getSchema(), "%", upper ? "%ACCOUNT%" : "%account%")) {
            while (column.next()) {
                String type = column.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                if (type.contains("char") || type.contains("text")) {
                    found.add((column.getString("TABLE_NAME") + "." + column.getString("COLUMN_NAME"))
                            .toLowerCase(Locale.ROOT));
                }
            }
        }
        return found;
    }
}
