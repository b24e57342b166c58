package org.rostrum.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * What shall be different of a group; a null part stays as it is.
 *
 * @param externalId empty text for none
 */
public record GroupChange(@Nullable String name, @Nullable String externalId) {}
