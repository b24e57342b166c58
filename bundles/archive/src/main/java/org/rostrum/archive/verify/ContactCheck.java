package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Lookup;
import org.rostrum.archive.store.ActivityRow;

/** Checks that the contacts of a window of activities are those who spoke. */
final class ContactCheck {
    private static final Lookup CONTACTS =
            new Lookup("t.id, t.network, t.network_id", "archive_contact", "", Lookup.bigint("id"));

    private record Person(String network, String networkId) {}

    private final Findings findings;
    private final Map<Long, Person> spoke = new HashMap<>();

    ContactCheck(Findings findings) {
        this.findings = findings;
    }

    void row(ActivityRow row) {
        Long contact = row.contactId();
        if (contact != null) {
            spoke.put(contact, new Person(row.network(), row.actorId()));
        }
    }

    void end(Connection connection, Engine engine) throws SQLException {
        Set<Long> missing = new HashSet<>(spoke.keySet());
        CONTACTS.find(connection, engine, spoke.keySet(), id -> new Object[] {id}, (id, row) -> {
            missing.remove(id);
            Person stored = new Person(row.getString("network"), row.getString("network_id"));
            if (!stored.equals(spoke.get(id))) {
                findings.sum("archive_contact " + id + ": is " + stored + " instead of " + spoke.get(id));
            }
        });
        missing.forEach(id -> findings.sum("archive_contact " + id + ": the row is missing"));
    }
}
