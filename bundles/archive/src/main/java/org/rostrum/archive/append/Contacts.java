package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Batch;

/**
 * The people outside: whoever says something inbound, once per network and network id. Handle and name are those of their
 * latest activity that said something new about them.
 */
final class Contacts {
    private static final Lookup ROWS = new Lookup(
                    "t.*", "archive_contact", "", Lookup.text("network"), Lookup.text("network_id"))
            .underWritersLock();

    private static final Lookup SHARED = new Lookup(
                    "t.contact_id",
                    "archive_shared_contact",
                    "",
                    Lookup.text("account_id"),
                    Lookup.bigint("contact_id"))
            .underWritersLock();

    /** Somebody who spoke to this account and to another. */
    record Pair(long contact, String account) {
        Object[] parts() {
            return new Object[] {account, contact};
        }
    }

    private record Person(String network, String networkId) {
        Object[] parts() {
            return new Object[] {network, networkId};
        }
    }

    private static final class Entry {
        final long id;
        final String account;
        final boolean stored;
        boolean changed;

        @Nullable
        String handle;

        @Nullable
        String displayName;

        Instant described;
        Instant firstSeen;
        boolean shared;

        Entry(
                long id,
                String account,
                boolean stored,
                @Nullable String handle,
                @Nullable String displayName,
                Instant described,
                Instant firstSeen,
                boolean shared) {
            this.id = id;
            this.account = account;
            this.stored = stored;
            this.handle = handle;
            this.displayName = displayName;
            this.described = described;
            this.firstSeen = firstSeen;
            this.shared = shared;
        }

        /** Takes over that they spoke to another account than at first. */
        void share() {
            changed |= !shared;
            shared = true;
        }

        /** Takes over what an activity says about the person. */
        void see(Actor actor, Instant published) {
            if (published.isBefore(firstSeen)) {
                firstSeen = published;
                changed = true;
            }
            String newHandle = actor.handle() == null ? handle : actor.handle();
            String newName = actor.displayName() == null ? displayName : actor.displayName();
            boolean same = Objects.equals(newHandle, handle) && Objects.equals(newName, displayName);
            if (!same && !published.isBefore(described)) {
                handle = newHandle;
                displayName = newName;
                described = published;
                changed = true;
            }
        }
    }

    private final Connection connection;
    private final Engine engine;
    private final long firstNew;
    private long lastId;
    private final Map<Person, Entry> people = new LinkedHashMap<>();
    private final Set<Pair> shared = new LinkedHashSet<>();

    Contacts(Connection connection, Engine engine, long lastContact) {
        this.connection = connection;
        this.engine = engine;
        this.firstNew = lastContact + 1;
        this.lastId = lastContact;
    }

    /** Gives every inbound activity its contact. */
    void identify(List<Fresh> activities) throws SQLException {
        Map<Person, Fresh> seen = new LinkedHashMap<>();
        for (Fresh fresh : activities) {
            if (fresh.inbound()) {
                seen.putIfAbsent(person(fresh), fresh);
            }
        }
        Map<Person, Entry> stored = new HashMap<>();
        ROWS.find(connection, engine, seen.keySet(), Person::parts, (person, row) -> stored.put(person, read(row)));
        people.putAll(stored);
        for (Fresh fresh : activities) {
            if (fresh.inbound()) {
                Actor actor = fresh.activity().actor();
                Instant published = fresh.activity().published();
                Entry entry = people.computeIfAbsent(
                        person(fresh),
                        key -> new Entry(
                                ++lastId,
                                fresh.entry.accountId(),
                                false,
                                actor.handle(),
                                actor.displayName(),
                                published,
                                published,
                                false));
                entry.see(actor, published);
                fresh.contactId = entry.id;
                if (!entry.account.equals(fresh.entry.accountId())) {
                    entry.share();
                    shared.add(new Pair(entry.id, entry.account));
                    shared.add(new Pair(entry.id, fresh.entry.accountId()));
                }
            }
        }
    }

    private static Person person(Fresh fresh) {
        return new Person(fresh.entry.network(), fresh.activity().actor().networkId());
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getString("account_id"),
                true,
                row.getString("handle"),
                row.getString("display_name"),
                Sql.instant(row, "described"),
                Sql.instant(row, "first_seen"),
                row.getBoolean("shared"));
    }

    /** Whether the contact was unknown before these activities. */
    boolean isNew(long contact) {
        return contact >= firstNew;
    }

    /** Those of these activities' contacts who spoke to more than one account. */
    Set<Long> shared() {
        return people.values().stream()
                .filter(entry -> entry.shared)
                .map(entry -> entry.id)
                .collect(Collectors.toSet());
    }

    /** Those who are known since these activities to share this account with another; after {@link #save}. */
    Set<Pair> newlyShared() {
        return shared;
    }

    long lastContact() {
        return lastId;
    }

    void save() throws SQLException {
        try (Batch insert = new Batch(
                        connection,
                        "insert into archive_contact (id, account_id, network, network_id, handle, display_name,"
                                + " described, first_seen, shared) values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                Batch update = new Batch(
                        connection,
                        "update archive_contact set handle = ?, display_name = ?, described = ?, first_seen = ?,"
                                + " shared = ? where id = ?")) {
            for (Map.Entry<Person, Entry> one : people.entrySet()) {
                Entry entry = one.getValue();
                if (!entry.stored) {
                    insert.number(entry.id)
                            .text(entry.account)
                            .text(one.getKey().network())
                            .text(one.getKey().networkId())
                            .text(entry.handle)
                            .text(entry.displayName)
                            .time(entry.described)
                            .time(entry.firstSeen)
                            .flag(entry.shared)
                            .add();
                } else if (entry.changed) {
                    update.text(entry.handle)
                            .text(entry.displayName)
                            .time(entry.described)
                            .time(entry.firstSeen)
                            .flag(entry.shared)
                            .number(entry.id)
                            .add();
                }
            }
            insert.run();
            update.run();
        }
        saveShared();
    }

    private void saveShared() throws SQLException {
        SHARED.find(connection, engine, List.copyOf(shared), Pair::parts, (pair, row) -> shared.remove(pair));
        if (shared.isEmpty()) {
            return;
        }
        try (Batch insert =
                new Batch(connection, "insert into archive_shared_contact (account_id, contact_id) values (?, ?)")) {
            for (Pair pair : shared) {
                insert.text(pair.account).number(pair.contact).add();
            }
            insert.run();
        }
    }
}
