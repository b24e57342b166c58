package org.rostrum.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.connector.WebhookCall;

/**
 * CloudEvents 1.0 over HTTP: structured (an event is the body), batched (an array of them) and binary (attributes are headers,
 * the body is the data). An event is looked up like the data around its data; its {@code /id} is there together with its
 * source, as only the two are unique. In binary mode it has no id, because no signature covers the headers.
 */
final class CloudEvents {
    private static final String VERSION = "specversion";
    private static final String HEADERS = "ce-";
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,64}");
    private static final int MOST_ATTRIBUTES = 64;

    private CloudEvents() {}

    /** Whether it says that it is an event; what it lacks is told by {@link #read}. */
    static boolean isEvent(JsonNode entry) {
        return entry.isObject() && entry.has(VERSION);
    }

    /** The data, if there is any, and then the event. */
    static List<JsonNode> read(JsonNode entry) throws Refusal {
        check(entry);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.setAll((ObjectNode) entry);
        event.put("id", entry.path("source").asText() + " " + entry.path("id").asText());
        List<JsonNode> scopes = new ArrayList<>();
        if (entry.hasNonNull("data")) {
            scopes.add(entry.path("data"));
        } else if (entry.hasNonNull("data_base64")) {
            scopes.add(decoded(entry));
        }
        scopes.add(event);
        return scopes;
    }

    /** The id of an event that was read. */
    static String idOf(List<JsonNode> scopes) {
        return scopes.get(scopes.size() - 1).path("id").asText();
    }

    private static void check(JsonNode entry) throws Refusal {
        if (!entry.path(VERSION).asText().equals("1.0")) {
            throw Refusal.at("/" + VERSION, "An event must have the specversion \"1.0\".");
        }
        for (String needed : List.of("id", "source", "type")) {
            JsonNode value = entry.path(needed);
            if (!value.isTextual() || value.asText().isBlank()) {
                throw Refusal.at("/" + needed, "An event must have a text as " + needed + ".");
            }
        }
    }

    private static JsonNode decoded(JsonNode entry) throws Refusal {
        String type = CallBody.mediaType(entry.path("datacontenttype").asText("application/json"));
        if (!CallBody.isJson(type)) {
            throw Refusal.at("/datacontenttype", "Binary data must be JSON.");
        }
        try {
            return CallBody.parse(
                    Base64.getDecoder().decode(entry.path("data_base64").asText()));
        } catch (IllegalArgumentException none) {
            throw Refusal.at("/data_base64", "This is no Base64.");
        } catch (Refusal none) {
            throw Refusal.at("/data_base64", "This is no JSON in Base64.");
        }
    }

    /** The attributes of an event in binary mode; null when the call is none. */
    static @Nullable ObjectNode binary(WebhookCall call) throws Refusal {
        if (call.header(HEADERS + VERSION).isEmpty()) {
            return null;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, List<String>> header : call.headers().entrySet()) {
            String name = header.getKey();
            if (name.startsWith(HEADERS)
                    && ATTRIBUTE.matcher(name.substring(HEADERS.length())).matches()
                    && !header.getValue().isEmpty()
                    && event.size() < MOST_ATTRIBUTES) {
                event.put(
                        name.substring(HEADERS.length()),
                        percentDecoded(header.getValue().get(0)));
            }
        }
        check(event);
        event.remove("id");
        return event;
    }

    /** As the binding for HTTP has it: UTF-8 as %XX, in texts that may also be in quotes. */
    private static String percentDecoded(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        String text = quoted ? value.substring(1, value.length() - 1) : value;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            int high = one == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(one).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
