package org.rostrum.api.identity;

import java.time.Instant;

/**
 * Two permissions that must not meet in one person at one account: separation of duties. Administrators of the whole
 * installation, who hold {@code *}, are the exception: somebody must be able to undo what went wrong, and what they do is in
 * the audit trail.
 *
 * @param first in Shiro's wildcard syntax
 * @param second likewise
 * @param reason why, in words
 */
public record Exclusion(long id, String first, String second, String reason, String createdBy, Instant created) {}
