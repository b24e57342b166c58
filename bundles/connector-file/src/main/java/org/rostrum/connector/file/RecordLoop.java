package org.rostrum.connector.file;

import java.io.IOException;
import org.rostrum.api.activity.Activity;
import org.rostrum.connector.file.records.RawRecord;
import org.rostrum.connector.file.records.RecordSource;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.importing.ImportSink;
import org.rostrum.spi.importing.UnreadableFileException;

/** Gives each record to the sink, accepted or rejected, once and in order. */
public final class RecordLoop {
    private RecordLoop() {}

    /** Understands the text of one record. */
    public interface Reader {
        Understood read(String text, RawRecord raw) throws RejectedRecord;
    }

    public static void run(RecordSource source, Reader reader, ImportSink sink)
            throws IOException, UnreadableFileException {
        long number = 0;
        for (RawRecord raw = source.next(); raw != null; raw = source.next()) {
            number++;
            Understood understood;
            try {
                understood = reader.read(raw.text(), raw);
            } catch (RejectedRecord rejected) {
                sink.reject(number, raw.start().line(), rejected.field(), rejected.reason(), raw.excerpt());
                continue;
            }
            sink.accept(number, raw.start().line(), understood.source(), understood.activities());
        }
    }

    /** Builds an activity; what breaks a bound of the vocabulary becomes a rejection that names the field. */
    public static Activity build(Activity.Builder builder) throws RejectedRecord {
        try {
            return builder.build();
        } catch (IllegalArgumentException bound) {
            String message = String.valueOf(bound.getMessage());
            int colon = message.indexOf(": ");
            throw colon < 0
                    ? new RejectedRecord(null, message)
                    : new RejectedRecord(message.substring(0, colon), "It is " + message.substring(colon + 2) + ".");
        }
    }
}
