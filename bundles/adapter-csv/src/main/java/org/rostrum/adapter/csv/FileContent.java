package org.rostrum.adapter.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What is in a file of ours.
 *
 * @param foreign whether somebody else has written it, so that nothing may be appended to it
 * @param end behind the last whole row; what follows was cut off while it was written
 * @param openEnded whether that row lacks its line end
 * @param keys the cells of the idempotency key
 */
record FileContent(boolean foreign, long end, boolean openEnded, Set<String> keys) {
    /** Longer than any row that could have been cut off. */
    private static final int LONGEST_TAIL = 64 << 20;

    private static FileContent foreignContent() {
        return new FileContent(true, 0, false, Set.of());
    }

    static FileContent read(FileChannel channel, byte[] header, char delimiter) throws IOException {
        long size = channel.size();
        byte[] begin = bytes(channel, 0, (int) Math.min(size, header.length));
        if (!Arrays.equals(begin, 0, begin.length, header, 0, begin.length)) {
            return foreignContent();
        }
        if (begin.length < header.length) {
            return new FileContent(false, 0, false, new HashSet<>());
        }
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
        try {
            long end = endOfLastLine(channel, size, header.length);
            if (size - end > LONGEST_TAIL) {
                return foreignContent();
            }
            Set<String> keys = new HashSet<>();
            try (CSVParser parser =
                    CSVParser.parse(new ChannelInput(channel, header.length, end), StandardCharsets.UTF_8, format)) {
                parser.forEach(row -> addKey(row, keys));
            }
            return withTail(keys, end, bytes(channel, end, (int) (size - end)), format);
        } catch (UncheckedIOException | IllegalStateException broken) {
            return foreignContent();
        }
    }

    private static void addKey(CSVRecord row, Set<String> keys) {
        if (row.size() == Column.values().length) {
            // the key is the last column
            keys.add(row.get(row.size() - 1));
        }
    }

    /** What stands behind the last line end may be a whole row all the same. */
    private static FileContent withTail(Set<String> keys, long end, byte[] tail, CSVFormat format) {
        int length = tail.length > 0 && tail[tail.length - 1] == '\r' ? tail.length - 1 : tail.length;
        if (length > 0 && tail[length - 1] == '"') {
            try (CSVParser parser = CSVParser.parse(new String(tail, 0, length, StandardCharsets.UTF_8), format)) {
                List<CSVRecord> rows = parser.getRecords();
                if (rows.size() == 1 && rows.get(0).size() == Column.values().length) {
                    addKey(rows.get(0), keys);
                    return new FileContent(false, end + length, true, keys);
                }
            } catch (IOException | UncheckedIOException | IllegalStateException cutOff) {
                return new FileContent(false, end, false, keys);
            }
        }
        return new FileContent(false, end, false, keys);
    }

    /** Rows end with CR LF, and cells never hold it. */
    private static long endOfLastLine(FileChannel channel, long size, long least) throws IOException {
        int block = 64 << 10;
        for (long from = size; from > least; ) {
            long begin = Math.max(least - 2, from - block);
            // one byte further, because CR and LF may lie on either side
            byte[] bytes = bytes(channel, begin, (int) (Math.min(size, from + 1) - begin));
            for (int at = bytes.length - 2; at >= 0; at--) {
                if (bytes[at] == '\r' && bytes[at + 1] == '\n') {
                    return begin + at + 2;
                }
            }
            from = begin;
        }
        return least;
    }

    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new IOException("The file became shorter while it was read");
            }
            at += read;
        }
        return buffer.array();
    }
}
