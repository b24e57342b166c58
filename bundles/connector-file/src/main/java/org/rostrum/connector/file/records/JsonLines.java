package org.rostrum.connector.file.records;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSONL and NDJSON: a record per line; blank lines are none. */
public final class JsonLines implements RecordSource {
    private final Utf8Input in;
    private final RecordBuffer buffer;

    public JsonLines(Utf8Input in, int maxRecordBytes) {
        this.in = in;
        this.buffer = new RecordBuffer(maxRecordBytes);
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        in.skipWhitespace();
        if (in.peek() < 0) {
            return null;
        }
        Position start = in.position();
        buffer.clear();
        int value = in.read();
        while (value >= 0 && value != '\n') {
            buffer.add(value);
            value = in.read();
        }
        return buffer.toRecord(start);
    }
}
