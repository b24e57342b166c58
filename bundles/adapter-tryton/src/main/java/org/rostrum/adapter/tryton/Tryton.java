package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpCall;

/** The opportunities of a company in Tryton. One is found by its reference: the key of the delivery, from the moment it is made. */
final class Tryton implements Closeable {
    private final TrytonSession session;
    private final Workplace workplace;
    private final Parties parties;
    private final String page;
    private final String amount;
    private volatile Workplace.@Nullable Place place;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    Tryton(TrytonSession session, TrytonConfig config) {
        this.amount = Setting.amount(config.amount(), config.currency());
        this.page = Setting.address(config.address()) + "/#"
                + HttpCall.encode(config.database().strip()) + "/model/sale.opportunity/";
        this.session = session;
        this.workplace = new Workplace(session, config);
        this.parties = new Parties(session);
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
    Workplace.Place place() throws DeliveryException {
        Workplace.Place known = place;
        if (known == null) {
            known = workplace.find();
            place = known;
        }
        return known;
    }

    /** The same, looked at once more: somebody may have changed what the user sees. */
    Workplace.Place placeAnew() throws DeliveryException {
        place = null;
        return place();
    }

    /** The opportunity that was made for a key; when there are several, the oldest. */
    Optional<DeliveryReceipt> find(String key) throws DeliveryException {
        // what the user may no longer see would not be found
        Workplace.Place here = placeAnew();
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        domain.addArray().add("reference").add("=").add(key);
        domain.addArray().add("company").add("=").add(here.company());
        return session.search("sale.opportunity", domain, here.context(), "reference").stream()
                .findFirst()
                .map(found -> receipt(found.path("id").asLong()));
    }

    /** Makes an opportunity for a lead. */
    DeliveryReceipt create(String key, Lead lead) throws DeliveryException {
        Workplace.Place here = place();
        ObjectNode opportunity = TrytonSession.JSON
                .createObjectNode()
                .put("reference", key)
                .put("company", here.company())
                .put("party", parties.of(lead, here.context()))
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
                place();
            }
            throw refused;
        }
    }

    private DeliveryReceipt receipt(long id) {
        return new DeliveryReceipt(Long.toString(id), page + id);
    }

    @Override
    public void close() {
        session.close();
    }
}
