package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside, as one network knows them: a contact of the archive, as far as the asker may know of it.
 *
 * @param contactId of the contact in the archive
 * @param networkId the network's id of them
 * @param url their page there; null when unknown
 * @param accountIds those accounts to which they have spoken and whose inbox the asker may read
 * @param personId the person that they were joined to; null when to none
 */
public record ContactIdentity(
        long contactId,
        String network,
        String networkId,
        @Nullable String handle,
        @Nullable String displayName,
        @Nullable String url,
        SortedSet<String> accountIds,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Long personId) {}
