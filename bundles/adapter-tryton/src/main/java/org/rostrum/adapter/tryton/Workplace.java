package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Where leads are made: finds company and employee by their names, and what does not fit before the first lead comes. */
final class Workplace {
    private final TrytonSession session;
    private final String user;
    private final String company;
    private final String employee;
    private final String amount;
    private final String currency;

    /**
     * What Tryton calls them.
     *
     * @param currency code of that of the company
     * @param context of all calls
     */
    record Place(long company, String currency, @Nullable Long employee, ObjectNode context) {}

    Workplace(TrytonSession session, TrytonConfig config) {
        this.session = session;
        this.user = config.user().strip();
        this.company = config.company().strip();
        this.employee = config.employee().strip();
        this.amount = config.amount().strip();
        this.currency = config.currency().strip();
    }

    @Override
    public String toString() {
        return company.isEmpty() ? "" : ", company " + company;
    }

    Place find() throws DeliveryException {
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.add(false).addObject();
        JsonNode preferences = session.ask("model.res.user.get_preferences", parameters);
        checkRights();
        JsonNode found = company(preferences);
        long id = found.path("id").asLong();
        checkAmount(found.path("currency."));
        ObjectNode context = TrytonSession.JSON
                .createObjectNode()
                .put("company", id)
                .put("language", preferences.path("language").asText("en"));
        return new Place(
                id,
                found.path("currency.").path("code").asText(""),
                employee.isEmpty() ? null : employee(id, context),
                context);
    }

    /** Rights are told for models that are there alone. */
    private void checkRights() throws DeliveryException {
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        domain.addArray().add("model").add("=").add("sale.opportunity");
        ObjectNode none = TrytonSession.JSON.createObjectNode();
        if (session.search("ir.model", domain, none, "model").isEmpty()) {
            throw waiting("database", "its module sale_opportunity is not activated.");
        }
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add("party.party").add("sale.opportunity");
        JsonNode rights = session.ask("model.ir.model.access.get_access", parameters.add(none));
        for (String model : List.of("party.party", "sale.opportunity")) {
            for (String right : List.of("read", "create")) {
                if (!rights.path(model).path(right).asBoolean()) {
                    throw Setting.waiting(
                            FailureCategory.AUTH_EXPIRED,
                            "user",
                            "\"" + user + "\" has no right to " + right + " records of " + model + ".");
                }
            }
        }
    }

    private JsonNode company(JsonNode preferences) throws DeliveryException {
        long present = preferences.path("company").asLong(-1);
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        ArrayNode own = domain.addArray().add("id").add("in").addArray();
        preferences.path("companies").forEach(own::add);
        if (company.isEmpty()) {
            domain.addArray().add("id").add("=").add(present);
        } else {
            domain.addArray().add("party.name").add("=").add(company);
        }
        List<JsonNode> found = session.search(
                "company.company", domain, TrytonSession.JSON.createObjectNode(), "currency.code", "currency.digits");
        if (found.isEmpty()) {
            throw waiting(
                    "company",
                    "the user \"" + user + "\" "
                            + (company.isEmpty()
                                    ? "works for none at present."
                                    : "has no company \"" + company + "\"."));
        }
        if (found.size() > 1) {
            throw waiting("company", "there are several that are called \"" + company + "\".");
        }
        // of other companies he sees nothing, and may make nothing
        boolean all = preferences.path("company_filter").asText().equals("all");
        if (!all && found.get(0).path("id").asLong() != present) {
            throw waiting(
                    "company",
                    "the user \"" + user + "\" works for another one at present. Choose \"" + company
                            + "\" in his preferences, or \"All\" as their company filter.");
        }
        return found.get(0);
    }

    private void checkAmount(JsonNode there) throws DeliveryException {
        String code = there.path("code").asText();
        if (!currency.isEmpty() && !currency.equals(code)) {
            throw waiting("currency", "the company reckons in " + code + ", not in " + currency + ".");
        }
        if (!amount.isEmpty()
                && new BigDecimal(amount).scale() > there.path("digits").asInt()) {
            throw waiting(
                    "amount",
                    code + " has " + there.path("digits").asInt() + " decimal places, " + amount + " has more.");
        }
    }

    private long employee(long company, ObjectNode context) throws DeliveryException {
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        domain.addArray().add("party.name").add("=").add(employee);
        domain.addArray().add("company").add("=").add(company);
        List<JsonNode> found = session.search("company.employee", domain, context, "company");
        if (found.size() != 1) {
            throw waiting(
                    "employee",
                    "the company has " + (found.isEmpty() ? "no employee" : "several employees") + " \"" + employee
                            + "\".");
        }
        return found.get(0).path("id").asLong();
    }

    private static DeliveryException waiting(String setting, String why) {
        return Setting.waiting(FailureCategory.UNAVAILABLE, setting, why);
    }
}
