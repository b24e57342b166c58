package org.rostrum.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * An e-mail address of a user.
 *
 * @param type such as {@code work}; null when nothing was said
 * @param primary whether it is the first choice
 */
public record EmailAddress(String value, @Nullable String type, boolean primary) {}
