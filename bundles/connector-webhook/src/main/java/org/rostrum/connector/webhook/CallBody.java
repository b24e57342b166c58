package org.rostrum.connector.webhook;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rostrum.spi.connector.WebhookCall;

/**
 * The JSON of a call. No signature covers the content type, so it can make a call be refused and never changes how the body is
 * read: whoever catches a call could otherwise have it say something else.
 *
 * @param entries of an array; else the only one
 * @param array whether it was one
 * @param events whether each entry must be an event
 */
record CallBody(JsonNode json, List<JsonNode> entries, boolean array, boolean events) {
    private static final String EVENT = "application/cloudevents+json";
    private static final String EVENTS = "application/cloudevents-batch+json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    CallBody {
        entries = List.copyOf(entries);
    }

    static CallBody read(WebhookCall call, byte[] bytes) throws Refusal {
        String type = mediaType(call.header("content-type").orElse(""));
        if (!isJson(type)) {
            throw new Refusal(
                    Refusal.MEDIA_TYPE,
                    "",
                    "The content type must be application/json, " + EVENT + ", " + EVENTS + " or another with +json.");
        }
        JsonNode json = parse(bytes);
        boolean batch = type.equals(EVENTS);
        if (batch && !json.isArray()) {
            throw Refusal.at("", "A batch of events must be an array.");
        }
        if (type.equals(EVENT) && json.isArray()) {
            throw Refusal.at("", "An event must be an object; the content type of several is " + EVENTS + ".");
        }
        List<JsonNode> entries = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(entries::add);
        } else {
            entries.add(json);
        }
        return new CallBody(json, entries, json.isArray(), batch || type.equals(EVENT));
    }

    static JsonNode parse(byte[] bytes) throws Refusal {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (JsonProcessingException damaged) {
            JsonLocation place = damaged.getLocation();
            throw new Refusal(
                    Refusal.MALFORMED,
                    "",
                    "The body is no JSON"
                            + (place == null
                                    ? "."
                                    : ": see line " + place.getLineNr() + ", column " + place.getColumnNr() + "."));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Reading from memory failed", impossible);
        }
        throw new Refusal(Refusal.MALFORMED, "", "The body is empty.");
    }

    static String mediaType(String header) {
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    static boolean isJson(String type) {
        return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }
}
