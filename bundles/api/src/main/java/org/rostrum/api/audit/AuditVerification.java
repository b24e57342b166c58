package org.rostrum.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * @param intact whether every entry fits the chain
 * @param checked how many entries were read
 * @param brokenAt sequence of the first entry that does not fit; null when intact
 * @param finding what is wrong there, in words; null when intact
 */
public record AuditVerification(boolean intact, long checked, @Nullable Long brokenAt, @Nullable String finding) {}
