package org.rostrum.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Derby inside this process. It shuts down by itself when it cannot write its log, as on a full disk, and the next who
 * asks for a connection boots it again: for reading only when its lock file cannot be written, and for as long as the process
 * lives. So it has to be closed and opened anew, over and over, until there is room.
 */
final class EmbeddedDerby {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDerby.class);
    private static final String PREFIX = "jdbc:derby:";
    /** Less than this is not worth opening for: Derby would shut down again with the first page or log record. */
    private static final long ROOM = 2L << 20;

    private static final String FULL = "The disk with the database is full.";

    /** An open database refuses, as it does for some seconds after memory was short. */
    private static final String REFUSED = "08004";

    private final Driver driver;
    private final String url;
    private final @Nullable Path folder;
    private @Nullable String reason;

    /** @param url as configured, with attributes such as {@code create=true} */
    EmbeddedDerby(Driver driver, String url) {
        this.driver = driver;
        this.url = url;
        String name = base(url).substring(PREFIX.length());
        this.folder = name.contains(":") ? null : Path.of(name);
    }

    static boolean isMeant(@Nullable Object url) {
        return url instanceof String text && text.startsWith(PREFIX);
    }

    private static String base(String url) {
        int attributes = url.indexOf(';');
        return attributes < 0 ? url : url.substring(0, attributes);
    }

    /**
     * Sees to it that the database is open and can be written.
     *
     * @return why it cannot, in words that everybody may read; null when all is well
     */
    @Nullable
    String open() {
        try {
            if (opensForWriting()) {
                return null;
            }
            LOG.debug("Derby has opened for reading only");
        } catch (SQLException failure) {
            if (REFUSED.equals(failure.getSQLState())) {
                LOG.warn("Derby is open but takes no connection just now: {}", failure.getMessage());
                return null;
            }
            LOG.debug("Derby does not open", failure);
        }
        shutDown();
        if (room().orElse(Long.MAX_VALUE) < ROOM) {
            return FULL;
        }
        try {
            if (opensForWriting()) {
                return null;
            }
        } catch (SQLException failure) {
            shutDown();
            if (FullDisk.isIn(failure)) {
                return FULL;
            }
            String found = String.valueOf(failure.getMessage());
            if (!found.equals(reason)) {
                LOG.error("The database does not open: {}", found);
                reason = found;
            }
            return "The database does not open.";
        }
        shutDown();
        return "The database can only be read: its disk is full, or its files must not be written.";
    }

    private boolean opensForWriting() throws SQLException {
        try (Connection connection = driver.connect(url, new Properties())) {
            return connection != null && !connection.isReadOnly();
        }
    }

    /** Bytes that are free where the database lies; empty when that is not known. */
    OptionalLong room() {
        Path at = folder;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        try {
            return at == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Files.getFileStore(at).getUsableSpace());
        } catch (IOException unknown) {
            LOG.debug("How much room there is cannot be told", unknown);
            return OptionalLong.empty();
        }
    }

    /** Closes the database, and whatever is left of one that has died. @return whether it was open */
    boolean shutDown() {
        try (Connection never = driver.connect(base(url) + ";shutdown=true", new Properties())) {
            LOG.warn("Derby did not confirm that it was closed: {}", never);
            return false;
        } catch (SQLException closed) {
            // Derby tells success by an exception: 08006 for one database
            if ("08006".equals(closed.getSQLState())) {
                return true;
            }
            LOG.debug("There was nothing to close", closed);
            return false;
        }
    }
}
