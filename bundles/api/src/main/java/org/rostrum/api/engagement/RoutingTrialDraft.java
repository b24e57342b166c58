package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried, and on what.
 *
 * @param ruleId the kept rule in whose place the draft is tried; null for a new one
 * @param rule tried together with the rules that are kept; null tries those alone
 * @param accountId whose archive; null for all
 * @param from of publication
 * @param to the same, exclusive, later than {@code from}
 */
public record RoutingTrialDraft(
        @Nullable Long ruleId, @Nullable RuleDraft rule, @Nullable String accountId, Instant from, Instant to) {}
