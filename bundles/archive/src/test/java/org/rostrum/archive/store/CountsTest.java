package org.rostrum.archive.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;

class CountsTest {
    @Test
    void numbers_areTheSame_afterPacking() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            Counts counts = new Counts();
            Map<Integer, Long> expected = new TreeMap<>();
            for (int i = 0; i < round; i++) {
                int slot = random.nextInt(1 << random.nextInt(1, 31));
                long number = random.nextLong() >> random.nextInt(64);
                counts.add(slot, number);
                expected.merge(slot, number, Long::sum);
            }
            expected.values().removeIf(number -> number == 0);

            Counts read = new Counts();
            read.addAll(counts.pack());

            assertThat(read.numbers()).isEqualTo(expected);
            assertThat(read).isEqualTo(counts).hasSameHashCodeAs(counts);
        }
    }

    @Test
    void aNumber_thatFallsTo0_takesNoPlace() {
        Counts counts = new Counts();
        counts.add(7, 3);
        counts.add(7, -3);
        assertThat(counts.isEmpty()).isTrue();
        assertThat(counts.pack().bytes()).isEmpty();
    }

    @Test
    void packedNumbers_takeTwoBytes_whenTheyAreSmall() {
        Counts counts = new Counts();
        for (int slot = 0; slot < 24; slot++) {
            counts.add(slot, 63);
        }
        assertThat(counts.pack().bytes()).hasSize(48);
    }

    @Test
    void anyBytes_areReadToTheirEnd() {
        Random random = new Random(9);
        for (int round = 0; round < 1000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            Counts counts = new Counts();
            counts.addAll(new Packed(bytes));
            assertThat(counts.numbers()).hasSizeLessThanOrEqualTo(bytes.length);
        }
    }

    @Test
    void slotsOfHours_keepTheirMeaning() {
        assertThat(HourSlots.ofDay(Direction.INBOUND, ActivityKind.POST, 0)).isZero();
        assertThat(HourSlots.ofDay(Direction.INBOUND, ActivityKind.OTHER, 23)).isEqualTo(5 * 24 + 23);
        assertThat(HourSlots.ofDay(Direction.OUTBOUND, ActivityKind.REPLY, 1)).isEqualTo(9 * 24 + 1);
        assertThat(HourSlots.ofMonth(Direction.OUTBOUND, 1)).isEqualTo(169);
        for (Direction direction : Direction.values()) {
            for (ActivityKind kind : ActivityKind.values()) {
                int slot = HourSlots.ofDay(direction, kind, 17);
                assertThat(HourSlots.direction(slot)).isEqualTo(direction);
                assertThat(HourSlots.kind(slot)).isEqualTo(kind);
                assertThat(HourSlots.hourOfDay(slot)).isEqualTo(17);
            }
        }
    }
}
