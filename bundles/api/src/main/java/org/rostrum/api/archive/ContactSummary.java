package org.rostrum.api.archive;

import java.util.Map;

/**
 * How many different contacts spoke to several accounts.
 *
 * @param together to any of them; somebody who spoke to several counts once
 * @param byAccount to each; accounts without one are absent
 */
public record ContactSummary(long together, Map<String, Long> byAccount) {
    public ContactSummary {
        byAccount = Map.copyOf(byAccount);
    }
}
