package org.rostrum.connector.meta;

import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.http.HttpBody;

/** Acts as the page on what is said there. Each of it can be done again without harm, so that a lost answer leaves no doubt. */
final class PageModerator {
    private final GraphApi api;
    private final Access access;

    PageModerator(GraphApi api, Access access) {
        this.api = api;
        this.access = access;
    }

    void moderate(Moderation moderation) throws DeliveryException {
        String token = access.me().token();
        String id = GraphApi.id(moderation.networkId());
        switch (moderation.action()) {
            case HIDE -> change(token, id, Map.of("is_hidden", "true"));
            case UNHIDE -> change(token, id, Map.of("is_hidden", "false"));
            case LIKE -> change(token, id + "/likes", Map.of());
            case UNLIKE -> remove(token, id + "/likes");
            case DELETE -> remove(token, id);
            case APPROVE, SPAM -> throw new DeliveryException(
                    FailureCategory.UNSUPPORTED,
                    "Facebook has no " + moderation.action() + ". Comments can be hidden, shown again and deleted.",
                    null);
        }
    }

    private void change(String token, String path, Map<String, String> fields) throws DeliveryException {
        api.good(api.change(token, path, HttpBody.form(fields), true), token);
    }

    /** What is not there need not be taken away. */
    private void remove(String token, String path) throws DeliveryException {
        GraphApi.Answer answer = api.remove(token, path);
        if (!answer.isGone()) {
            api.good(answer, token);
        }
    }
}
