package org.rostrum.archive.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResponseBucketsTest {
    @Test
    void buckets_followOneAnother_withoutGapsOrOverlaps() {
        int last = -1;
        for (long seconds = 0; seconds < 200_000; seconds++) {
            int bucket = ResponseBuckets.of(seconds);
            assertThat(bucket).isIn(last, last + 1);
            if (bucket != last) {
                assertThat(ResponseBuckets.from(bucket)).isEqualTo(seconds);
            } else {
                assertThat(ResponseBuckets.exact(bucket)).isFalse();
            }
            last = bucket;
        }
    }

    @Test
    void aBucket_isNeverWiderThanAThirtySecondOfItsValues() {
        for (int bucket = 64; bucket < 1850; bucket++) {
            long from = ResponseBuckets.from(bucket);
            long to = ResponseBuckets.from(bucket + 1);
            assertThat(ResponseBuckets.of(from)).isEqualTo(bucket);
            assertThat(ResponseBuckets.of(to - 1)).isEqualTo(bucket);
            assertThat((to - from) * 32).isLessThanOrEqualTo(from);
        }
    }

    @Test
    void of_refusesNegativeDurations() {
        assertThatThrownBy(() -> ResponseBuckets.of(-1)).hasMessageContaining("-1");
    }
}
