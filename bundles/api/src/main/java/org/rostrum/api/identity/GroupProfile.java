package org.rostrum.api.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provisioning client says of a group.
 *
 * @param members ids of persons
 */
public record GroupProfile(String name, @Nullable String externalId, Set<Long> members) {
    public GroupProfile {
        members = Set.copyOf(members);
    }
}
