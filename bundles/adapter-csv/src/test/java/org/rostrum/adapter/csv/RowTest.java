package org.rostrum.adapter.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rostrum.adapter.csv.Deliveries.delivery;
import static org.rostrum.adapter.csv.Deliveries.payload;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

class RowTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    @Test
    void of_takesTheFieldsInTheOrderOfTheColumns_andIgnoresOthers() throws Exception {
        Map<String, @Nullable Object> payload = payload("7");
        payload.put("surprise", Map.of("deep", 1));

        Row row = Row.of(delivery("key-7", payload, 1), WARSAW);

        assertThat(row.id()).isEqualTo("7");
        assertThat(row.key()).isEqualTo("key-7");
        assertThat(row.cells())
                .isEqualTo(List.of(
                        "7",
                        "2026-11-21T11:00:00+01:00",
                        "acme",
                        "Żółta Łódź",
                        "acme-feed",
                        "@joe",
                        "",
                        "wants to \"buy\", soon",
                        "first line\nsecond line",
                        "https://example.org/1",
                        "en",
                        "sales",
                        "purchase",
                        "12",
                        "key-7"))
                .hasSameSizeAs(Column.titles());
    }

    private static DeliveryException refused(Object payload) {
        DeliveryException refused = catchThrowableOfType(
                DeliveryException.class,
                () -> Row.of(
                        payload instanceof Map<?, ?> map
                                ? delivery("k", asPayload(map), 1)
                                : delivery("k", payload.toString(), 1),
                        WARSAW));
        assertThat(refused).isNotNull();
        assertThat(refused.category()).isEqualTo(FailureCategory.REJECTED);
        return refused;
    }

    @SuppressWarnings("unchecked") // made by payload()
    private static Map<String, ?> asPayload(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "createdAt", "account", "contactHandle", "summary"})
    void of_isRejectedNamingTheField_whenARequiredOneIsMissing(String field) {
        Map<String, @Nullable Object> without = payload("1");
        without.remove(field);
        Map<String, @Nullable Object> blank = payload("1");
        blank.put(field, " ");

        assertThat(refused(without)).hasMessageContaining("\"" + field + "\"");
        assertThat(refused(blank)).hasMessageContaining("\"" + field + "\"");
    }

    @Test
    void of_needsNoMore() throws Exception {
        Map<String, String> least = Map.of(
                "id",
                "1",
                "createdAt",
                "2026-11-21T10:00:00+02:00",
                "account",
                "a",
                "contactHandle",
                "h",
                "summary",
                "s");

        assertThat(Row.of(delivery("k", least, 1), ZoneId.of("UTC")).cells())
                .containsExactly("1", "2026-11-21T08:00:00Z", "a", "", "", "h", "", "s", "", "", "", "", "", "", "k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-21", "2026-11-21T10:00:00", "2026-13-01T00:00:00Z", "1700000000"})
    void of_isRejected_whenTheTimeIsNone(String time) {
        Map<String, @Nullable Object> payload = payload("1");
        payload.put("createdAt", time);

        assertThat(refused(payload)).hasMessageContaining("createdAt").hasMessageContaining(time);
    }

    @ParameterizedTest
    @CsvSource({
        "where is it?, where is it?",
        "'two\nlines', two lines",
        "'It has been three weeks since I sent the console in, and all I ever hear is that it is on its way.',"
                + "'It has been three weeks since I sent the console in, and all I ever hear is…'",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhhhiiiiiiiiii,"
                + "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhh…"
    })
    void summary_isForAGlance_andTheTextIsWhole(String said, String summary) throws Exception {
        Map<String, @Nullable Object> payload = payload("1");
        payload.put("summary", said);
        payload.put("text", said);

        assertThat(Row.of(delivery("k", payload, 1), ZoneId.of("UTC")).cells()).containsSubsequence(summary, said);
    }

    @Test
    void of_isRejected_whenAFieldIsNoText() {
        Map<String, @Nullable Object> payload = payload("1");
        payload.put("owner", List.of("a", "b"));

        assertThat(refused(payload)).hasMessageContaining("\"owner\"");
    }

    @Test
    void of_isRejected_whenTheKindDiffers() {
        Map<String, @Nullable Object> payload = payload("1");
        payload.put("kind", "ticket");

        assertThat(refused(payload)).hasMessageContaining("\"kind\"").hasMessageContaining("ticket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"x\"", "{\"id\":", "{} {}"})
    void of_isRejected_whenThePayloadIsNoObject(String payload) {
        assertThat(refused(payload)).hasMessageContaining("payload of the lead");
    }
}
