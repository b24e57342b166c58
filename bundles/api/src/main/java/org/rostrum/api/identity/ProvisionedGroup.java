package org.rostrum.api.identity;

import java.time.Instant;
import java.util.List;

/**
 * A group as a provisioning client sees it.
 *
 * @param members those that provisioning put there, as far as the client sees them; ordered by user name
 * @param changed when the version last rose
 * @param version counts changes from 1, those of its members included; the ETag
 */
public record ProvisionedGroup(
        long id, GroupProfile profile, List<Member> members, Instant created, Instant changed, long version) {
    /** A person in the group. */
    public record Member(long id, String displayName) {}

    public ProvisionedGroup {
        members = List.copyOf(members);
    }
}
