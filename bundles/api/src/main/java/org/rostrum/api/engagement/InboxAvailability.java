package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is there to be given conversations.
 *
 * @param since when they went away; null while they are there
 */
public record InboxAvailability(String user, boolean available, @Nullable Instant since) {}
