package org.rostrum.api.archive;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.rostrum.api.security.RequiresPermission;

/**
 * The sums that reports and dashboards are made of. They are written with the data they sum up and never scan the archive:
 * their cost follows the length of the period and the number of accounts, not the number of activities. A period is
 * {@code from} inclusive to {@code to} exclusive.
 */
public interface EngagementFigures {
    /** The counts of whole hours in the period, ordered by hour; streamed. */
    @RequiresPermission("archive:read")
    void hourly(Set<String> accountIds, Instant from, Instant to, Consumer<HourlyCount> consumer);

    /** First-response figures of all these accounts together. */
    @RequiresPermission("archive:read")
    ResponseFigures responses(Set<String> accountIds, Instant from, Instant to);

    /** First-response figures of each account; accounts without a conversation are absent. */
    @RequiresPermission("archive:read")
    Map<String, ResponseFigures> responsesByAccount(Set<String> accountIds, Instant from, Instant to);

    /** How many conversations wait for an answer now, by account; accounts without one are absent. */
    @RequiresPermission("archive:read")
    Map<String, Long> openConversations(Set<String> accountIds);

    /** How many different contacts spoke to each account in the period; accounts without one are absent. */
    @RequiresPermission("archive:read")
    Map<String, Long> contacts(Set<String> accountIds, Instant from, Instant to);

    /**
     * How many different contacts spoke to these accounts together; somebody who spoke to several counts once, where the
     * store can tell, and once per account otherwise.
     */
    @RequiresPermission("archive:read")
    default long contactsTogether(Set<String> accountIds, Instant from, Instant to) {
        return contacts(accountIds, from, to).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
