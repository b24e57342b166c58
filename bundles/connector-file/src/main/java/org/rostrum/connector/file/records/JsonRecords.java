package org.rostrum.connector.file.records;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out how a JSON file is laid out. */
public final class JsonRecords {
    private JsonRecords() {}

    /** How the records of a JSON file are laid out. */
    public enum Layout {
        /** A document: an array, a collection, one object, or several objects one after another. */
        DOCUMENT,
        /** A record per line (JSONL, NDJSON). */
        LINES
    }

    /**
     * @param layout null to find out from the first 64 KiB
     * @param itemLists see {@link JsonDocument}
     */
    public static RecordSource open(Utf8Input in, @Nullable Layout layout, int maxRecordBytes, Set<String> itemLists)
            throws IOException {
        Layout known = layout == null ? layoutOf(in.head()) : layout;
        return switch (known) {
            case DOCUMENT -> new JsonDocument(in, maxRecordBytes, itemLists);
            case LINES -> new JsonLines(in, maxRecordBytes);
        };
    }

    /**
     * Lines, when the first two lines begin objects and one of them is whole: a document that begins an object on its first
     * line can only go on with an object on its second one if that is an item of a list, and then a comma follows it.
     */
    static Layout layoutOf(byte[] head) throws IOException {
        List<String> lines = new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .toList();
        if (lines.size() < 2 || !lines.get(0).startsWith("{") || !lines.get(1).startsWith("{")) {
            return Layout.DOCUMENT;
        }
        boolean listGoesOn = lines.get(0).endsWith("[") || lines.get(0).endsWith(",");
        return isWhole(lines.get(0)) || (isWhole(lines.get(1)) && !listGoesOn) ? Layout.LINES : Layout.DOCUMENT;
    }

    /** Whether the line holds one value and nothing else, not even a comma. */
    private static boolean isWhole(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        Utf8Input in = Utf8Input.open(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        return new JsonValues(in).take(new RecordBuffer(0)) && in.peek() < 0;
    }
}
