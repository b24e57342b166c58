package org.rostrum.connector.meta;

import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.http.HttpBody;

/** Hides, shows and deletes comments below the account's posts. Each can be done again without harm. */
final class InstagramModerator {
    private final GraphApi api;
    private final Access access;

    InstagramModerator(GraphApi api, Access access) {
        this.api = api;
        this.access = access;
    }

    void moderate(Moderation moderation) throws DeliveryException {
        InstagramId id = InstagramId.parse(moderation.networkId())
                .orElseThrow(() -> new DeliveryException(
                        FailureCategory.REJECTED,
                        "\"" + moderation.networkId() + "\" is no post or comment of Instagram.",
                        null));
        switch (moderation.action()) {
            case HIDE -> hide(id, true);
            case UNHIDE -> hide(id, false);
            case DELETE -> delete(comment(id));
            case LIKE, UNLIKE, APPROVE, SPAM -> throw unsupported("Instagram lets programs not " + moderation.action()
                    + ". Comments can be hidden, shown again and deleted.");
        }
    }

    private static String comment(InstagramId id) throws DeliveryException {
        String comment = id.comment();
        if (comment == null) {
            throw unsupported("Instagram lets programs hide and delete comments, but no posts. Do it in the app.");
        }
        return comment;
    }

    private void hide(InstagramId id, boolean hide) throws DeliveryException {
        String token = access.given();
        api.good(api.change(token, comment(id), HttpBody.form(Map.of("hide", Boolean.toString(hide))), true), token);
    }

    /** What is not there need not be taken away. */
    private void delete(String comment) throws DeliveryException {
        String token = access.given();
        GraphApi.Answer answer = api.remove(token, comment);
        if (!answer.isGone()) {
            api.good(answer, token);
        }
    }

    private static DeliveryException unsupported(String message) {
        return new DeliveryException(FailureCategory.UNSUPPORTED, message, null);
    }
}
