package org.rostrum.connector.file.records;

import org.jspecify.annotations.Nullable;

/** A record that cannot be understood; the reading goes on with the next one. */
public final class RejectedRecord extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /**
     * @param field the offending field in the words of the format; null when the whole record is unreadable
     * @param reason what is wrong and how to mend it
     */
    public RejectedRecord(@Nullable String field, String reason) {
        // a million bad records must not cost a million stack traces
        super(reason, null, false, false);
        this.field = field;
    }

    public @Nullable String field() {
        return field;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
