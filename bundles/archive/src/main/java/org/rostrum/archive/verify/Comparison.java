package org.rostrum.archive.verify;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
        Set<K> keys = new TreeSet<>(counted.keySet());
        keys.addAll(stored.keySet());
        for (K key : keys) {
            V right = counted.get(key);
            V found = stored.get(key);
            if (found == null) {
                findings.sum(name.apply(key) + ": the row is missing, it should say " + right);
            } else if (right == null) {
                findings.sum(name.apply(key) + ": says " + found + ", but there is nothing to sum up");
            } else if (!right.equals(found)) {
                findings.sum(name.apply(key) + ": says " + found + " instead of " + right);
            }
        }
    }

    /** The same for packed numbers: tells the first slot that differs. */
    static <K extends Comparable<? super K>> void packed(
            Map<K, Counts> counted, Map<K, Counts> stored, Function<K, String> name, Findings findings) {
        Set<K> keys = new TreeSet<>(counted.keySet());
        keys.addAll(stored.keySet());
        for (K key : keys) {
            Counts right = counted.get(key);
            Counts found = stored.get(key);
            if (found == null) {
                findings.sum(name.apply(key) + ": the row is missing");
            } else if (right == null) {
                findings.sum(name.apply(key) + ": there is a row, but there is nothing to sum up");
            } else {
                Set<Integer> slots = new TreeSet<>(right.numbers().keySet());
                slots.addAll(found.numbers().keySet());
                slots.removeIf(slot -> right.number(slot) == found.number(slot));
                slots.stream()
                        .findFirst()
                        .ifPresent(slot -> findings.sum(name.apply(key) + ", slot " + slot + ": says "
                                + found.number(slot) + " instead of " + right.number(slot)
                                + (slots.size() == 1 ? "" : ", and " + (slots.size() - 1) + " more are wrong")));
            }
        }
    }
}
