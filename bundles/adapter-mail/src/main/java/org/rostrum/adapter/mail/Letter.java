package org.rostrum.adapter.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * The payload of a mail.
 *
 * @param subject one line
 * @param headers further header fields, none of which the mail has anyway
 */
record Letter(
        List<InternetAddress> to,
        List<InternetAddress> cc,
        List<InternetAddress> bcc,
        List<InternetAddress> replyTo,
        String subject,
        String text,
        @Nullable String html,
        Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s\\u0085\\u2028\\u2029]+");

    /** Header fields that are ours or the mail systems' to set. */
    private static final Set<String> RESERVED = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "return-path",
            "received",
            "auto-submitted");

    private static final Pattern RESERVED_FAMILY = Pattern.compile("(content|resent|dkim|arc)-.*");

    Letter {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        replyTo = List.copyOf(replyTo);
        headers = Map.copyOf(headers);
    }

    /** @throws DeliveryException REJECTED, naming the field or address that is wrong */
    static Letter parse(String payload) throws DeliveryException {
        JsonNode json = object(payload);
        List<InternetAddress> to = addresses(json, "to");
        if (to.isEmpty()) {
            throw rejected("The field \"to\" is missing; it must be a list of at least one address.");
        }
        String subject =
                BLANKS.matcher(text(json, "subject", true)).replaceAll(" ").strip();
        return new Letter(
                to,
                addresses(json, "cc"),
                addresses(json, "bcc"),
                addresses(json, "replyTo"),
                subject,
                text(json, "text", true),
                json.path("html").isNull() || json.path("html").isMissingNode() ? null : text(json, "html", true),
                headers(json.path("headers")));
    }

    private static JsonNode object(String payload) throws DeliveryException {
        try {
            JsonNode json = JSON.readTree(payload);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException invalid) {
            throw rejected("The payload is not JSON: " + invalid.getOriginalMessage());
        }
        throw rejected("The payload must be a JSON object.");
    }

    private static String text(JsonNode json, String field, boolean required) throws DeliveryException {
        JsonNode node = json.path(field);
        if (node.isTextual()) {
            return node.textValue();
        }
        if (required && (node.isMissingNode() || node.isNull())) {
            throw rejected("The field \"" + field + "\" is missing; it is required.");
        }
        throw rejected("The field \"" + field + "\" must be a text.");
    }

    private static List<InternetAddress> addresses(JsonNode json, String field) throws DeliveryException {
        JsonNode node = json.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        List<InternetAddress> addresses = new ArrayList<>();
        for (JsonNode element : node.isArray() ? node : List.of(node)) {
            if (!element.isTextual()) {
                throw rejected("The field \"" + field + "\" must be a list of texts, each an address.");
            }
            try {
                addresses.add(Addresses.parse(element.textValue()));
            } catch (AddressException wrong) {
                throw rejected("The address \"" + oneLine(element.textValue()) + "\" in the field \"" + field
                        + "\" is none: " + oneLine(String.valueOf(wrong.getMessage())) + ".");
            }
        }
        return addresses;
    }

    private static Map<String, String> headers(JsonNode node) throws DeliveryException {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw rejected("The field \"headers\" must be an object of names and texts.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            headers.put(headerName(field.getKey()), headerValue(field.getKey(), field.getValue()));
        }
        return headers;
    }

    private static String headerName(String name) throws DeliveryException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!HEADER_NAME.matcher(name).matches()) {
            throw rejected("\"" + oneLine(name) + "\" in the field \"headers\" is no name of a header field.");
        }
        if (RESERVED.contains(lower) || RESERVED_FAMILY.matcher(lower).matches()) {
            throw rejected("The header \"" + name + "\" in the field \"headers\" cannot be set that way.");
        }
        return name;
    }

    private static String headerValue(String name, JsonNode value) throws DeliveryException {
        if (!value.isTextual()) {
            throw rejected("The header \"" + name + "\" in the field \"headers\" must be a text.");
        }
        if (value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw rejected("The header \"" + name
                    + "\" in the field \"headers\" contains a line break or another control character.");
        }
        return value.textValue();
    }

    private static String oneLine(String text) {
        String line = BLANKS.matcher(text).replaceAll(" ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, "Mail: " + message, null);
    }
}
