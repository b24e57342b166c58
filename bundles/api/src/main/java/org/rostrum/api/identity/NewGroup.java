package org.rostrum.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * A group to be made.
 *
 * @param name of one line, up to 200 characters
 * @param accountId the account whose managers shall manage it; null for the organisation as a whole
 * @param externalId what another system calls it, up to 200 characters; null when there is none
 */
public record NewGroup(String name, @Nullable String accountId, @Nullable String externalId) {}
