package org.rostrum.connector.file.records;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.importing.UnreadableFileException;

/** A file cut into its records, for tests. */
record Cut(List<String> texts, List<String> faults, List<Position> starts, @Nullable String problem) {
    static Cut cut(String text, Function<Utf8Input, RecordSource> source) throws Exception {
        return cut(text, source, false);
    }

    static Cut cut(String text, Function<Utf8Input, RecordSource> source, boolean mayEnd) throws Exception {
        return cut(text.getBytes(StandardCharsets.UTF_8), null, source, mayEnd);
    }

    /** @param mayEnd whether the file may turn out to be unreadable from some place on */
    static Cut cut(byte[] bytes, @Nullable Charset declared, Function<Utf8Input, RecordSource> source, boolean mayEnd)
            throws Exception {
        List<String> texts = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        List<Position> starts = new ArrayList<>();
        RecordSource records = source.apply(Utf8Input.open(new ByteArrayInputStream(bytes), declared));
        try {
            for (RawRecord record = records.next(); record != null; record = records.next()) {
                starts.add(record.start());
                try {
                    texts.add(record.text());
                } catch (RejectedRecord rejected) {
                    faults.add(rejected.reason());
                }
            }
        } catch (UnreadableFileException unreadable) {
            if (!mayEnd) {
                throw unreadable;
            }
            return new Cut(texts, faults, starts, unreadable.getMessage());
        }
        return new Cut(texts, faults, starts, null);
    }
}
