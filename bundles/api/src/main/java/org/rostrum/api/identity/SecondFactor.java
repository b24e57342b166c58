package org.rostrum.api.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How somebody's second factor stands.
 *
 * @param active whether signing in asks for a code
 * @param since when it was set up; null when it was not
 * @param recoveryCodes how many are left
 */
public record SecondFactor(boolean active, @Nullable Instant since, int recoveryCodes) {}
