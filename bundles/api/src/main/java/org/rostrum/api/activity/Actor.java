package org.rostrum.api.activity;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who did it.
 *
 * @param networkId the network's own id of the actor, 1 to 512 characters; the same person keeps it for life
 * @param handle the name used in mentions, without {@code @}; null when the network has none
 * @param displayName the name shown to people; null when unknown
 * @param url the actor's page, at most 4,096 characters; null when unknown
 */
public record Actor(String networkId, @Nullable String handle, @Nullable String displayName, @Nullable URI url) {
    public Actor {
        Limits.text("actor.networkId", networkId, 512);
        Limits.optionalText("actor.handle", handle, 256);
        Limits.optionalText("actor.displayName", displayName, 512);
        Limits.url("actor.url", url);
    }
}
