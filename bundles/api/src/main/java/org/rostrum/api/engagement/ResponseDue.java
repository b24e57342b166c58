package org.rostrum.api.engagement;

import java.time.Instant;

/**
 * What is due next in a conversation.
 *
 * @param missed whether its time has passed
 */
public record ResponseDue(ResponseMeasure measure, Instant at, boolean missed) {}
