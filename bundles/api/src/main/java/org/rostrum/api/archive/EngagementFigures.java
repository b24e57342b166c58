package org.rostrum.api.archive;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    /**
     * How much was said in each piece of a period, by account; accounts that said and heard nothing are absent. An hour
     * (UTC) belongs to the piece in which it starts, and to the hour of the week that its start has on the clocks of the
     * zone.
     *
     * @param edges where the pieces begin, ascending, and last where the last one ends; at least two
     * @param zone of the week; null when {@link Volume#inboundByHourOfWeek} is not wanted
     */
    @RequiresPermission("archive:read")
    default Map<String, Volume> volumes(Set<String> accountIds, List<Instant> edges, @Nullable ZoneId zone) {
        Map<String, VolumeCounter> counters = new TreeMap<>();
        hourly(accountIds, edges.get(0), edges.get(edges.size() - 1), hour -> counters.computeIfAbsent(
                        hour.accountId(), account -> new VolumeCounter(edges, zone))
                .add(hour.hour(), hour.direction(), hour.count()));
        Map<String, Volume> volumes = new TreeMap<>();
        counters.forEach((account, counter) -> volumes.put(account, counter.volume()));
        return volumes;
    }

    /** First-response figures of all these accounts together. */
    @RequiresPermission("archive:read")
    ResponseFigures responses(Set<String> accountIds, Instant from, Instant to);

    /** First-response figures of each account; accounts without a conversation are absent. */
    @RequiresPermission("archive:read")
    Map<String, ResponseFigures> responsesByAccount(Set<String> accountIds, Instant from, Instant to);

    /** {@link #responses} and {@link #responsesByAccount} at once, which costs hardly more than one of them. */
    @RequiresPermission("archive:read")
    default ResponseSummary responseSummary(Set<String> accountIds, Instant from, Instant to) {
        return new ResponseSummary(responses(accountIds, from, to), responsesByAccount(accountIds, from, to));
    }

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

    /** {@link #contactsTogether} and {@link #contacts} at once, which costs hardly more than one of them. */
    @RequiresPermission("archive:read")
    default ContactSummary contactSummary(Set<String> accountIds, Instant from, Instant to) {
        return new ContactSummary(contactsTogether(accountIds, from, to), contacts(accountIds, from, to));
    }
}
