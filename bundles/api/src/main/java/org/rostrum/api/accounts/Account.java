package org.rostrum.api.accounts;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;

/**
 * A node of the organisation: company, brand, franchise.
 *
 * @param id lower-case letters, digits and hyphens, 1 to 64; never changes
 * @param parentId the account above; null for the root of a tree
 * @param name for people, 1 to 200 characters
 * @param zone time zone that counts for the account: its own, or that of an account above
 * @param version counts changes from 1; the ETag
 * @param mergedInto the account that took this one over; null for an account that is one
 */
public record Account(
        String id,
        @Nullable String parentId,
        String name,
        ZoneId zone,
        Instant created,
        long version,
        @Nullable String mergedInto) {
    public Account {
        zone = Inputs.named(zone);
    }

    /** An account that was not merged. */
    public Account(String id, @Nullable String parentId, String name, ZoneId zone, Instant created, long version) {
        this(id, parentId, name, zone, created, version, null);
    }
}
