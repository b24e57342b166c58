package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClients;

/**
 * The parties and opportunities of a company in Tryton. A party is found by its code, of which Tryton's database allows no two; an
 * opportunity by its reference, which is the key of the delivery from the moment it is made.
 */
final class Tryton implements Closeable {
    private static final int MOST_REPLACEMENTS = 20;

    private final TrytonSession session;
    private final Workplace workplace;
    private final String page;
    private final String amount;
    private volatile Workplace.@Nullable Place place;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    Tryton(HttpClients clients, TrytonConfig config) {
        this.amount = Setting.amount(config.amount(), config.currency());
        this.page = Setting.address(config.address()) + "/#"
                + HttpCall.encode(config.database().strip()) + "/model/sale.opportunity/";
        this.session = new TrytonSession(clients, config);
        this.workplace = new Workplace(session, config);
    }

    @Override
    public String toString() {
        return page.substring(0, page.indexOf("/model/")) + workplace;
    }

    /**
     * Looks, once, whether all that is configured is there.
     *
     * @throws DeliveryException naming the setting; leads wait until it is mended here or there
     */
    void check() throws DeliveryException {
        place();
    }

    private Workplace.Place place() throws DeliveryException {
        Workplace.Place known = place;
        if (known == null) {
            known = workplace.find();
            place = known;
        }
        return known;
    }

    /** The opportunity that was made for a key; when there are several, the oldest. */
    Optional<DeliveryReceipt> find(String key) throws DeliveryException {
        // what the user may no longer see would not be found
        place = null;
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        domain.addArray().add("reference").add("=").add(key);
        domain.addArray().add("company").add("=").add(place().company());
        return first("sale.opportunity", domain, place().context(), "reference")
                .map(found -> receipt(found.path("id").asLong()));
    }

    /** Makes an opportunity for a lead. */
    DeliveryReceipt create(String key, Lead lead) throws DeliveryException {
        Workplace.Place here = place();
        ObjectNode opportunity = TrytonSession.JSON
                .createObjectNode()
                .put("reference", key)
                .put("company", here.company())
                .put("party", party(lead))
                .put("description", lead.description())
                .put("comment", lead.comment());
        if (here.employee() != null) {
            opportunity.put("employee", here.employee());
        }
        if (!amount.isEmpty()) {
            opportunity.putObject("amount").put("__class__", "Decimal").put("decimal", amount);
        }
        try {
            return receipt(session.create("sale.opportunity", opportunity, here.context(), false));
        } catch (DeliveryException refused) {
            if (refused.category() == FailureCategory.REJECTED) {
                // when something was changed over there, leads wait instead
                place = null;
                check();
            }
            throw refused;
        }
    }

    private long party(Lead lead) throws DeliveryException {
        Optional<Long> there = party(lead.partyCode());
        if (there.isPresent()) {
            return there.get();
        }
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
        try {
            // the same code once more would be refused
            return session.create("party.party", party, place().context(), true);
        } catch (DeliveryException refused) {
            if (refused.category() != FailureCategory.REJECTED) {
                throw refused;
            }
            // another lead of the contact may have been faster
            return party(lead.partyCode()).orElseThrow(() -> refused);
        }
    }

    /** The party of a code, or that by which people have replaced it; whether it is active or not. */
    private Optional<Long> party(String code) throws DeliveryException {
        ObjectNode context = place().context().deepCopy().put("active_test", false);
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        domain.addArray().add("code").add("=").add(code);
        Optional<JsonNode> found = first("party.party", domain, context, "replaced_by");
        for (int i = 0; found.isPresent() && i < MOST_REPLACEMENTS; i++) {
            JsonNode by = found.get().path("replaced_by");
            if (!by.canConvertToLong()) {
                break;
            }
            ArrayNode next = TrytonSession.JSON.createArrayNode();
            next.addArray().add("id").add("=").add(by.asLong());
            found = first("party.party", next, context, "replaced_by");
        }
        return found.map(party -> party.path("id").asLong());
    }

    private Optional<JsonNode> first(String model, ArrayNode domain, ObjectNode context, String field)
            throws DeliveryException {
        return session.search(model, domain, context, field).stream().findFirst();
    }

    private DeliveryReceipt receipt(long id) {
        return new DeliveryReceipt(Long.toString(id), page + id);
    }

    @Override
    public void close() {
        session.close();
    }
}
