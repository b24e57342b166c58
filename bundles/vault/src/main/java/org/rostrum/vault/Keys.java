package org.rostrum.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.data.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of this node, from the key file, as far as the database knows them. A key file that is missing is made only while
 * nothing was ever sealed: a server that lost its keys must not go on with others as if nothing had happened.
 */
@Component(service = Keys.class, configurationPid = "org.rostrum.vault")
@Designate(ocd = VaultConfig.class)
public final class Keys {
    static final String NAME = "secret-keys";
    private static final String GIVING_UP =
            "Only if there is none left: rostrum:secrets-rotate --abandon-lost gives up what was" + " sealed with it.";
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    private final Database database;
    private final KeyFile file;
    private final Clock clock;
    private final KeyTable table = new KeyTable();
    private final SecureRandom random = new SecureRandom();
    private volatile Standing standing = new Standing(KeyRing.EMPTY, List.of(), null);
    private @Nullable String toldFault;

    @Activate
    public Keys(BundleContext context, @Reference Database database, @Reference Clock clock, VaultConfig config) {
        this(database, new KeyFile(path(context, config), config.onlyForItsOwner()), clock);
    }

    Keys(Database database, KeyFile file, Clock clock) {
        this.database = database;
        this.file = file;
        this.clock = clock;
        database.migrate("vault", Keys.class);
        look();
    }

    private static Path path(BundleContext context, VaultConfig config) {
        String data = context.getProperty("karaf.data");
        return (data == null ? context.getDataFile("").toPath() : Path.of(data))
                .resolve(config.keyFile().isBlank() ? NAME : config.keyFile().strip());
    }

    /** The keys as they were found last. */
    Standing standing() {
        return standing;
    }

    KeyFile file() {
        return file;
    }

    VaultKey random() {
        return VaultKey.random(random, clock.instant());
    }

    SecureRandom source() {
        return random;
    }

    /** The key, after another look at the file when it is not known yet. */
    Optional<VaultKey> find(String id) {
        Optional<VaultKey> known = standing.ring().find(id);
        return known.isPresent() ? known : look().ring().find(id);
    }

    /** Reads file and database anew. Takes part in the transaction of the thread. */
    synchronized Standing look() {
        Standing found;
        try {
            found = agreed(known());
        } catch (KeyFileException fault) {
            found = new Standing(KeyRing.EMPTY, database.read(table::rows), fault);
        }
        tell(found.fault());
        standing = found;
        return found;
    }

    private List<KeyTable.Row> known() {
        List<KeyTable.Row> rows = database.read(table::rows);
        boolean begun = rows.stream().anyMatch(row -> row.state() == KeyTable.State.NEWEST);
        return begun ? rows : database.transaction(this::begin);
    }

    /** Nodes that start at once come here one after the other; only the first one's key counts. */
    private List<KeyTable.Row> begin(Connection connection) throws SQLException {
        table.hold(connection);
        if (table.newest(connection).isEmpty()) {
            Set<String> ids = new TreeSet<>();
            table.rows(connection).forEach(row -> ids.add(row.id()));
            table.insert(connection, unused(file.exists() ? file.read() : KeyRing.EMPTY, ids), clock.instant());
        }
        return table.rows(connection);
    }

    /** A key of the file that the database does not know, or one that is added to it. */
    VaultKey unused(KeyRing ring, Set<String> known) {
        return ring.lastBeside(known).orElseGet(() -> {
            VaultKey made = random();
            file.write(ring.with(made));
            return made;
        });
    }

    private Standing agreed(List<KeyTable.Row> rows) {
        if (!file.exists()) {
            if (!database.read(table::owners).isEmpty()) {
                throw new KeyFileException(
                        "The key file " + file.path()
                                + " is missing, but secrets in the database were sealed with its keys.",
                        "Restore it from a copy, or copy it from another node. " + GIVING_UP);
            }
            LOG.info("There is no key file, and nothing was sealed yet: {} is made", file.path());
            return agreed(database.transaction(this::beginAgain));
        }
        KeyRing ring = file.read();
        for (String newest : KeyTable.ids(rows, KeyTable.State.NEWEST)) {
            if (!ring.has(newest)) {
                return new Standing(
                        ring,
                        rows,
                        new KeyFileException(
                                "The key file " + file.path() + " lacks the key " + newest
                                        + ", with which secrets are sealed.",
                                "Copy the key file from the node that changed the key, or restore it from a copy that is"
                                        + " not older than the database. " + GIVING_UP));
            }
        }
        return new Standing(withoutRetired(ring, KeyTable.ids(rows, KeyTable.State.RETIRED)), rows, null);
    }

    private List<KeyTable.Row> beginAgain(Connection connection) throws SQLException {
        table.hold(connection);
        if (table.owners(connection).isEmpty()) {
            for (KeyTable.Row row : table.rows(connection)) {
                table.set(connection, row.id(), KeyTable.State.RETIRED, clock.instant());
            }
            table.insert(connection, unused(file.exists() ? file.read() : KeyRing.EMPTY, Set.of()), clock.instant());
        }
        return table.rows(connection);
    }

    private KeyRing withoutRetired(KeyRing ring, Set<String> retired) {
        if (retired.stream().noneMatch(ring::has)) {
            return ring;
        }
        KeyRing rest = ring.without(retired);
        try {
            file.write(rest);
            LOG.info("Keys that nothing is sealed with any more were taken out of {}", file.path());
        } catch (KeyFileException failure) {
            // harmless: they open nothing
            LOG.warn("{} {}", failure.getMessage(), failure.remedy());
        }
        return rest;
    }

    private void tell(@Nullable KeyFileException fault) {
        String now = fault == null ? null : fault.getMessage();
        if (!Objects.equals(now, toldFault)) {
            if (fault == null) {
                LOG.info("The keys of the secrets are at hand again");
            } else {
                LOG.error("Secrets can neither be kept nor used. {} {}", now, fault.remedy());
            }
            toldFault = now;
        }
    }
}
