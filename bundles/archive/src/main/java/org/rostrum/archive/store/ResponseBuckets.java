package org.rostrum.archive.store;

/**
 * Sorts durations into buckets that grow with them: up to 255 seconds each second has its own, then each doubling is
 * divided into 128. A bucket is never wider than a 128th of its values, so few conversations share one.
 */
public final class ResponseBuckets {
    /** The bucket of conversations that wait for their first response. */
    public static final int UNANSWERED = -1;

    private static final int BITS = 7;
    private static final int PER_DOUBLING = 1 << BITS;

    private ResponseBuckets() {}

    public static int of(long seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("A response cannot come before the question: " + seconds + " s");
        }
        if (seconds < PER_DOUBLING) {
            return (int) seconds;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(seconds);
        int part = (int) (seconds >>> (exponent - BITS)) & (PER_DOUBLING - 1);
        return (exponent - BITS + 1) * PER_DOUBLING + part;
    }

    /** Where the {@link Counts} of response times keep a bucket. */
    public static int slot(int bucket) {
        return bucket - UNANSWERED;
    }

    /** The bucket of a slot. */
    public static int bucket(int slot) {
        return slot + UNANSWERED;
    }

    /** The smallest duration in a bucket. */
    public static long from(int bucket) {
        if (bucket < 2 * PER_DOUBLING) {
            return bucket;
        }
        return (long) (PER_DOUBLING + bucket % PER_DOUBLING) << (bucket / PER_DOUBLING - 1);
    }

    /** Whether all durations in the bucket are the same number of seconds. */
    public static boolean exact(int bucket) {
        return bucket < 2 * PER_DOUBLING;
    }
}
