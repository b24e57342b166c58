package org.rostrum.api.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person outside, as one network knows them.
 *
 * @param network name of the network, such as {@code twitter}
 * @param networkId the network's id of the person
 */
public record Contact(
        long id,
        String network,
        String networkId,
        @Nullable String handle,
        @Nullable String displayName,
        Instant firstSeen) {}
