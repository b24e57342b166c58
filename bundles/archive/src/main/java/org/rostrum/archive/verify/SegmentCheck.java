package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchiveVerification.Kind;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Chain;
import org.rostrum.archive.store.Hash;
import org.rostrum.archive.store.Head;

/** Checks the seals of the segments while the chain is walked. */
final class SegmentCheck {
    private record Segment(long first, long last, Hash root, Instant sealed) {}

    private final Chain chain = new Chain();
    private final Findings findings;
    private int checked;
    /** The seal of the segment before; null when that one is missing, so that the next cannot be computed. */
    private @Nullable Hash previous = Hash.ZERO;

    SegmentCheck(Findings findings) {
        this.findings = findings;
    }

    int checked() {
        return checked;
    }

    /**
     * Checks the segments that end at or before this sequence.
     *
     * @param link link of the activity at this sequence
     */
    void upTo(Connection connection, long sequence, Hash link) throws SQLException {
        while ((checked + 1L) * Chain.SEGMENT <= sequence) {
            checked++;
            long last = (long) checked * Chain.SEGMENT;
            Optional<Segment> stored = find(connection, checked);
            if (stored.isEmpty()) {
                note(last, "Segment " + checked + " has lost its seal.");
            } else if (last < sequence) {
                note(last, "Segment " + checked + " has lost its last activity.");
            } else {
                check(stored.get(), last, link);
            }
            previous = stored.map(Segment::root).orElse(null);
        }
    }

    private void check(Segment stored, long last, Hash link) {
        long first = last - Chain.SEGMENT + 1;
        if (stored.first != first || stored.last != last) {
            note(
                    last,
                    "The seal of segment " + checked + " says that it goes from " + stored.first + " to " + stored.last
                            + " instead of from " + first + " to " + last + ".");
            return;
        }
        Hash before = previous;
        if (before != null
                && !chain.seal(before, checked, first, last, stored.sealed, link)
                        .equals(stored.root)) {
            note(last, "The seal of segment " + checked + " does not fit what it seals.");
        }
    }

    /** Compares with the head and looks for seals of segments that do not exist. */
    void end(Connection connection, Head head) throws SQLException {
        if (head.lastSegment() != checked) {
            findings.add(
                    Kind.SEGMENT,
                    head.lastSequence(),
                    "The head of the archive counts " + head.lastSegment() + " segments instead of " + checked + ".");
        } else if (previous != null && !previous.equals(head.segmentHash())) {
            findings.add(
                    Kind.SEGMENT,
                    head.lastSequence(),
                    "The last seal is not the one that the head of the archive notes.");
        }
        Sql.stream(
                connection,
                1000,
                "select number, last_sequence from archive_segment where number > ? or number < 1 order by number",
                row -> "There is a seal of segment " + row.getInt("number") + ", which does not exist.",
                detail -> findings.add(Kind.SEGMENT, head.lastSequence(), detail),
                checked);
    }

    private void note(long sequence, String detail) {
        findings.add(Kind.SEGMENT, sequence, detail);
    }

    private static Optional<Segment> find(Connection connection, int number) throws SQLException {
        return Sql.first(
                connection,
                "select first_sequence, last_sequence, root_hash, sealed from archive_segment where number = ?",
                row -> new Segment(
                        row.getLong("first_sequence"),
                        row.getLong("last_sequence"),
                        new Hash(row.getBytes("root_hash")),
                        Sql.instant(row, "sealed")),
                number);
    }
}
