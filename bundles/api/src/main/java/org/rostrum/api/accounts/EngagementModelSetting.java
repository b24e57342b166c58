package org.rostrum.api.accounts;

import java.util.Set;

/**
 * A model chosen for an account and all below it.
 *
 * @param hubs further hubs below the account, for {@link EngagementModel#MULTIPLE_HUB_AND_SPOKE}; empty for others, whose hub is
 *     the account itself
 */
public record EngagementModelSetting(EngagementModel model, Set<String> hubs) {
    public EngagementModelSetting {
        hubs = Set.copyOf(hubs);
    }
}
