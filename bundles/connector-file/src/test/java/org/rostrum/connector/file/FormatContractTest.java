package org.rostrum.connector.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.rostrum.connector.file.activitystreams.ActivityStreamsFormat;
import org.rostrum.connector.file.activitystreams.MastodonOutboxFormat;
import org.rostrum.connector.file.care.CareConversationsFormat;
import org.rostrum.connector.file.csv.CsvFormat;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.testkit.importing.CollectedRecords;
import org.rostrum.testkit.importing.ImportFormatContract;

/** The duties of a format, kept by each of ours. */
class FormatContractTest {
    private static final int RECORDS = 3;

    /** The records of a small file, with one that is not right if one is to be. */
    @FunctionalInterface
    private interface Piece {
        String of(int number, boolean broken);
    }

    private static List<String> records(int broken, Piece record) {
        return Stream.iterate(1, number -> number + 1)
                .limit(RECORDS)
                .map(number -> record.of(number, number == broken))
                .toList();
    }

    @Nested
    class ActivityStreams extends ImportFormatContract {
        @Override
        protected ImportFormat format() {
            return new ActivityStreamsFormat(CollectedRecords.CLOCK);
        }

        @Override
        protected Sample sample() {
            return sampleWithABroken(0);
        }

        @Override
        protected Sample sampleWithABroken(int record) {
            return new Sample(
                    "notes.jsonl", String.join("\n", records(record, ActivityStreams::note)) + "\n", Map.of(), RECORDS);
        }

        private static String note(int number, boolean broken) {
            return "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"type\":\"Note\",\"id\":\"https://x.example/n"
                    + number + "\",\"attributedTo\":\"https://x.example/ann\",\"published\":\""
                    + (broken ? "some day" : "2024-05-01T10:00:0" + number + "Z") + "\",\"content\":\"Caf\u00e9 "
                    + number
                    + "\"}";
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of("direction", "sideways", "zone", "Mars/North", "maxRecordBytes", "many");
        }
    }

    @Nested
    class MastodonOutbox extends ImportFormatContract {
        @Override
        protected ImportFormat format() {
            return new MastodonOutboxFormat(CollectedRecords.CLOCK);
        }

        @Override
        protected Sample sample() {
            return sampleWithABroken(0);
        }

        @Override
        protected Sample sampleWithABroken(int record) {
            return new Sample(
                    "outbox.json",
                    "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"id\":\"outbox.json\","
                            + "\"type\":\"OrderedCollection\",\"totalItems\":3,\"orderedItems\":[\n"
                            + String.join(",\n", records(record, MastodonOutbox::create)) + "]}",
                    Map.of(),
                    RECORDS);
        }

        private static String create(int number, boolean broken) {
            String status = "https://m.example/users/acme/statuses/" + number;
            String time = broken ? "some day" : "2023-01-02T03:04:0" + number + "Z";
            return "{\"id\":\"" + status + "/activity\",\"type\":\"Create\",\"actor\":\"https://m.example/users/acme\","
                    + "\"published\":\"" + time
                    + "\",\"to\":[\"https://www.w3.org/ns/activitystreams#Public\"],\"object\":{"
                    + "\"id\":\"" + status + "\",\"type\":\"Note\",\"published\":\"" + time
                    + "\",\"attributedTo\":\"https://m.example/users/acme\",\"content\":\"<p>Shop " + number
                    + "</p>\"}}";
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of("layout", "pages", "maxRecordBytes", "many");
        }
    }

    @Nested
    class CareConversations extends ImportFormatContract {
        @Override
        protected ImportFormat format() {
            return new CareConversationsFormat(CollectedRecords.CLOCK);
        }

        @Override
        protected Sample sample() {
            return sampleWithABroken(0);
        }

        @Override
        protected Sample sampleWithABroken(int record) {
            return new Sample(
                    "care.json",
                    "[" + String.join(",\n", records(record, CareConversations::conversation)) + "]",
                    Map.of(),
                    RECORDS);
        }

        private static String conversation(int number, boolean broken) {
            return "{\"agentURL\":{\"tweet_ID\":\"124542530870414950" + number + "\",\"url_utterance\":\"Here\"},"
                    + "\"dialogContent\":[{\"client\":\"ann\",\"datetime\":\""
                    + (broken ? "some day" : "2020-04-01T17:31:32.000Z") + "\",\"message\":\"Help " + number
                    + "\",\"tweet_ID\":\"" + number
                    + "1\"},{\"agent\":\"Care\",\"datetime\":\"2020-04-01T17:35:00.000Z\","
                    + "\"message\":\"What?\",\"tweet_ID\":\"" + number
                    + "2\"}],\"dialogHeader\":{\"company\":\"Acme\"}}";
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of("maxRecordBytes", "many");
        }
    }

    @Nested
    class Csv extends ImportFormatContract {
        @Override
        protected ImportFormat format() {
            return new CsvFormat(CollectedRecords.CLOCK);
        }

        @Override
        protected Sample sample() {
            return sampleWithABroken(0);
        }

        @Override
        protected Sample sampleWithABroken(int record) {
            List<String> rows = new ArrayList<>(List.of("id;time;author;text"));
            rows.addAll(records(
                    record,
                    (number, broken) -> number + ";" + (broken ? "some day" : "2024-05-01T10:00:0" + number + "Z")
                            + ";ann;\"Hello; \"\"you\"\"\nnumber " + number + "\""));
            return new Sample("table.csv", String.join("\n", rows) + "\n", Map.of(), RECORDS);
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of("charset", "klingon", "delimiter", "::", "timeFormat", "yyyy-bb", "ids", "none");
        }
    }
}
