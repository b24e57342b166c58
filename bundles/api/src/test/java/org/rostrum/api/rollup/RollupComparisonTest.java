package org.rostrum.api.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollupComparisonTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void compare_tellsInOrder_whatIsMissingWrongAndTooMuch() {
        RollupComparison.compare(
                Map.of(1, "a", 2, "b", 3, "c"), Map.of(2, "b", 3, "x", 4, "d"), day -> "day " + day, told::add);
        assertThat(told)
                .containsExactly(
                        "day 1: the row is missing, it should say a",
                        "day 3: says x instead of c",
                        "day 4: says d, but there is nothing to sum up");
    }

    @Test
    void compare_tellsNothing_whenAllFits() {
        RollupComparison.compare(Map.of(1, "a"), Map.of(1, "a"), day -> "day " + day, told::add);
        assertThat(told).isEmpty();
    }

    @Test
    void compare_leavesTheWordsToOthers_whenTheyHaveTheirOwn() {
        RollupComparison.compare(
                Map.of(1, 5L, 2, 7L),
                Map.of(1, 6L, 2, 7L),
                day -> "day " + day,
                (right, found) -> right == null || found == null || right.equals(found)
                        ? null
                        : " is " + (found - right) + " too many",
                told::add);
        assertThat(told).containsExactly("day 1 is 1 too many");
    }
}
