package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** What is written into the fields of a ticket: texts with places for the fields of a delivery. */
final class FieldTemplates {
    /** The fields of a ticket's delivery. */
    static final Set<String> KNOWN = Set.of(
            "id",
            "kind",
            "createdAt",
            "account",
            "accountName",
            "channel",
            "contactHandle",
            "contactName",
            "summary",
            "text",
            "url",
            "owner",
            "rule",
            "conversation",
            "language");

    static final String CUSTOM = "CF.";
    private static final String SUBJECT = "Subject";
    private static final String CONTENT = "Content";

    /** What a ticket takes when it is made, besides custom fields; the queue and the type of the content are the adapter's. */
    private static final Set<String> FIELDS = Set.of(
            "Requestor",
            "Cc",
            "AdminCc",
            "Owner",
            "Status",
            "Priority",
            "InitialPriority",
            "FinalPriority",
            "Starts",
            "Due");

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final int LONGEST_SUBJECT = 200;

    private final Map<String, String> templates = new LinkedHashMap<>();

    /** @throws IllegalArgumentException in words for people, naming the setting */
    FieldTemplates(RequestTrackerConfig config) {
        put("subject", SUBJECT, config.subject());
        put("content", CONTENT, config.content());
        for (String one : config.fields().split(";", -1)) {
            if (!one.isBlank()) {
                add(one.strip(), CUSTOM + config.keyField().strip());
            }
        }
    }

    private void add(String entry, String keyField) {
        int end = entry.indexOf('=');
        if (end < 1) {
            throw wrong("fields", "\"" + entry + "\" is not of the form FIELD=TEXT.");
        }
        String field = entry.substring(0, end).strip();
        if (field.equals(keyField)) {
            throw wrong("fields", field + " holds the key of the delivery (\"keyField\").");
        }
        if (!FIELDS.contains(field) && !(field.startsWith(CUSTOM) && field.length() > CUSTOM.length())) {
            throw wrong(
                    "fields",
                    "\"" + field + "\" cannot be written. Take one of " + String.join(", ", new TreeSet<>(FIELDS))
                            + ", or CF. and the name of a custom field.");
        }
        put("fields", field, entry.substring(end + 1));
    }

    private void put(String setting, String field, String text) {
        String template = text.replace("\\n", "\n");
        for (Matcher place = PLACE.matcher(template); place.find(); ) {
            if (!KNOWN.contains(place.group(1))) {
                throw wrong(setting, "a delivery has no field \"" + place.group(1) + "\".");
            }
        }
        if (template.isBlank()) {
            throw wrong(setting, field + " is empty.");
        }
        if (templates.put(field, template) != null) {
            throw wrong(setting, field + " is there twice.");
        }
    }

    private static IllegalArgumentException wrong(String setting, String why) {
        return new IllegalArgumentException(
                "\"" + setting + "\" of the configuration org.rostrum.adapter.request.tracker: " + why);
    }

    /**
     * The fields of a ticket, filled; what the delivery does not tell is left out of texts, and fields that stay empty are left out.
     *
     * @throws DeliveryException REJECTED naming a field that the delivery must have
     */
    Map<String, String> filled(JsonNode delivery) throws DeliveryException {
        Map<String, String> filled = new LinkedHashMap<>();
        for (Map.Entry<String, String> template : templates.entrySet()) {
            String text = filled(template.getValue(), delivery).strip();
            if (template.getKey().equals(SUBJECT)) {
                text = line(text);
            }
            if (!text.isEmpty()) {
                filled.put(template.getKey(), text);
            } else if (template.getKey().equals(SUBJECT) || template.getKey().equals(CONTENT)) {
                throw rejected("Nothing is left of the field " + template.getKey() + ", as "
                        + PLACE.matcher(template.getValue())
                                .results()
                                .map(place -> place.group(1))
                                .toList()
                        + " are empty");
            }
        }
        return filled;
    }

    /** Names of the custom fields that are written. */
    List<String> customFields() {
        return templates.keySet().stream()
                .filter(field -> field.startsWith(CUSTOM))
                .map(field -> field.substring(CUSTOM.length()))
                .toList();
    }

    private static String filled(String template, JsonNode delivery) throws DeliveryException {
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            JsonNode value = delivery.path(place.group(1));
            if (value.isMissingNode()) {
                throw rejected("The delivery has no field " + place.group(1));
            }
            place.appendReplacement(text, Matcher.quoteReplacement(value.isNull() ? "" : value.asText()));
        }
        return place.appendTail(text).toString();
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ");
        if (line.length() <= LONGEST_SUBJECT) {
            return line;
        }
        int end = LONGEST_SUBJECT - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    static DeliveryException rejected(String why) {
        return new DeliveryException(FailureCategory.REJECTED, why, null);
    }
}
