package org.rostrum.adapter.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * One lead or ticket.
 *
 * @param id its id with us
 * @param key the idempotency key of the delivery
 * @param cells as in the payload, in the order of {@link Column}
 */
record Row(String id, String key, List<String> cells) {
    /** Characters of the summary. */
    private static final int HEADING = 80;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Row {
        cells = List.copyOf(cells);
    }

    /** @throws DeliveryException REJECTED, naming the field that is wrong */
    static Row of(Delivery delivery, ZoneId zone) throws DeliveryException {
        String kind = delivery.request().kind();
        JsonNode payload = parse(kind, delivery.request().payload());
        JsonNode said = payload.get("kind");
        if (said != null && !said.isNull() && !said.asText().equals(kind)) {
            throw rejected(kind, "kind", "is \"" + said.asText() + "\", but the delivery is of kind \"" + kind + "\"");
        }
        Map<Column, String> cells = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            cells.put(column, field(kind, payload, column));
        }
        String key = delivery.request().idempotencyKey();
        cells.put(Column.IDEMPOTENCY_KEY, key);
        cells.put(Column.SUMMARY, heading(value(cells, Column.SUMMARY)));
        cells.put(Column.CREATED_AT, time(kind, value(cells, Column.CREATED_AT), zone));
        return new Row(value(cells, Column.ID), key, List.copyOf(cells.values()));
    }

    /** The summary is for a glance: the whole text has a column of its own. */
    private static String heading(String summary) {
        String line = summary.replaceAll("\\s+", " ").strip();
        if (line.codePointCount(0, line.length()) <= HEADING) {
            return line;
        }
        int end = line.offsetByCodePoints(0, HEADING - 1);
        int blank = line.lastIndexOf(' ', end);
        return line.substring(0, blank > end / 2 ? blank : end).stripTrailing() + "…";
    }

    private static String value(Map<Column, String> cells, Column column) {
        return cells.getOrDefault(column, "");
    }

    private static JsonNode parse(String kind, String payload) throws DeliveryException {
        try {
            JsonNode node = JSON.readTree(payload);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException invalid) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    "The payload of the " + kind + " is not JSON: " + invalid.getOriginalMessage(),
                    invalid);
        }
        throw new DeliveryException(
                FailureCategory.REJECTED, "The payload of the " + kind + " must be a JSON object.", null);
    }

    private static String field(String kind, JsonNode payload, Column column) throws DeliveryException {
        JsonNode node = payload.path(column.title());
        if (node.isContainerNode()) {
            throw rejected(kind, column.title(), "must be a text, not an object or a list");
        }
        String text = node.isMissingNode() || node.isNull() ? "" : node.asText();
        if (column.required() && text.isBlank()) {
            throw rejected(kind, column.title(), "is missing; it is required");
        }
        return text;
    }

    private static String time(String kind, String text, ZoneId zone) throws DeliveryException {
        try {
            return OffsetDateTime.parse(text).atZoneSameInstant(zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeException invalid) {
            throw rejected(
                    kind,
                    Column.CREATED_AT.title(),
                    "is \"" + text + "\"; it must be a time with zone such as 2026-11-21T10:00:00Z");
        }
    }

    private static DeliveryException rejected(String kind, String field, String what) {
        return new DeliveryException(
                FailureCategory.REJECTED, "The field \"" + field + "\" of the " + kind + " " + what + ".", null);
    }
}
