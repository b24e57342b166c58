package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;

/** Approves, hides, marks as spam and deletes; looks before, since WordPress takes a state that is there already for a failure. */
final class Moderator {
    private final WordpressApi api;

    Moderator(WordpressApi api) {
        this.api = api;
    }

    void moderate(Moderation moderation) throws DeliveryException {
        Ids.Thing thing = Ids.read(moderation.networkId());
        String route = (thing.isPost() ? "posts/" : "comments/") + thing.number();
        switch (moderation.action()) {
            case LIKE, UNLIKE -> throw new DeliveryException(
                    FailureCategory.UNSUPPORTED, "WordPress knows no likes.", null);
            case HIDE -> become(route, thing.isPost() ? "private" : "hold");
            case UNHIDE -> become(route, thing.isPost() ? "publish" : "approved");
            case APPROVE -> become(route, commentOnly(thing, "approved"));
            case SPAM -> become(route, commentOnly(thing, "spam"));
            case DELETE -> api.delete(route);
        }
    }

    private static String commentOnly(Ids.Thing thing, String status) throws DeliveryException {
        if (thing.isPost()) {
            throw new DeliveryException(
                    FailureCategory.UNSUPPORTED, "Posts are not approved and are no spam; comments may be.", null);
        }
        return status;
    }

    private void become(String route, String status) throws DeliveryException {
        Optional<JsonNode> there = api.find(route, Map.of());
        if (there.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.REJECTED, "It is not there any more, or the account does not see it.", null);
        }
        if (!there.get().path("status").asText().equals(status)) {
            api.write(route, WordpressApi.JSON.createObjectNode().put("status", status));
        }
    }
}
