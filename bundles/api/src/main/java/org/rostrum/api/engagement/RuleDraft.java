package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/** A rule as a person writes it; see {@link RoutingRule}. */
public record RuleDraft(
        int position,
        String name,
        boolean enabled,
        RuleConditions conditions,
        RuleAction action,
        String owner,
        @Nullable String adapter,
        boolean goOn,
        RuleEffects effects) {
    /** One that does nothing in the inbox. */
    public RuleDraft(
            int position,
            String name,
            boolean enabled,
            RuleConditions conditions,
            RuleAction action,
            String owner,
            @Nullable String adapter,
            boolean goOn) {
        this(position, name, enabled, conditions, action, owner, adapter, goOn, RuleEffects.NONE);
    }
}
