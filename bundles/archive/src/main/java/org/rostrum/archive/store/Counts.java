package org.rostrum.archive.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers by slot (an hour of the day, a bucket of response times …), packed into one column, so that a report reads one
 * row where it would read hundreds. Packed, they are pairs in the order of the slots: how many slots were left out since
 * the one before, then the number, each as a variable-length integer (seven bits to a byte, the lowest first, the high bit
 * set in all but the last byte; signs zig-zag in the lowest bit, so that what somebody tampered with can be shown). A
 * number that is 0 is left out.
 */
public final class Counts {
    private final TreeMap<Integer, Long> numbers = new TreeMap<>();

    public void add(int slot, long change) {
        long sum = numbers.getOrDefault(slot, 0L) + change;
        if (sum == 0) {
            numbers.remove(slot);
        } else {
            numbers.put(slot, sum);
        }
    }

    /** Adds what was packed. */
    public void addAll(Packed packed) {
        packed.each(this::add);
    }

    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    public long number(int slot) {
        return numbers.getOrDefault(slot, 0L);
    }

    public Map<Integer, Long> numbers() {
        return numbers;
    }

    public Packed pack() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(numbers.size() * 3);
        int last = -1;
        for (Map.Entry<Integer, Long> entry : numbers.entrySet()) {
            write(packed, entry.getKey() - last - 1);
            long number = entry.getValue();
            write(packed, (number << 1) ^ (number >> 63));
            last = entry.getKey();
        }
        return new Packed(packed.toByteArray());
    }

    private static void write(ByteArrayOutputStream packed, long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            packed.write((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        packed.write((int) left);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts counts && counts.numbers.equals(numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers.entrySet().toArray());
    }
}
