package org.rostrum.connector.file.csv;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.connector.file.records.RejectedRecord;

/** ActivityStreams verbs by the words that tables have for them. */
final class Verbs {
    private Verbs() {}

    static String of(String field, @Nullable String cell) throws RejectedRecord {
        if (cell == null) {
            return "Create";
        }
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "create", "post", "posted", "reply", "comment", "mention", "message", "tweet", "note" -> "Create";
            case "announce", "share", "repost", "retweet", "boost", "reblog" -> "Announce";
            case "like", "favourite", "favorite", "reaction" -> "Like";
            case "dislike" -> "Dislike";
            case "follow" -> "Follow";
            case "unfollow", "leave" -> "Leave";
            case "join" -> "Join";
            case "update", "edit" -> "Update";
            case "delete" -> "Delete";
            default -> throw new RejectedRecord(
                    field,
                    "\"" + cell.strip()
                            + "\" is not known here. Use Create, Announce, Like, Dislike, Follow, Join, Leave,"
                            + " Update or Delete.");
        };
    }
}
