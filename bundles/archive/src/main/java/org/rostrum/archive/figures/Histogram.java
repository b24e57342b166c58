package org.rostrum.archive.figures;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.rostrum.archive.store.ResponseBuckets;

/** Numbers of conversations by the bucket of their first response. */
final class Histogram {
    private long[] buckets = new long[256];

    /** Where a rank lies: in which bucket, and as how many-th there. */
    record Place(int bucket, long rank) {}

    void add(int bucket, long conversations) {
        int slot = ResponseBuckets.slot(bucket);
        if (slot >= buckets.length) {
            buckets = Arrays.copyOf(buckets, Math.max(slot + 1, buckets.length * 2));
        }
        buckets[slot] += conversations;
    }

    void add(Histogram other) {
        for (int slot = 0; slot < other.buckets.length; slot++) {
            if (other.buckets[slot] != 0) {
                add(ResponseBuckets.bucket(slot), other.buckets[slot]);
            }
        }
    }

    long conversations() {
        return LongStream.of(buckets).sum();
    }

    long answered() {
        return conversations() - buckets[ResponseBuckets.slot(ResponseBuckets.UNANSWERED)];
    }

    /** Of the answered conversations, the one with this rank from 1, the fastest first. */
    Place place(long rank) {
        long left = rank;
        for (int slot = ResponseBuckets.slot(0); slot < buckets.length; slot++) {
            if (left <= buckets[slot]) {
                return new Place(ResponseBuckets.bucket(slot), left);
            }
            left -= buckets[slot];
        }
        throw new IllegalArgumentException("There is no rank " + rank + " among " + answered());
    }
}
