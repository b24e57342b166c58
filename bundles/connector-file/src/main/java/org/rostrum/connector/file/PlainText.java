package org.rostrum.connector.file;

import org.jspecify.annotations.Nullable;
import org.rostrum.connector.file.records.RejectedRecord;

/** Text as it may be stored anywhere: line ends are LF, no control characters, no half characters. */
public final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** Makes a content storable; what it loses has no meaning for people, and the original keeps it. */
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

    /** An id, handle or the like: must be storable as it is. */
    public static @Nullable String checked(String field, @Nullable String value) throws RejectedRecord {
        if (value == null || value.isBlank()) {
            return null;
        }
        String stripped = value.strip();
        if (!stripped.equals(clean(stripped))) {
            throw new RejectedRecord(field, "It holds control characters or halves of characters. Remove them.");
        }
        return stripped;
    }

    /** {@link #checked}, of a value that must be there. */
    public static String required(String field, @Nullable String value) throws RejectedRecord {
        String checked = checked(field, value);
        if (checked == null) {
            throw new RejectedRecord(field, "It is missing.");
        }
        return checked;
    }
}
