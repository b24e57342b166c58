package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.security.RequiresPermission;

/** How many leads and tickets came of what was said, for reports and dashboards. */
public interface CaseFigures {
    /**
     * Leads and tickets of each account whose activity was published from {@code from} (inclusive) to {@code to}
     * (exclusive), whenever it was archived and routed; accounts without any are absent. One query, however many accounts,
     * whose cost follows the length of the period and not the number of cases before and after it.
     */
    @RequiresPermission("cases:read")
    Map<String, CaseCounts> casesByAccount(Set<String> accountIds, Instant from, Instant to);
}
