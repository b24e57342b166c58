package org.rostrum.spi.connector;

import java.time.Instant;

/**
 * What was left of a rate limit when the network last said so.
 *
 * @param limit its {@link RateLimits.Limit#name()}
 * @param left points, 0 or more
 * @param of points in a whole window
 * @param renewed when all are there again
 * @param told when the network said so
 */
public record RateBudget(String limit, long left, long of, Instant renewed, Instant told) {}
