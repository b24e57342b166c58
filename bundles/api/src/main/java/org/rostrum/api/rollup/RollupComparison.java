package org.rostrum.api.rollup;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares what was summed up again with what is stored. */
public final class RollupComparison {
    private RollupComparison() {}

    /**
     * Tells every key whose values differ, in order.
     *
     * @param name words for a key: which row of which table
     * @param wrong told in a sentence
     */
    public static <K extends Comparable<? super K>, V> void compare(
            Map<K, V> counted, Map<K, V> stored, Function<K, String> name, Consumer<String> wrong) {
        compare(counted, stored, name, RollupComparison::difference, wrong);
    }

    /**
     * Tells every key whose values differ, in order.
     *
     * @param difference words for how what is stored (second) differs from what was counted (first), to follow the name of
     *     the key; null when it does not; of what is only stored or only counted, the other is null
     */
    public static <K extends Comparable<? super K>, V> void compare(
            Map<K, V> counted,
            Map<K, V> stored,
            Function<K, String> name,
            BiFunction<@Nullable V, @Nullable V, @Nullable String> difference,
            Consumer<String> wrong) {
        Set<K> keys = new TreeSet<>(counted.keySet());
        keys.addAll(stored.keySet());
        for (K key : keys) {
            String told = difference.apply(counted.get(key), stored.get(key));
            if (told != null) {
                wrong.accept(name.apply(key) + told);
            }
        }
    }

    private static @Nullable String difference(@Nullable Object right, @Nullable Object found) {
        if (found == null) {
            return ": the row is missing, it should say " + right;
        } else if (right == null) {
            return ": says " + found + ", but there is nothing to sum up";
        }
        return right.equals(found) ? null : ": says " + found + " instead of " + right;
    }
}
