package org.rostrum.archive.verify;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A fingerprint of a set of numbers for each day, so that two large sets can be compared day by day without holding either:
 * a few bytes for each day, however many numbers.
 */
final class DayPrints {
    private record Print(long count, long mixed) {
        Print and(Print other) {
            return new Print(count + other.count, mixed + other.mixed);
        }
    }

    private final Map<Integer, Print> days = new TreeMap<>();

    /** Adds a number so many times. */
    void add(int day, long number, long times) {
        if (times != 0) {
            days.merge(day, new Print(times, times * mix(number)), Print::and);
        }
    }

    /** Spreads the number over all bits (the finalizer of MurmurHash3, public domain). */
    private static long mix(long number) {
        long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** The days whose numbers differ. */
    NavigableSet<Integer> differences(DayPrints other) {
        NavigableSet<Integer> differences = new TreeSet<>(days.keySet());
        differences.addAll(other.days.keySet());
        differences.removeIf(day -> {
            Print mine = days.get(day);
            return mine != null && mine.equals(other.days.get(day));
        });
        return differences;
    }
}
