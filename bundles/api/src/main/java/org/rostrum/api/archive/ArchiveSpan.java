package org.rostrum.api.archive;

import java.time.Instant;

/**
 * From when to when something reaches.
 *
 * @param first publication time of the earliest activity
 * @param last publication time of the latest activity
 */
public record ArchiveSpan(Instant first, Instant last) {}
