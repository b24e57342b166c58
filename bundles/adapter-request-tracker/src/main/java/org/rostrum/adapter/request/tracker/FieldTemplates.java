package org.rostrum.adapter.request.tracker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.route.FieldTemplate;

/** What is written into the fields of a ticket. */
final class FieldTemplates {
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

    private static final int LONGEST_SUBJECT = 200;

    private final Map<String, FieldTemplate> templates = new LinkedHashMap<>();

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
        FieldTemplate template = template(setting, text);
        if (template.isBlank()) {
            throw wrong(setting, field + " is empty.");
        }
        if (templates.put(field, template) != null) {
            throw wrong(setting, field + " is there twice.");
        }
    }

    private static FieldTemplate template(String setting, String text) {
        try {
            return new FieldTemplate(text, FieldTemplate.CASE_FIELDS);
        } catch (IllegalArgumentException unknown) {
            throw wrong(setting, String.valueOf(unknown.getMessage()));
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
    Map<String, String> filled(Map<String, String> delivery) throws DeliveryException {
        Map<String, String> filled = new LinkedHashMap<>();
        for (Map.Entry<String, FieldTemplate> one : templates.entrySet()) {
            String field = one.getKey();
            FieldTemplate template = one.getValue();
            if (field.equals(SUBJECT)) {
                filled.put(field, FieldTemplate.line(template.require(field, delivery), LONGEST_SUBJECT));
            } else if (field.equals(CONTENT)) {
                filled.put(field, template.require(field, delivery));
            } else {
                String text = template.fill(delivery);
                if (!text.isEmpty()) {
                    filled.put(field, text);
                }
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
}
