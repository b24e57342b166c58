package org.rostrum.api.accounts;

import java.util.List;
import org.rostrum.api.data.AccountMergeParticipant.Conflict;
import org.rostrum.api.data.AccountMergeParticipant.Share;
import org.rostrum.api.identity.RightsComparison;

/**
 * What merging an account into another one comes to.
 *
 * @param from goes; its id stays known and leads to the other one
 * @param into takes over
 * @param children ids of the accounts that come below the other one
 * @param shares what there is of the account, by capability
 * @param conflicts what must be put right before; empty when it can be done
 * @param rights who gains or loses what
 * @param fingerprint of what who gains, of the children and of the conflicts: to be sent back to confirm. How many rows there
 *     are does not count, as they grow all the time.
 */
public record AccountMerge(
        String from,
        String into,
        List<String> children,
        List<CapabilityShare> shares,
        List<Conflict> conflicts,
        List<RightsComparison.Change> rights,
        String fingerprint) {
    /** What one capability has of it. */
    public record CapabilityShare(String capability, List<Share> things) {
        public CapabilityShare {
            things = List.copyOf(things);
        }
    }

    public AccountMerge {
        children = List.copyOf(children);
        shares = List.copyOf(shares);
        conflicts = List.copyOf(conflicts);
        rights = List.copyOf(rights);
    }
}
