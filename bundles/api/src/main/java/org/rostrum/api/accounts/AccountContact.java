package org.rostrum.api.accounts;

import org.jspecify.annotations.Nullable;

/**
 * How people reach an account; at least one part is given.
 *
 * @param name of a person or an office
 * @param webAddress http or https
 * @param postalAddress may have several lines
 */
public record AccountContact(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String webAddress,
        @Nullable String postalAddress) {}
