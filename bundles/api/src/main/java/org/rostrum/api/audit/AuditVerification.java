package org.rostrum.api.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of checking the trail.
 *
 * @param intact whether every entry fits the chain
 * @param checked how many entries were read
 * @param brokenAt sequence of the first entry that does not fit; null when intact
 * @param finding what is wrong there, in words; null when intact
 * @param headHash hash of the last entry as the trail notes it, sixty-four zeros while it is empty; noted elsewhere it
 *     proves later that the whole chain was not written anew
 * @param seals how many signatures over the trail were checked and fit
 * @param sealedUpTo the last entry that a signature covers; null while there is none
 * @param sealKeys ids of the keys they were made with: those of this server's nodes, or somebody else signed
 */
public record AuditVerification(
        boolean intact,
        long checked,
        @Nullable Long brokenAt,
        @Nullable String finding,
        String headHash,
        long seals,
        @Nullable Long sealedUpTo,
        List<String> sealKeys) {
    public AuditVerification {
        sealKeys = List.copyOf(sealKeys);
    }
}
