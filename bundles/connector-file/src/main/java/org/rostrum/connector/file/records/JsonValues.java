package org.rostrum.connector.file.records;

import java.io.IOException;
import java.util.BitSet;

/**
 * Finds where JSON values end, without understanding them and without recursion. Broken values end where that does the
 * least harm: a string at the end of its line, and a bracket that closes nothing inside a value closes what is around it.
 */
final class JsonValues {
    /** Levels whose kind of bracket is remembered; below it brackets are only counted. */
    private static final int REMEMBERED = 4096;

    private static final boolean[] IN_STRING = Utf8Input.stops('"', '\\');

    private final Utf8Input in;
    private final BitSet arrays = new BitSet();

    JsonValues(Utf8Input in) {
        this.in = in;
    }

    /**
     * Takes one value; at least one byte. There must be one.
     *
     * @return false when the file ended inside it
     */
    boolean take(RecordBuffer into) throws IOException {
        int first = in.peek();
        return switch (first) {
            case '{', '[' -> takeContainer(into);
            case '"' -> takeString(into);
            default -> {
                takeWord(into);
                yield true;
            }
        };
    }

    private boolean takeContainer(RecordBuffer into) throws IOException {
        arrays.clear();
        long depth = 0;
        do {
            int value = in.peek();
            switch (value) {
                case -1 -> {
                    return false;
                }
                case '"' -> {
                    if (!takeString(into)) {
                        return false;
                    }
                    continue;
                }
                case '{', '[' -> {
                    if (depth < REMEMBERED) {
                        arrays.set((int) depth, value == '[');
                    }
                    depth++;
                }
                case '}', ']' -> {
                    long left = close(depth, value == ']');
                    if (left < 0) {
                        return true; // it closes what is around this value: left for the caller
                    }
                    depth = left;
                }
                default -> {
                    // part of a word, or a separator
                }
            }
            into.add(in.read());
        } while (depth > 0);
        return true;
    }

    /** @return the depth after the bracket; negative when nothing in this value is closed by it */
    private long close(long depth, boolean array) {
        if (depth > REMEMBERED) {
            return depth - 1;
        }
        int level = (int) depth - 1;
        int match = array ? arrays.previousSetBit(level) : arrays.previousClearBit(level);
        return match;
    }

    /** A string ends at its quote; a broken one before the end of its line, since JSON strings never go past it. */
    private boolean takeString(RecordBuffer into) throws IOException {
        into.add(in.read());
        while (true) {
            in.takeUntil(IN_STRING, into);
            int value = in.peek();
            if (value < 0) {
                return false;
            }
            if (value == '\n') {
                return true;
            }
            into.add(in.read());
            if (value == '"') {
                return true;
            }
            if (value == '\\') {
                int escaped = in.peek();
                if (escaped == '"' || escaped == '\\') {
                    into.add(in.read());
                }
            }
        }
    }

    /** Number, true, false, null, or something that is no JSON at all: up to the next separator. */
    private void takeWord(RecordBuffer into) throws IOException {
        do {
            into.add(in.read());
        } while (!isSeparator(in.peek()));
    }

    private static boolean isSeparator(int value) {
        return switch (value) {
            case -1, ' ', '\t', '\r', '\n', ',', ':', '{', '}', '[', ']', '"' -> true;
            default -> false;
        };
    }
}
