package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule that routes activities. Rules are tried in order of position; the first one that applies wins, unless it is marked
 * to go on.
 *
 * @param position smaller is earlier; several rules may share one and are then ordered by id
 * @param owner who takes care of what comes of it: a name, or a mail address for notices; empty for {@link RuleAction#INBOX}
 * @param adapter which adapter carries it; null for any that takes the kind
 * @param goOn whether later rules are tried too
 * @param version counts changes from 1; the ETag
 * @param effects what it does in the inbox
 */
public record RoutingRule(
        long id,
        int position,
        String name,
        boolean enabled,
        RuleConditions conditions,
        RuleAction action,
        String owner,
        @Nullable String adapter,
        boolean goOn,
        Instant changed,
        long version,
        RuleEffects effects) {
    /** One that does nothing in the inbox. */
    public RoutingRule(
            long id,
            int position,
            String name,
            boolean enabled,
            RuleConditions conditions,
            RuleAction action,
            String owner,
            @Nullable String adapter,
            boolean goOn,
            Instant changed,
            long version) {
        this(id, position, name, enabled, conditions, action, owner, adapter, goOn, changed, version, RuleEffects.NONE);
    }

    /** The rule with these contents. */
    public static RoutingRule of(long id, RuleDraft draft, Instant changed, long version) {
        return new RoutingRule(
                id,
                draft.position(),
                draft.name(),
                draft.enabled(),
                draft.conditions(),
                draft.action(),
                draft.owner(),
                draft.adapter(),
                draft.goOn(),
                changed,
                version,
                draft.effects());
    }
}
