package org.rostrum.connector.feed;

/** Text as it may be stored anywhere: line ends are LF, no control characters, no half characters. */
final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(one -> {
            if (one == '\r') {
                clean.append('\n');
            } else if (one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE) {
                clean.append(REPLACEMENT);
            } else if (one == '\n' || one == '\t' || !Character.isISOControl(one)) {
                clean.appendCodePoint(one);
            }
        });
        return clean.toString().strip();
    }

    /** One line. */
    static String line(String text) {
        return clean(text).replaceAll("\\s+", " ");
    }
}
