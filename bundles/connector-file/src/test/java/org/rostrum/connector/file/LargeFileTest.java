package org.rostrum.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.connector.file.activitystreams.ActivityStreamsFormat;
import org.rostrum.connector.file.csv.CsvFormat;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.testkit.importing.CollectedRecords;

/** Files that are larger than the memory of the test (768 MB), or many times as large as a record may be. */
class LargeFileTest {
    private static final long TWO_GIGABYTES = 2L << 30;
    private static final String NOTE = "{\"type\":\"Note\",\"id\":\"n1\",\"attributedTo\":\"ann\","
            + "\"published\":\"2024-05-01T10:00:00Z\",\"content\":\"fine\"}";

    /** The same byte again and again. */
    private static final class Endless extends InputStream {
        private final byte value;
        private long left;

        Endless(char value, long length) {
            this.value = (byte) value;
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(into, offset, offset + count, value);
            left -= count;
            return count;
        }
    }

    private static CollectedRecords read(ImportFormat format, String before, InputStream middle, String after) {
        InputStream all = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(before.getBytes(StandardCharsets.UTF_8)),
                middle,
                new ByteArrayInputStream(after.getBytes(StandardCharsets.UTF_8)))));
        return CollectedRecords.read(format, all, Map.of());
    }

    private final ImportFormat activities = new ActivityStreamsFormat(CollectedRecords.CLOCK);
    private final ImportFormat csv = new CsvFormat(CollectedRecords.CLOCK);

    @Test
    void lineOfTwoGigabytes_isSetAside_andTheOthersAreRead() {
        CollectedRecords records =
                read(activities, NOTE + "\n{\"x\":\"", new Endless('x', TWO_GIGABYTES), "\"}\n" + NOTE + "\n");

        assertThat(records.activities()).hasSize(2);
        assertThat(records.rejection().line()).isEqualTo(2);
        assertThat(records.rejection().reason()).contains("longer than 8388608 bytes");
    }

    @Test
    void cellOfTwoGigabytes_isSetAside_andTheOthersAreRead() {
        CollectedRecords records = read(
                csv,
                "id,time,author,text\n1,2024-05-01T10:00:00Z,ann,x\n2,2024-05-01T10:00:00Z,ann,\"",
                new Endless('x', TWO_GIGABYTES),
                "\"\n3,2024-05-01T10:00:00Z,ann,x\n");

        assertThat(records.activities()).hasSize(2);
        assertThat(records.rejection().line()).isEqualTo(3);
        assertThat(records.accepted().get(1).line()).isEqualTo(4);
    }

    @Test
    void elementWithoutEnd_isSetAside_andTheOthersAreRead() {
        CollectedRecords records =
                read(activities, "[" + NOTE + ",{\"x\":[", new Endless('[', TWO_GIGABYTES / 8), "\"\n," + NOTE + "]");

        assertThat(records.activities()).hasSize(1);
        assertThat(records.unreadable()).contains("record 2");
    }

    @Test
    void oneHugeObject_isSetAside() {
        CollectedRecords records = read(activities, "{\"x\":\"", new Endless('x', TWO_GIGABYTES / 8), "\"}");

        assertThat(records.rejection().reason()).contains("longer than");
        assertThat(records.rejection().excerpt()).startsWith("{\"x\":\"xxx").hasSize(2_000);
    }

    @Test
    void endlessWhitespace_isNoRecord() {
        CollectedRecords records = read(activities, "[" + NOTE, new Endless(' ', TWO_GIGABYTES / 8), "]");

        assertThat(records.activities()).hasSize(1);
        assertThat(records.unreadable()).isNull();
    }
}
