package org.rostrum.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * What may become of somebody who comes from an identity provider for the first time.
 *
 * @param create whether a user is made
 * @param accountId the account a new user belongs to; null for the organisation as a whole
 * @param linkByName whether a user of the same name who is here already is taken for the same person. Whoever decides about
 *     names at the provider can then become that user; administrators of the whole installation are never linked so.
 */
public record ExternalRules(boolean create, @Nullable String accountId, boolean linkByName) {}
