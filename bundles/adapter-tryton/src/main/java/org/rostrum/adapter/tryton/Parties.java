package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** The parties of contacts. One is found by its code, of which Tryton's database allows no two, whoever makes them. */
final class Parties {
    private static final int MOST_REPLACEMENTS = 20;

    private final TrytonSession session;

    Parties(TrytonSession session) {
        this.session = session;
    }

    /** The party of a lead's contact, which is made when it is not there. */
    long of(Lead lead, ObjectNode context) throws DeliveryException {
        Optional<Long> there = find(lead.partyCode(), context);
        if (there.isPresent()) {
            return there.get();
        }
        try {
            // the same code once more would be refused
            return session.create("party.party", party(lead), context, true);
        } catch (DeliveryException refused) {
            if (refused.category() != FailureCategory.REJECTED) {
                throw refused;
            }
            // another lead of the contact may have been faster
            return find(lead.partyCode(), context).orElseThrow(() -> refused);
        }
    }

    private static ObjectNode party(Lead lead) {
        ObjectNode party = TrytonSession.JSON
                .createObjectNode()
                .put("code", lead.partyCode())
                .put("name", lead.partyName());
        if (!lead.mechanisms().isEmpty()) {
            ArrayNode mechanisms = party.putArray("contact_mechanisms")
                    .addArray()
                    .add("create")
                    .addArray();
            lead.mechanisms()
                    .forEach(one ->
                            mechanisms.addObject().put("type", one.type()).put("value", one.value()));
        }
        return party;
    }

    /** The party of a code, or that by which people have replaced it; whether it is active or not. */
    private Optional<Long> find(String code, ObjectNode context) throws DeliveryException {
        Optional<JsonNode> found =
                first("code", TrytonSession.JSON.getNodeFactory().textNode(code), context);
        for (int i = 0; found.isPresent() && i < MOST_REPLACEMENTS; i++) {
            JsonNode by = found.get().path("replaced_by");
            if (!by.canConvertToLong()) {
                break;
            }
            found = first("id", by, context);
        }
        return found.map(party -> party.path("id").asLong());
    }

    private Optional<JsonNode> first(String field, JsonNode value, ObjectNode context) throws DeliveryException {
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        domain.addArray().add(field).add("=").add(value);
        ObjectNode all = context.deepCopy().put("active_test", false);
        return session.search("party.party", domain, all, "replaced_by").stream()
                .findFirst();
    }
}
