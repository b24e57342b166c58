package org.rostrum.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rostrum.spi.connector.Post;

class TidTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    @Test
    void tid_hasTheFormOfTheProtocol_andSortsByTime() {
        String earlier = Tid.of(NOW, 1023);
        String later = Tid.of(NOW.plusNanos(1000), 0);
        assertThat(earlier).matches("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}");
        assertThat(earlier).isLessThan(later);
        assertThat(Tid.of(Instant.EPOCH, 0)).isEqualTo("2222222222222");
    }

    @Test
    void tid_isThatOfThePost_inEachAttempt() {
        assertThat(Tid.of(Post.of("a", NOW, "x"))).isEqualTo(Tid.of(Post.of("a", NOW, "x")));
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            keys.add(Tid.of(Post.of("post/" + i, NOW, "x")));
        }
        assertThat(keys).as("posts of one microsecond").hasSizeGreaterThan(45);
    }
}
