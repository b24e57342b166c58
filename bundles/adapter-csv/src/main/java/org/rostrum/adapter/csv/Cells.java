package org.rostrum.adapter.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How cells and rows are written. */
final class Cells {
    /** What spreadsheets take for the beginning of a formula, also in its full-width forms; and our own mark. */
    private static final String RISKY = "=+-\t\n\uFF1D\uFF0B\uFF0D'";

    /** Most messages begin with somebody's handle: only with one of these behind it could a formula do something. */
    private static final Pattern CALL_AFTER_AT =
            Pattern.compile("[@\uFF20].*[(|!=+\uFF08\uFF5C\uFF01\uFF1D\uFF0B].*", Pattern.DOTALL);

    private final char delimiter;

    Cells(Delimiter delimiter) {
        this.delimiter = delimiter.character();
    }

    /** The cell without anything that a spreadsheet might execute and without characters that no file should hold. */
    static String harmless(String value) {
        StringBuilder cell = new StringBuilder(value.length() + 1);
        value.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .forEach(character -> cell.appendCodePoint(safe(character)));
        if (!cell.isEmpty()
                && (RISKY.indexOf(cell.charAt(0)) >= 0
                        || CALL_AFTER_AT.matcher(cell).matches())) {
            cell.insert(0, '\'');
        }
        return cell.toString();
    }

    private static int safe(int character) {
        if (character == '\n' || character == '\t') {
            return character;
        }
        boolean halfCharacter = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return halfCharacter || Character.isISOControl(character) || character == '\uFEFF' ? '\uFFFD' : character;
    }

    byte[] record(List<String> values) {
        return values.stream()
                .map(value -> '"' + harmless(value).replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(String.valueOf(delimiter), "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What a file begins with. */
    byte[] header() {
        byte[] titles = record(Column.titles());
        byte[] header = new byte[titles.length + 3];
        header[0] = (byte) 0xEF;
        header[1] = (byte) 0xBB;
        header[2] = (byte) 0xBF;
        System.arraycopy(titles, 0, header, 3, titles.length);
        return header;
    }
}
