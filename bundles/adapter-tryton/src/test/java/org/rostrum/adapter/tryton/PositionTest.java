package org.rostrum.adapter.tryton;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PositionTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 5, 1, 12, 0, 0, 123_456_000);

    private static Position again(Position position) {
        return new Position(position.cursor(), Map.of());
    }

    @Test
    void theBeginning_isAll() {
        Position position = new Position(null, Map.of());
        assertThat(position.from()).isNull();
        assertThat(again(position).from()).isNull();
    }

    @Test
    void aRound_goesOnWhereItWas_andTheNextBeginsBeforeItsEnd() {
        Position first = new Position(null, Map.of());
        first.reach(new Position.Spot(NOON, 7));
        Position second = again(first);
        assertThat(second.from()).isNull();
        assertThat(second.page()).isEqualTo(new Position.Spot(NOON, 7));
        second.reach(new Position.Spot(NOON.plusHours(1), 3));
        second.end(NOON.plusHours(5));
        Position next = again(second);
        assertThat(next.page()).isNull();
        assertThat(next.from()).isEqualTo(NOON.plusHours(1).minus(Position.OVERLAP));
        next.reach(new Position.Spot(NOON.plusHours(1), 3));
        assertThat(again(next).from()).isEqualTo(next.from());
    }

    @Test
    void aClockThatIsWrong_isNotWaitedFor() {
        Position position = new Position(null, Map.of());
        position.reach(NOON.plusYears(1));
        position.end(NOON);
        assertThat(again(position).from()).isEqualTo(NOON.minus(Position.OVERLAP));
    }

    @Test
    void whatWasSeen_isRemembered_toTheMicrosecond() {
        Position position = new Position(null, Map.of());
        position.reach(NOON);
        position.see(35, NOON.minusNanos(1000));
        position.see(36, NOON.plusNanos(1000));
        Position next = again(position);
        assertThat(next.seen(35)).isEqualTo(NOON.minusNanos(1000));
        assertThat(next.seen(36)).isEqualTo(NOON.plusNanos(1000));
        assertThat(next.seen(7)).isNull();
    }

    @Test
    void aCursor_fits_howeverManyThereAre() {
        Position position = new Position(null, Map.of());
        position.reach(NOON);
        for (long id = 1; id < 20_000; id++) {
            position.see(id * 1_000_003, NOON.minusNanos(id * 100_000));
            position.watched().add(id * 1_000_003);
        }
        assertThat(position.cursor()).hasSizeLessThan(16_000);
        Position next = again(position);
        assertThat(next.seen(19_999L * 1_000_003)).isNotNull();
        assertThat(next.watched()).contains(19_999L * 1_000_003).doesNotContain(1_000_003L);
        assertThat(new Position(position.cursor(), position.allSeen()).seen(1_000_003))
                .isNotNull();
    }

    @Test
    void ids_areWrittenShortly() {
        NavigableSet<Long> ids = new TreeSet<>(List.of(7L, 8L, 9L, 14L, 15L, 5000L));
        assertThat(Ids.text(ids, 100)).isEqualTo("7+2.5+1.3uh");
        assertThat(Ids.of(Ids.text(ids, 100))).isEqualTo(ids);
        assertThat(Ids.of("")).isEmpty();
        assertThat(Ids.text(new TreeSet<>(), 100)).isEmpty();
        NavigableSet<Long> many = new TreeSet<>();
        LongStream.rangeClosed(1, 50_000).forEach(many::add);
        assertThat(Ids.of(Ids.text(many, 10))).isEqualTo(many);
    }
}
