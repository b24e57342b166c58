package org.rostrum.adapter.tryton;

import java.util.Iterator;
import java.util.NavigableSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Many ids as a short text: distances, and how many follow without a gap, such as {@code 7+2.5} for 7, 8, 9 and 14. */
final class Ids {
    private static final int RADIX = 36;

    private Ids() {}

    /** At most that many characters; the smallest ids are left out. */
    static String text(NavigableSet<Long> ids, int longest) {
        NavigableSet<Long> left = new TreeSet<>(ids);
        String text = text(left);
        while (text.length() > longest) {
            int many = Math.max(1, left.size() / 10);
            for (int i = 0; i < many; i++) {
                left.pollFirst();
            }
            text = text(left);
        }
        return text;
    }

    private static String text(NavigableSet<Long> ids) {
        StringJoiner parts = new StringJoiner(".");
        long before = 0;
        Iterator<Long> all = ids.iterator();
        Long next = all.hasNext() ? all.next() : null;
        while (next != null) {
            long first = next;
            long last = first;
            next = all.hasNext() ? all.next() : null;
            while (next != null && next == last + 1) {
                last = next;
                next = all.hasNext() ? all.next() : null;
            }
            String distance = Long.toString(first - before, RADIX);
            parts.add(last == first ? distance : distance + "+" + Long.toString(last - first, RADIX));
            before = last;
        }
        return parts.toString();
    }

    static NavigableSet<Long> of(String text) {
        NavigableSet<Long> ids = new TreeSet<>();
        long before = 0;
        for (String part : text.split("\\.", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int plus = part.indexOf('+');
            long first = before + Long.parseLong(plus < 0 ? part : part.substring(0, plus), RADIX);
            long last = first + (plus < 0 ? 0 : Long.parseLong(part.substring(plus + 1), RADIX));
            for (long id = first; id <= last; id++) {
                ids.add(id);
            }
            before = last;
        }
        return ids;
    }
}
