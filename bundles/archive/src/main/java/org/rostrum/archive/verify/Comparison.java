package org.rostrum.archive.verify;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.rollup.RollupComparison;
import org.rostrum.archive.store.Counts;

/** Compares what was summed up again with what is stored. */
final class Comparison {
    private Comparison() {}

    /**
     * Notes every key whose values differ.
     *
     * @param name words for a key
     */
    static <K extends Comparable<? super K>, V> void compare(
            Map<K, V> counted, Map<K, V> stored, Function<K, String> name, Findings findings) {
        RollupComparison.compare(counted, stored, name, findings::sum);
    }

    /** The same for packed numbers: tells the first slot that differs. */
    static <K extends Comparable<? super K>> void packed(
            Map<K, Counts> counted, Map<K, Counts> stored, Function<K, String> name, Findings findings) {
        RollupComparison.compare(counted, stored, name, Comparison::slots, findings::sum);
    }

    private static @Nullable String slots(@Nullable Counts right, @Nullable Counts found) {
        if (found == null) {
            return ": the row is missing";
        } else if (right == null) {
            return ": there is a row, but there is nothing to sum up";
        }
        SortedSet<Integer> slots = new TreeSet<>(right.numbers().keySet());
        slots.addAll(found.numbers().keySet());
        slots.removeIf(slot -> right.number(slot) == found.number(slot));
        if (slots.isEmpty()) {
            return null;
        }
        int first = slots.first();
        return ", slot " + first + ": says " + found.number(first) + " instead of " + right.number(first)
                + (slots.size() == 1 ? "" : ", and " + (slots.size() - 1) + " more are wrong");
    }
}
