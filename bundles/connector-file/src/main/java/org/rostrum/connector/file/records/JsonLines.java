package org.rostrum.connector.file.records;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSONL and NDJSON: a record per line; blank lines are none. */
public final class JsonLines implements RecordSource {
    private static final boolean[] LINE_END = Utf8Input.stops();

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
        in.takeUntil(LINE_END, buffer);
        in.read();
        return buffer.toRecord(start);
    }
}
