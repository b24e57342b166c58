package org.rostrum.connector.bluesky;

import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** {@code at://did/collection/rkey}, the network's id of a record. */
record PostUri(String repo, String collection, String key) {
    static final String POSTS = "app.bsky.feed.post";

    static PostUri parse(String uri) throws DeliveryException {
        String[] parts = uri.startsWith("at://") ? uri.substring(5).split("/", -1) : new String[0];
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw new DeliveryException(FailureCategory.REJECTED, "\"" + uri + "\" is no post of this network.", null);
        }
        return new PostUri(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return "at://" + repo + "/" + collection + "/" + key;
    }
}
