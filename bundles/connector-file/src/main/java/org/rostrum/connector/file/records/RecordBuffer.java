package org.rostrum.connector.file.records;

import java.util.Arrays;

/** Collects the bytes of one record up to a limit; past it, only the beginning is kept and the rest counted. */
final class RecordBuffer {
    private static final int BEGINNING = 4 * RawRecord.MAX_EXCERPT;

    private final int limit;
    private byte[] bytes = new byte[4096];
    private int kept;
    private long seen;

    RecordBuffer(int limit) {
        this.limit = limit;
    }

    void clear() {
        if (bytes.length > 1024 * 1024) {
            bytes = new byte[4096];
        }
        kept = 0;
        seen = 0;
    }

    void add(int value) {
        seen++;
        if (seen > limit) {
            if (kept > BEGINNING) {
                kept = BEGINNING;
                bytes = Arrays.copyOf(bytes, BEGINNING);
            }
            return;
        }
        if (kept == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min((long) limit, bytes.length * 2L));
        }
        bytes[kept++] = (byte) value;
    }

    void add(byte[] from, int offset, int length) {
        int room = (int) Math.min(length, Math.max(0, limit - seen));
        if (room > bytes.length - kept) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(kept + (long) room, bytes.length * 2L)));
        }
        System.arraycopy(from, offset, bytes, kept, room);
        kept += room;
        seen += room;
        if (room < length) {
            add(from[offset + room]); // forgets all but the beginning
            seen += length - room - 1L;
        }
    }

    boolean tooLong() {
        return seen > limit;
    }

    long length() {
        return seen;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, kept);
    }

    /** What was collected, as a record; a faulty one when it was too long. */
    RawRecord toRecord(Position start) {
        if (tooLong()) {
            return RawRecord.faulty(
                    start,
                    toByteArray(),
                    "The record is longer than " + limit + " bytes (it has " + seen
                            + "). Raise the option \"maxRecordBytes\" if that is right.");
        }
        return RawRecord.whole(start, toByteArray());
    }
}
