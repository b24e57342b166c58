package org.rostrum.archive.verify;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
        each(counted, stored, name, findings, Comparison::values);
    }

    /** The same for packed numbers: tells the first slot that differs. */
    static <K extends Comparable<? super K>> void packed(
            Map<K, Counts> counted, Map<K, Counts> stored, Function<K, String> name, Findings findings) {
        each(counted, stored, name, findings, Comparison::slots);
    }

    private static <K extends Comparable<? super K>, V> void each(
            Map<K, V> counted,
            Map<K, V> stored,
            Function<K, String> name,
            Findings findings,
            BiFunction<@Nullable V, @Nullable V, @Nullable String> difference) {
        Set<K> keys = new TreeSet<>(counted.keySet());
        keys.addAll(stored.keySet());
        for (K key : keys) {
            String told = difference.apply(counted.get(key), stored.get(key));
            if (told != null) {
                findings.sum(name.apply(key) + told);
            }
        }
    }

    private static @Nullable String values(@Nullable Object right, @Nullable Object found) {
        if (found == null) {
            return ": the row is missing, it should say " + right;
        } else if (right == null) {
            return ": says " + found + ", but there is nothing to sum up";
        }
        return right.equals(found) ? null : ": says " + found + " instead of " + right;
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
