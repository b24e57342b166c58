package org.rostrum.archive.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.paging.CursorPage;

/** Reads contacts. */
public final class ContactReader {
    private static final String SELECT =
            "select id, network, network_id, handle, display_name, first_seen from archive_contact ";

    private final Database database;

    public ContactReader(Database database) {
        this.database = database;
    }

    public Optional<Contact> find(long id) {
        return database.read(connection -> Sql.first(connection, SELECT + "where id = ?", ContactReader::read, id));
    }

    public CursorPage<Contact> list(@Nullable String cursor, int limit) {
        Cursors.limit(limit);
        long after = Cursors.number(cursor, 0);
        return database.read(connection -> {
            List<Contact> found = Sql.list(
                    connection,
                    SELECT + "where id > ? order by id fetch first " + (limit + 1) + " rows only",
                    ContactReader::read,
                    after);
            return CursorPage.of(found, limit, contact -> Cursors.encode(contact.id()));
        });
    }

    private static Contact read(ResultSet row) throws SQLException {
        return new Contact(
                row.getLong("id"),
                row.getString("network"),
                row.getString("network_id"),
                row.getString("handle"),
                row.getString("display_name"),
                Sql.instant(row, "first_seen"));
    }
}
