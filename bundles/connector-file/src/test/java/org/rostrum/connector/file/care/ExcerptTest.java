package org.rostrum.connector.file.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.testkit.importing.CollectedRecords;

/** The real conversations: the excerpt that ships with the demo, and the whole of them where somebody has them. */
class ExcerptTest {
    private static final Path EXCERPT = Path.of("../../demo/src/main/resources/care-conversations-excerpt.json");

    private static CollectedRecords read(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return CollectedRecords.read(new CareConversationsFormat(CollectedRecords.CLOCK), content, Map.of());
        }
    }

    private static void check(CollectedRecords records, int conversations, int activities, int distinct) {
        assertThat(records.rejected()).isEmpty();
        assertThat(records.unreadable()).isNull();
        assertThat(records.accepted()).hasSize(conversations);
        assertThat(records.activities()).hasSize(activities);
        assertThat(records.activities().stream().map(Activity::networkId).distinct())
                .hasSize(distinct);
        assertThat(records.accepted().stream()
                        .map(CollectedRecords.Accepted::source)
                        .distinct())
                .hasSize(24);
        assertThat(records.accepted()).allSatisfy(one -> {
            Activity first = one.activities().get(0);
            Activity closing = one.activities().get(one.activities().size() - 1);
            assertThat(first.inReplyTo()).isNull();
            assertThat(first.direction()).isEqualTo(Direction.INBOUND);
            assertThat(closing.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(closing.published())
                    .isAfter(one.activities().get(one.activities().size() - 2).published());
            assertThat(one.activities())
                    .allSatisfy(activity -> assertThat(activity.content()).doesNotContain("&amp;"));
        });
    }

    @Test
    void excerpt_isReadWhole() throws IOException {
        check(read(EXCERPT), 120, 364, 358);
    }

    /** Run with {@code -Dcare.file=…/care-conversations.json}. */
    @Test
    @EnabledIfSystemProperty(named = "care.file", matches = ".+")
    void wholeSource_isReadWhole() throws IOException {
        check(read(Path.of(Objects.requireNonNull(System.getProperty("care.file")))), 525, 1211, 1205);
    }
}
