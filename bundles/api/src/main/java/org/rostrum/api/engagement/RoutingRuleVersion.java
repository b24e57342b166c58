package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/**
 * A rule as it was from {@link RoutingRule#changed} on.
 *
 * @param changedBy name of the user; null for the installation's own rules and those made before versions were kept
 */
public record RoutingRuleVersion(RoutingRule rule, @Nullable String changedBy) {}
