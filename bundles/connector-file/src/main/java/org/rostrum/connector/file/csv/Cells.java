package org.rostrum.connector.file.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits one row into its cells. */
final class Cells {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private Cells() {}

    /** @param row with quotes that fit */
    static List<String> split(String row, char delimiter) {
        List<String> cells = new ArrayList<>();
        int next = 0;
        while (next <= row.length()) {
            int start = next;
            while (start < row.length() && row.charAt(start) == ' ') {
                start++;
            }
            if (start < row.length() && row.charAt(start) == '"') {
                StringBuilder cell = new StringBuilder();
                next = quoted(row, start + 1, cell);
                cells.add(cell.toString());
                next = end(row, next, delimiter);
            } else {
                int end = end(row, next, delimiter);
                cells.add(row.substring(next, end));
                next = end;
            }
            next++;
        }
        return cells;
    }

    private static int end(String row, int from, char delimiter) {
        int end = row.indexOf(delimiter, from);
        return end < 0 ? row.length() : end;
    }

    /** @return where the row goes on behind the closing quote */
    private static int quoted(String row, int from, StringBuilder cell) {
        int next = from;
        while (next < row.length()) {
            char one = row.charAt(next++);
            if (one != '"') {
                cell.append(one);
            } else if (next < row.length() && row.charAt(next) == '"') {
                cell.append('"');
                next++;
            } else {
                return next;
            }
        }
        return next;
    }

    /** The delimiter that occurs most often in the first line outside of quotes; the comma when none does. */
    static char delimiter(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int[] count = new int[DELIMITERS.length];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"') {
                quoted = !quoted;
            } else if (!quoted && (one == '\n' || one == '\r')) {
                break;
            } else if (!quoted) {
                for (int d = 0; d < DELIMITERS.length; d++) {
                    count[d] += one == DELIMITERS[d] ? 1 : 0;
                }
            }
        }
        int best = 0;
        for (int d = 1; d < DELIMITERS.length; d++) {
            best = count[d] > count[best] ? d : best;
        }
        return DELIMITERS[best];
    }
}
