package org.rostrum.connector.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds where the parts of a multipart begin and end, in one pass. */
final class Boundaries {
    private static final int MOST = 1000;

    private final byte[] raw;
    private final byte[] mark;

    Boundaries(byte[] raw, String boundary) {
        this.raw = raw;
        this.mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Begin and end of each part; of one whose end is missing, the end of all. */
    List<int[]> split(int from, int to) {
        List<int[]> parts = new ArrayList<>();
        int begin = -1;
        int line = from;
        while (line < to && parts.size() < MOST) {
            int next = nextLine(line, to);
            if (isMark(line, next)) {
                if (begin >= 0) {
                    parts.add(new int[] {begin, Math.max(begin, endBefore(line, begin))});
                }
                begin = isLast(line, next) ? -1 : next;
                if (begin < 0) {
                    return parts;
                }
            }
            line = next;
        }
        if (begin >= 0 && begin < to && parts.size() < MOST) {
            parts.add(new int[] {begin, to});
        }
        return parts;
    }

    private int nextLine(int from, int to) {
        for (int i = from; i < to; i++) {
            if (raw[i] == '\n') {
                return i + 1;
            }
        }
        return to;
    }

    /** The line end before a boundary belongs to it. */
    private int endBefore(int line, int begin) {
        int end = line;
        if (end > begin && raw[end - 1] == '\n') {
            end--;
            if (end > begin && raw[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    private boolean isMark(int from, int to) {
        if (to - from < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (raw[from + i] != mark[i]) {
                return false;
            }
        }
        int rest = from + mark.length;
        if (to - rest >= 2 && raw[rest] == '-' && raw[rest + 1] == '-') {
            rest += 2;
        }
        for (int i = rest; i < to; i++) {
            if (raw[i] != ' ' && raw[i] != '\t' && raw[i] != '\r' && raw[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    private boolean isLast(int from, int to) {
        int rest = from + mark.length;
        return to - rest >= 2 && raw[rest] == '-' && raw[rest + 1] == '-';
    }
}
