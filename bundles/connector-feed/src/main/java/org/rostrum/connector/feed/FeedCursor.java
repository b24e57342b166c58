package org.rostrum.connector.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered between two fetches: what the server wants to hear for a conditional request, and which entries were
 * handed over. Bounded: of a feed that holds more entries at once than are remembered, some are handed over again when it
 * changes, and the archive knows them.
 *
 * @param address of the feed, as a mark; of another feed only the entries count
 * @param known marks of entries, those of the last document first
 */
record FeedCursor(String address, @Nullable String etag, @Nullable String lastModified, Set<String> known) {
    /** The whole must fit into 4,000 characters. */
    static final int MOST_KNOWN = 400;

    private static final String VERSION = "feed1";
    private static final int LONGEST_ETAG = 400;
    private static final int LONGEST_DATE = 100;
    private static final int MARK_BYTES = 6;
    private static final int MARK_LENGTH = 8;

    static FeedCursor start(URI address) {
        return new FeedCursor(mark(address.toString()), null, null, Set.of());
    }

    /** A cursor that cannot be read is a new start; the archive knows what comes twice. */
    static FeedCursor parse(@Nullable String text, URI address) {
        String[] lines = text == null ? new String[0] : text.split("\n", -1);
        if (lines.length != 5 || !lines[0].equals(VERSION)) {
            return start(address);
        }
        Set<String> known = new LinkedHashSet<>();
        for (int i = 0; i + MARK_LENGTH <= lines[4].length(); i += MARK_LENGTH) {
            known.add(lines[4].substring(i, i + MARK_LENGTH));
        }
        String mark = mark(address.toString());
        return lines[1].equals(mark)
                ? new FeedCursor(mark, value(lines[2]), value(lines[3]), known)
                : new FeedCursor(mark, null, null, known);
    }

    boolean knows(String entryId) {
        return known.contains(mark(entryId));
    }

    /** @param entryIds of the document, as it orders them */
    FeedCursor after(@Nullable String newEtag, @Nullable String newDate, Collection<String> entryIds) {
        Set<String> all = new LinkedHashSet<>();
        entryIds.forEach(id -> all.add(mark(id)));
        all.addAll(known);
        List<String> bounded = new ArrayList<>(all);
        return new FeedCursor(
                address,
                sendable(newEtag, LONGEST_ETAG),
                sendable(newDate, LONGEST_DATE),
                new LinkedHashSet<>(bounded.subList(0, Math.min(MOST_KNOWN, bounded.size()))));
    }

    String text() {
        return String.join(
                "\n",
                VERSION,
                address,
                etag == null ? "" : etag,
                lastModified == null ? "" : lastModified,
                String.join("", known));
    }

    private static @Nullable String value(String line) {
        return line.isEmpty() ? null : line;
    }

    /** What is too long to be kept is not sent back: the document then comes whole. */
    private static @Nullable String sendable(@Nullable String value, int most) {
        boolean plain =
                value != null && value.length() <= most && value.chars().allMatch(one -> one >= ' ' && one < 0x7F);
        return plain ? value : null;
    }

    private static String mark(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(hash, MARK_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has SHA-256
        }
    }
}
