package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Finds the numbers of categories and tags by what people call them. */
final class Terms {
    private static final int PAGE = 100;

    private final WordpressApi api;

    Terms(WordpressApi api) {
        this.api = api;
    }

    /**
     * @param kind {@code categories} or {@code tags}
     * @throws DeliveryException REJECTED when one is not there
     */
    ArrayNode numbers(String kind, List<String> names) throws DeliveryException {
        ArrayNode numbers = WordpressApi.JSON.createArrayNode();
        for (String name : names) {
            numbers.add(number(kind, name));
        }
        return numbers;
    }

    private long number(String kind, String name) throws DeliveryException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("search", name);
        parameters.put("per_page", PAGE);
        for (JsonNode term : api.list(kind, parameters).items()) {
            if (HtmlText.line(term.path("name").asText()).equalsIgnoreCase(name)
                    || term.path("slug").asText().equalsIgnoreCase(name)) {
                return term.path("id").asLong();
            }
        }
        throw new DeliveryException(
                FailureCategory.REJECTED,
                "The site has no \"" + name + "\" among its " + kind + ". Make it there, or change the setting " + kind
                        + " of the channel.",
                null);
    }
}
