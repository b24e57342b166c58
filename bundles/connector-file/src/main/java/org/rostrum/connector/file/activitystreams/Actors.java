package org.rostrum.connector.file.activitystreams;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Actor;
import org.rostrum.connector.file.Addresses;
import org.rostrum.connector.file.FieldText;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.text.PlainText;

/** Who did it, from an id or from an object. */
final class Actors {
    private static final Pattern NAME_IN_PATH =
            Pattern.compile("/(?:@|(?:users?|u|profile|accounts|author|people|c|m|channel)/)([^/@?#]{1,200})/?");

    private Actors() {}

    /** @param places where to look: a node and the name of its member, first hit wins */
    static Actor of(List<Place> places) throws RejectedRecord {
        for (Place place : places) {
            LinkedNode node = place.node();
            String id = node == null ? null : node.reference(place.member());
            if (node != null && id != null) {
                List<LinkedNode> described = node.nodes(place.member());
                return actor(id, described.isEmpty() ? null : described.get(0));
            }
        }
        throw new RejectedRecord("actor", "It is missing. Say who did it, in actor or attributedTo.");
    }

    private static Actor actor(String reference, @Nullable LinkedNode described) throws RejectedRecord {
        String id = FieldText.required("actor", reference);
        URI address = Addresses.web("actor", id);
        URI page = address;
        String name = null;
        String user = null;
        if (described != null) {
            LinkedNode.Words words = described.words("name", null);
            name = words == null ? null : PlainText.clean(words.text());
            user = FieldText.checked("actor.preferredUsername", described.text("preferredUsername"));
            URI shown = Addresses.web("actor.url", described.reference("url"));
            page = shown == null ? page : shown;
        }
        try {
            return new Actor(id, handle(id, address, user), name == null || name.isEmpty() ? null : name, page);
        } catch (IllegalArgumentException bound) {
            throw new RejectedRecord("actor", String.valueOf(bound.getMessage()));
        }
    }

    /** {@code name@host}, as mentions in the fediverse have it. */
    private static @Nullable String handle(String id, @Nullable URI address, @Nullable String user) {
        if (id.startsWith("acct:")) {
            return id.substring("acct:".length());
        }
        if (address == null) {
            return user;
        }
        if (user != null) {
            return user + "@" + address.getHost();
        }
        String path = address.getPath();
        Matcher matcher = NAME_IN_PATH.matcher(path == null ? "" : path);
        return matcher.matches() ? matcher.group(1) + "@" + address.getHost() : null;
    }

    /** A member that may name an actor. */
    record Place(@Nullable LinkedNode node, String member) {}
}
