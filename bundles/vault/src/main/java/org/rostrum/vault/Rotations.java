package org.rostrum.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SecretKeys;
import org.rostrum.api.security.Access;

/**
 * Changes of keys. The steps, each of which may be the last one before a crash: the new key is in the file; the database calls
 * it the newest, once nobody is sealing; all values are sealed again; the database calls the old ones retired; they leave the
 * file. {@link Resealing} goes on where one ended.
 */
@Component(service = SecretKeys.class)
public final class Rotations implements SecretKeys {
    private final Database database;
    private final Keys keys;
    private final Resealing resealing;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final KeyTable table = new KeyTable();

    @Activate
    public Rotations(
            @Reference Database database,
            @Reference Keys keys,
            @Reference Resealing resealing,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = database;
        this.keys = keys;
        this.resealing = resealing;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Key> list() {
        access.require("secrets:read");
        Standing now = keys.look();
        List<Key> all = new ArrayList<>();
        prepared(now).ifPresent(all::add);
        now.rows().stream().sorted(Comparator.comparing(KeyTable.Row::state)).forEach(row -> state(row.state())
                .ifPresent(state ->
                        all.add(new Key(row.id(), state, row.made(), now.ring().has(row.id())))));
        return all;
    }

    private static Optional<State> state(KeyTable.State state) {
        return switch (state) {
            case NEWEST -> Optional.of(State.NEWEST);
            case OLD -> Optional.of(State.OLD);
            case LOST -> Optional.of(State.LOST);
            case RETIRED -> Optional.empty();
        };
    }

    private static Optional<Key> prepared(Standing now) {
        return now.ring().lastBeside(known(now.rows())).map(key -> new Key(key.id(), State.PREPARED, key.made(), true));
    }

    private static Set<String> known(List<KeyTable.Row> rows) {
        Set<String> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(row.id()));
        return ids;
    }

    @Override
    public Key prepare() {
        access.require("secrets:rotate");
        Standing now = keys.look();
        refuse(now.fault());
        try {
            VaultKey key = database.transaction(connection -> {
                table.hold(connection);
                VaultKey unused = keys.unused(keys.file().read(), known(table.rows(connection)));
                audit.record("secret-keys.prepare", subject(unused.id()), null, null, null);
                return unused;
            });
            keys.look();
            return new Key(key.id(), State.PREPARED, key.made(), true);
        } catch (KeyFileException fault) {
            throw Standing.shut(fault);
        }
    }

    @Override
    public Rotation rotate(boolean abandonLost) {
        access.require("secrets:rotate");
        if (!abandonLost) {
            refuse(keys.look().fault());
        }
        try {
            database.transaction(connection -> changeKey(connection, abandonLost));
        } catch (KeyFileException fault) {
            throw Standing.shut(fault);
        }
        return resealing.goOn();
    }

    private static void refuse(@Nullable KeyFileException fault) {
        if (fault != null) {
            throw Standing.shut(fault);
        }
    }

    private String changeKey(Connection connection, boolean abandonLost) throws SQLException {
        table.hold(connection);
        List<KeyTable.Row> rows = table.rows(connection);
        KeyRing ring = keys.file().exists() || !abandonLost ? keys.file().read() : KeyRing.EMPTY;
        String before = "";
        for (KeyTable.Row row : rows) {
            boolean atHand = ring.has(row.id());
            if (atHand && row.state() == KeyTable.State.OLD) {
                throw Problem.of(Problem.Kind.CONFLICT, "The key is being changed already.")
                        .withRemedy(
                                "Wait until no key is told as OLD; it goes on by itself. /health tells what it waits for.");
            }
            if (!atHand && (row.state() == KeyTable.State.OLD || row.state() == KeyTable.State.NEWEST)) {
                if (!abandonLost) {
                    throw Problem.of(Problem.Kind.UNAVAILABLE, "The key file lacks the key " + row.id() + ".")
                            .withRemedy("Restore the key file, or copy it from the node that changed the key.");
                }
                table.set(connection, row.id(), KeyTable.State.LOST, clock.instant());
            } else if (row.state() == KeyTable.State.NEWEST) {
                table.set(connection, row.id(), KeyTable.State.OLD, clock.instant());
            }
            before = row.state() == KeyTable.State.NEWEST ? row.id() : before;
        }
        VaultKey key = keys.unused(ring, known(rows));
        table.insert(connection, key, clock.instant());
        audit.record(
                "secret-keys.rotate",
                subject(key.id()),
                null,
                "{\"newest\":\"" + before + "\"}",
                "{\"newest\":\"" + key.id() + "\",\"abandonLost\":" + abandonLost + "}");
        return key.id();
    }

    static String subject(String id) {
        return "secret-key/" + id;
    }
}
