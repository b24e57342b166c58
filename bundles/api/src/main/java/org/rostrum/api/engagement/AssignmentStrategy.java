package org.rostrum.api.engagement;

/** Who of those who can take a conversation gets it. */
public enum AssignmentStrategy {
    /** Whoever has not been given one for the longest time. */
    ROUND_ROBIN,
    /** Whoever has the fewest open conversations; of several, whoever has not been given one for the longest time. */
    LEAST_OPEN,
    /** Nobody: people take conversations themselves, whatever is set for accounts above. */
    NONE
}
