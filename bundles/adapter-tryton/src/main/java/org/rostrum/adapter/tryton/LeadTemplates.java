package org.rostrum.adapter.tryton;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.route.FieldTemplate;

/** Makes of a delivery what is written into Tryton, as configured. */
final class LeadTemplates {
    /** The types of Tryton 6.0. */
    private static final Set<String> TYPES =
            Set.of("phone", "mobile", "fax", "email", "website", "skype", "sip", "irc", "jabber", "other");

    private static final int LONGEST_LINE = 200;
    /** As far as an index of PostgreSQL goes; what the platform knows of a contact is shorter. */
    private static final int LONGEST_CODE = 600;

    private static final FieldTemplate HANDLE = new FieldTemplate("{contactHandle}", FieldTemplate.CASE_FIELDS);

    private final FieldTemplate partyCode;
    private final FieldTemplate party;
    private final FieldTemplate description;
    private final FieldTemplate comment;
    private final Map<String, FieldTemplate> mechanisms = new LinkedHashMap<>();

    /** @throws IllegalArgumentException in words for people, naming the setting */
    LeadTemplates(TrytonConfig config) {
        partyCode = Setting.template("partyCode", config.partyCode());
        if (partyCode.places().isEmpty()) {
            throw Setting.wrong("partyCode", "without a field in braces, all leads would be of one party.");
        }
        party = Setting.template("party", config.party());
        description = Setting.template("description", config.description());
        comment = Setting.template("comment", config.comment());
        for (String one : config.contactMechanisms().split(";", -1)) {
            if (!one.isBlank()) {
                add(one.strip());
            }
        }
    }

    private void add(String entry) {
        int end = entry.indexOf('=');
        if (end < 1) {
            throw Setting.wrong("contactMechanisms", "\"" + entry + "\" is not of the form TYPE=TEXT.");
        }
        String type = entry.substring(0, end).strip();
        if (!TYPES.contains(type)) {
            throw Setting.wrong(
                    "contactMechanisms",
                    "there is no type \"" + type + "\". Take one of " + String.join(", ", new TreeSet<>(TYPES)) + ".");
        }
        FieldTemplate template = Setting.template("contactMechanisms", entry.substring(end + 1));
        if (mechanisms.put(type, template) != null) {
            throw Setting.wrong("contactMechanisms", type + " is there twice.");
        }
    }

    /** @throws DeliveryException REJECTED naming a field that the delivery must have */
    Lead filled(Map<String, String> delivery) throws DeliveryException {
        String name = party.fill(delivery);
        List<Lead.ContactMechanism> reached = new ArrayList<>();
        for (Map.Entry<String, FieldTemplate> one : mechanisms.entrySet()) {
            String value = FieldTemplate.line(one.getValue().fill(delivery), LONGEST_CODE);
            if (!value.isEmpty()) {
                reached.add(new Lead.ContactMechanism(one.getKey(), value));
            }
        }
        return new Lead(
                FieldTemplate.line(partyCode.require("partyCode", delivery), LONGEST_CODE),
                FieldTemplate.line(name.isEmpty() ? HANDLE.require("party", delivery) : name, LONGEST_LINE),
                List.copyOf(reached),
                FieldTemplate.line(description.require("description", delivery), LONGEST_LINE),
                comment.require("comment", delivery));
    }
}
