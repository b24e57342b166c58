package org.rostrum.api.identity;

import java.time.Instant;
import java.util.List;

/**
 * A person as a provisioning client sees them.
 *
 * @param id never given out again
 * @param groups the groups the person is in, as far as the client sees them, by whomever they were put there; ordered by name
 * @param changed when the version last rose
 * @param version counts changes from 1; the ETag
 */
public record ProvisionedUser(
        long id, UserProfile profile, List<GroupName> groups, Instant created, Instant changed, long version) {
    /** A group's id and name. */
    public record GroupName(long id, String name) {}

    public ProvisionedUser {
        groups = List.copyOf(groups);
    }
}
