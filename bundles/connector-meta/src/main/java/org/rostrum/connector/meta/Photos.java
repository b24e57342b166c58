package org.rostrum.connector.meta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;

/** Brings pictures to the page, unpublished: nobody sees them before a post shows them. */
final class Photos {
    private static final int MOST_KEPT = 200;

    private final GraphApi api;
    private final Access access;
    private final Map<String, String> ids = new LinkedHashMap<>();

    Photos(GraphApi api, Access access) {
        this.api = api;
        this.access = access;
    }

    /** Meta's ids of the pictures; what an attempt before has brought is not brought again. */
    List<String> bring(Post post, Attempt attempt) throws DeliveryException {
        List<String> brought = new ArrayList<>();
        for (int i = 0; i < post.media().size(); i++) {
            brought.add(bring(post, i, attempt));
        }
        return brought;
    }

    String bring(Post post, int number, Attempt attempt) throws DeliveryException {
        String key = post.idempotencyKey() + "#" + number;
        String known = known(key);
        if (known != null) {
            return known;
        }
        attempt.requireTime();
        Media media = post.media().get(number);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("published", "false");
        if (!media.alternative().isBlank()) {
            fields.put("alt_text_custom", media.alternative().strip());
        }
        Access.Me me = access.me();
        String id = api.good(
                        api.change(me.token(), me.id() + "/photos", Multipart.of(fields, "source", media), true),
                        me.token())
                .path("id")
                .asText("");
        if (id.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "Meta took a picture without telling its id.", null);
        }
        keep(key, id);
        return id;
    }

    private synchronized @Nullable String known(String key) {
        return ids.get(key);
    }

    private synchronized void keep(String key, String id) {
        ids.put(key, id);
        if (ids.size() > MOST_KEPT) {
            ids.remove(ids.keySet().iterator().next());
        }
    }

    /** The post is there, or its pictures are no good any more. */
    synchronized void forget(Post post) {
        for (int i = 0; i < post.media().size(); i++) {
            ids.remove(post.idempotencyKey() + "#" + i);
        }
    }
}
