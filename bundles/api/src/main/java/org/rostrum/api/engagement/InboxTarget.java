package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/**
 * A conversation that shall be changed.
 *
 * @param version what the caller has seen; null to change it whatever somebody else has done to it meanwhile
 */
public record InboxTarget(long id, @Nullable Long version) {}
