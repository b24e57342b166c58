package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** The channel that all is about. Looked up once; what it is called may change, its ids do not. */
final class OwnChannel {
    private static final String SCOPES = "https://www.googleapis.com/auth/";
    private static final Set<String> MANAGE = Set.of(SCOPES + "youtube.force-ssl");
    private static final Set<String> READ = Set.of(
            SCOPES + "youtube.readonly", SCOPES + "youtube", SCOPES + "youtube.force-ssl", SCOPES + "youtubepartner");

    private final YouTubeApi api;
    private final YouTubeSettings settings;
    private final @Nullable Tokens tokens;

    private volatile @Nullable Facts facts;

    OwnChannel(YouTubeApi api, YouTubeSettings settings, @Nullable Tokens tokens) {
        this.api = api;
        this.settings = settings;
        this.tokens = tokens;
    }

    /**
     * @param uploads id of the playlist of its videos; empty when it has none
     * @param handle without the @; empty when it has none
     */
    record Facts(String id, String title, String handle, String uploads) {}

    Facts facts() throws DeliveryException {
        Facts known = facts;
        return known == null ? look() : known;
    }

    private Facts look() throws DeliveryException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("part", "snippet,contentDetails");
        String wanted = settings.channel();
        if (settings.access() != YouTubeSettings.Access.KEY) {
            parameters.put("mine", "true");
        } else if (isId(wanted)) {
            parameters.put("id", wanted);
        } else {
            parameters.put("forHandle", wanted);
        }
        JsonNode item = api.list("channels", parameters).path("items").path(0);
        String id = item.path("id").asText("");
        if (id.isEmpty()) {
            throw nobody(wanted);
        }
        String handle = item.path("snippet").path("customUrl").asText("");
        Facts found = new Facts(
                id,
                item.path("snippet").path("title").asText(id),
                handle.startsWith("@") ? handle.substring(1) : "",
                item.path("contentDetails")
                        .path("relatedPlaylists")
                        .path("uploads")
                        .asText(""));
        if (wanted != null && !wanted.equals(id) && !wanted.equalsIgnoreCase("@" + found.handle)) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "Access was granted to the channel " + found.title + " (" + id + "), not to " + wanted
                            + ". Have it granted anew and choose the right channel, or change the setting \"Channel\".",
                    null);
        }
        facts = found;
        return found;
    }

    private static boolean isId(@Nullable String wanted) {
        return wanted != null && YouTubeSettings.CHANNEL_ID.matcher(wanted).matches();
    }

    private DeliveryException nobody(@Nullable String wanted) {
        return settings.access() == YouTubeSettings.Access.KEY
                ? new DeliveryException(
                        FailureCategory.REJECTED,
                        "YouTube has no channel " + wanted + ". Look at the setting \"Channel\".",
                        null)
                : new DeliveryException(
                        FailureCategory.AUTH_EXPIRED,
                        "The Google account that granted access has no channel. Grant it anew, and choose the channel.",
                        null);
    }

    /** Asks whether all is right, and says who we are. */
    String check() throws DeliveryException {
        if (tokens != null) {
            scopes(tokens.access().scopes());
        }
        Facts found = look();
        if (settings.heldComments()) {
            api.list(
                    "commentThreads",
                    Map.of(
                            "part",
                            "id",
                            "allThreadsRelatedToChannelId",
                            found.id,
                            "moderationStatus",
                            "heldForReview",
                            "maxResults",
                            "1"));
        }
        return found.handle.isEmpty()
                ? found.title + " (" + found.id + ")"
                : "@" + found.handle + " (" + found.title + ")";
    }

    private void scopes(Set<String> granted) throws DeliveryException {
        boolean told = granted.stream().anyMatch(scope -> scope.startsWith(SCOPES));
        boolean owner = settings.access() == YouTubeSettings.Access.OWNER;
        Set<String> suffice = owner ? MANAGE : READ;
        if (told && granted.stream().noneMatch(suffice::contains)) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "Access was granted without the scope " + (owner ? "youtube.force-ssl" : "youtube.readonly")
                            + ". Have it granted anew with that"
                            + (owner ? ", or choose READER under \"Access\"." : "."),
                    null);
        }
    }
}
