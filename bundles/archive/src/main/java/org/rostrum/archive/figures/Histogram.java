package org.rostrum.archive.figures;

import java.util.Map;
import java.util.TreeMap;
import org.rostrum.archive.store.ResponseBuckets;

/** Numbers of conversations by the bucket of their first response. */
final class Histogram {
    private final TreeMap<Integer, Long> buckets = new TreeMap<>();

    /** Where a rank lies: in which bucket, and as how many-th there. */
    record Place(int bucket, long rank) {}

    void add(int bucket, long conversations) {
        buckets.merge(bucket, conversations, Long::sum);
    }

    void add(Histogram other) {
        other.buckets.forEach(this::add);
    }

    long conversations() {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }

    long answered() {
        return conversations() - buckets.getOrDefault(ResponseBuckets.UNANSWERED, 0L);
    }

    /** Of the answered conversations, the one with this rank from 1, the fastest first. */
    Place place(long rank) {
        long left = rank;
        for (Map.Entry<Integer, Long> bucket :
                buckets.tailMap(ResponseBuckets.UNANSWERED, false).entrySet()) {
            if (left <= bucket.getValue()) {
                return new Place(bucket.getKey(), left);
            }
            left -= bucket.getValue();
        }
        throw new IllegalArgumentException("There is no rank " + rank + " among " + answered());
    }
}
