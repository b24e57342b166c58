package org.rostrum.api.archive;

import java.util.List;

/**
 * How many activities of an account there were in the pieces of a period.
 *
 * @param inbound said to the account, a number for each piece
 * @param outbound said by the account, a number for each piece
 * @param inboundByHourOfWeek those said to the account in the whole period by the hour of the week, {@value #HOURS_OF_WEEK}
 *     numbers from Monday 0:00; empty when not asked for
 */
public record Volume(List<Long> inbound, List<Long> outbound, List<Long> inboundByHourOfWeek) {
    /** Hours in a week. */
    public static final int HOURS_OF_WEEK = 168;

    public Volume {
        inbound = List.copyOf(inbound);
        outbound = List.copyOf(outbound);
        inboundByHourOfWeek = List.copyOf(inboundByHourOfWeek);
    }
}
