package org.rostrum.spi.text;

/** Text as it may be stored anywhere: line ends are LF, no control characters, no half characters. */
public final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /**
     * Makes a content storable: CR and CR LF become LF, control characters other than tabs are left out, halves of characters
     * are replaced, blanks at both ends are cut off. What it loses has no meaning for people, and the original keeps it.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '\r') {
                if (i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
                    clean.append('\n');
                }
            } else if (Character.isHighSurrogate(one)) {
                if (i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                    clean.append(one).append(text.charAt(++i));
                } else {
                    clean.append(REPLACEMENT);
                }
            } else if (Character.isLowSurrogate(one)) {
                clean.append(REPLACEMENT);
            } else if (one == '\n' || one == '\t' || !Character.isISOControl(one)) {
                clean.append(one);
            }
        }
        return clean.toString().strip();
    }

    /** {@link #clean} as one line: names, addresses and the like. */
    public static String line(String text) {
        return clean(text).replaceAll("\\s+", " ");
    }
}
