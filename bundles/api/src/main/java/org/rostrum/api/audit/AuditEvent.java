package org.rostrum.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the trail.
 *
 * @param sequence 1, 2, 3 … without gaps
 * @param at when, to the microsecond
 * @param actor who: user name or part of the server
 * @param actorType USER, TOKEN, SYSTEM or ANONYMOUS
 * @param actorAccountId the account the actor belonged to; null for the organisation as a whole. With another account in
 *     {@code accountId} the actor acted for that one.
 * @param tokenId which token of the user acted; null when it was no token
 * @param door by which the call came in
 * @param address network address of the caller; null when from inside
 * @param hash SHA-256 over the previous hash and this entry, lower-case hexadecimal
 */
public record AuditEvent(
        long sequence,
        Instant at,
        String actor,
        String actorType,
        @Nullable String actorAccountId,
        @Nullable Long tokenId,
        String door,
        @Nullable String address,
        String action,
        String subject,
        @Nullable String accountId,
        @Nullable String before,
        @Nullable String after,
        String hash) {}
