package org.rostrum.connector.file;

import org.jspecify.annotations.Nullable;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.text.PlainText;

/** Text of fields that must be storable as it is. */
public final class FieldText {
    private FieldText() {}

    /** An id, handle or the like. */
    public static @Nullable String checked(String field, @Nullable String value) throws RejectedRecord {
        if (value == null || value.isBlank()) {
            return null;
        }
        String stripped = value.strip();
        if (!stripped.equals(PlainText.clean(stripped))) {
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
