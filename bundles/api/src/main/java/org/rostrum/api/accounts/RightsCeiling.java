package org.rostrum.api.accounts;

/**
 * Why a right that is held at an account does not count there.
 *
 * @param accountId for which account the model was chosen
 * @param hub at which account, or above, the right must be held
 */
public record RightsCeiling(EngagementModel model, String accountId, String hub) {}
