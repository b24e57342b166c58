package org.rostrum.adapter.tryton;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatchedTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");

    @Test
    void whatIsAsItWas_isNoNews_alsoAfterARestart() {
        Watched watched = new Watched(null);
        assertThat(watched.from()).isNull();
        assertThat(watched.isNews(7, "lead/7/mark", "a", NOON)).isTrue();
        assertThat(watched.isNews(7, "lead/7/mark", "a", NOON.plusSeconds(9))).isFalse();
        Watched later = new Watched(watched.cursor());
        assertThat(later.isNews(7, "lead/7/mark", "a", NOON.plusSeconds(9))).isFalse();
        assertThat(later.isNews(7, "lead/7/mark", "b", NOON.plusSeconds(10))).isTrue();
        assertThat(later.from()).isEqualTo(NOON.plusSeconds(10).minus(Watched.OVERLAP));
    }

    @Test
    void whatAppearsLate_isNews_andTheTimeDoesNotGoBack() {
        Watched watched = new Watched(null);
        watched.isNews(1, "lead/1/mark", "a", NOON);
        assertThat(watched.isNews(2, "lead/2/mark", "a", NOON.minusSeconds(300)))
                .isTrue();
        assertThat(watched.from()).isEqualTo(NOON.minus(Watched.OVERLAP));
    }

    @Test
    void whatIsGone_isForgotten() {
        Watched watched = new Watched(null);
        watched.isNews(1, "lead/1/mark", "a", NOON);
        watched.isNews(2, "lead/2/mark", "b", NOON);
        assertThat(watched.forget(1)).isEqualTo(new Watched.Known("lead/1/mark", "a"));
        assertThat(new Watched(watched.cursor()).ids()).containsExactly(2L);
    }

    @Test
    void aCursor_holdsTheLastOnes_andIsNeverTooLong() {
        Watched watched = new Watched(null);
        Random random = new Random(4);
        for (long id = 1; id <= 5_000; id++) {
            watched.isNews(
                    id,
                    "lead/" + random.nextInt(1_000_000) + "/3f2a9c1b",
                    Integer.toHexString(random.nextInt()),
                    NOON.plus(Duration.ofSeconds(id)));
        }
        String cursor = watched.cursor();
        assertThat(cursor.length()).isLessThanOrEqualTo(16_000);
        assertThat(new Watched(cursor).ids()).hasSize(Watched.MOST).endsWith(5_000L);
    }
}
