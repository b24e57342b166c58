package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/** Deletes posts of the page and comments, and likes both as the page. */
final class Moderator {
    private final LinkedInApi api;
    private final String actor;

    Moderator(LinkedInApi api, String actor) {
        this.api = api;
        this.actor = actor;
    }

    void moderate(Moderation moderation) throws DeliveryException {
        String urn = Urns.whole(moderation.networkId());
        if (!Urns.isPost(urn) && !Urns.isComment(urn)) {
            throw Urns.none(urn);
        }
        switch (moderation.action()) {
            case DELETE -> delete(urn);
            case LIKE -> like(urn);
            case UNLIKE -> change(
                    HttpCall.delete(api.address(
                            "reactions/(actor:" + HttpCall.encode(actor) + ",entity:" + HttpCall.encode(urn) + ")")),
                    404);
            case HIDE, UNHIDE, APPROVE, SPAM -> throw unsupported(moderation.action());
        }
    }

    private static DeliveryException unsupported(Action action) {
        return new DeliveryException(
                FailureCategory.UNSUPPORTED, "LinkedIn has nothing for " + action + ": comments can be deleted.", null);
    }

    private void delete(String urn) throws DeliveryException {
        String rest = Urns.isPost(urn)
                ? "posts/" + HttpCall.encode(urn)
                : "socialActions/" + HttpCall.encode(Urns.thread(urn)) + "/comments/" + Urns.number(urn) + "?actor="
                        + HttpCall.encode(actor);
        change(HttpCall.delete(api.address(rest)).with("X-RestLi-Method", "DELETE"), 404);
    }

    private void like(String urn) throws DeliveryException {
        ObjectNode reaction =
                LinkedInApi.JSON.createObjectNode().put("root", urn).put("reactionType", "LIKE");
        change(
                new HttpCall(
                        "POST",
                        api.address("reactions?actor=" + HttpCall.encode(actor)),
                        Map.of(),
                        HttpBody.json(reaction.toString()),
                        false),
                409);
    }

    /** @param already the status that says that it is so already */
    private void change(HttpCall call, int already) throws DeliveryException {
        LinkedInApi.Answer answer = api.exchange(call);
        if (!answer.http().isGood() && answer.http().status() != already) {
            throw api.failure(answer, false);
        }
    }
}
