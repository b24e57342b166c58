package org.rostrum.api.engagement;

/** How many leads and tickets there are. */
public record CaseCounts(long leads, long tickets) {
    public static final CaseCounts NONE = new CaseCounts(0, 0);

    public CaseCounts plus(CaseCounts other) {
        return new CaseCounts(leads + other.leads, tickets + other.tickets);
    }
}
