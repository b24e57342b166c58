package org.rostrum.archive.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;

/**
 * What activities say about the contacts of a range of ids: handle, name, since when these hold, and when they were first seen.
 * Texts are kept as digests, so that each contact takes 32 bytes.
 */
final class ContactDetails {
    private static final long NOBODY = Long.MIN_VALUE;

    /** In seconds. */
    private static final long FARTHEST = 9_000_000_000_000L;

    private final long from;
    private final long[] handles;
    private final long[] names;
    private final long[] described;
    private final long[] firstSeen;
    private final MessageDigest digest;

    ContactDetails(long from, int count) {
        this.from = from;
        this.handles = new long[count];
        this.names = new long[count];
        this.described = new long[count];
        this.firstSeen = new long[count];
        java.util.Arrays.fill(firstSeen, NOBODY);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes over what the next activity says, as the archive does when it arrives. */
    void hear(ResultSet row) throws SQLException {
        int at = (int) (row.getLong("contact_id") - from);
        long published = micros(Sql.instant(row, "published"));
        long handle = digest(row.getString("actor_handle"));
        long name = digest(row.getString("actor_name"));
        if (firstSeen[at] == NOBODY) {
            handles[at] = handle;
            names[at] = name;
            described[at] = published;
            firstSeen[at] = published;
            return;
        }
        firstSeen[at] = Math.min(firstSeen[at], published);
        long newHandle = handle == 0 ? handles[at] : handle;
        long newName = name == 0 ? names[at] : name;
        boolean same = newHandle == handles[at] && newName == names[at];
        if (!same && published >= described[at]) {
            handles[at] = newHandle;
            names[at] = newName;
            described[at] = published;
        }
    }

    /** Columns of a stored contact that say something else; of one who never spoke, none. */
    List<String> differing(ResultSet row) throws SQLException {
        int at = (int) (row.getLong("id") - from);
        List<String> columns = new ArrayList<>();
        if (firstSeen[at] != NOBODY) {
            note(columns, "handle", handles[at] == digest(row.getString("handle")));
            note(columns, "display_name", names[at] == digest(row.getString("display_name")));
            note(columns, "described", described[at] == micros(Sql.instant(row, "described")));
            note(columns, "first_seen", firstSeen[at] == micros(Sql.instant(row, "first_seen")));
        }
        return columns;
    }

    private static void note(List<String> columns, String name, boolean right) {
        if (!right) {
            columns.add(name);
        }
    }

    /** 0 for nothing. */
    private long digest(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        long bits = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return bits == 0 ? 1 : bits;
    }

    /** Of times that cannot be, the first or the last that can. */
    private static long micros(Instant time) {
        long seconds = Math.max(-FARTHEST, Math.min(FARTHEST, time.getEpochSecond()));
        return seconds * 1_000_000 + time.getNano() / 1000;
    }
}
