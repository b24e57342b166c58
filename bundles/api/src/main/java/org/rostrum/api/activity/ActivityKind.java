package org.rostrum.api.activity;

import org.jspecify.annotations.Nullable;

/** What an activity is, in the few words that figures are kept by; derived from the ActivityStreams 2.0 activity type. */
public enum ActivityKind {
    /** {@code Create} that answers nothing. */
    POST,
    /** {@code Create} with {@code inReplyTo}. */
    REPLY,
    /** {@code Announce}: a repost or quote without own words. */
    SHARE,
    /** {@code Like}, {@code Dislike} and other reactions. */
    REACTION,
    /** {@code Follow}, {@code Join}, {@code Leave} and other changes of relation. */
    RELATION,
    /** Everything else. */
    OTHER;

    /**
     * @param verb the ActivityStreams 2.0 activity type, such as {@code Create}
     * @param inReplyTo network id of what it answers, or null
     */
    public static ActivityKind of(String verb, @Nullable String inReplyTo) {
        return switch (verb) {
            case "Create" -> inReplyTo == null ? POST : REPLY;
            case "Announce" -> SHARE;
            case "Like", "Dislike", "Flag" -> REACTION;
            case "Follow", "Join", "Leave", "Accept", "Reject", "Block" -> RELATION;
            default -> OTHER;
        };
    }
}
