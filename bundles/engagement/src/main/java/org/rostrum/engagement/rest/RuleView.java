package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleEffects;

/**
 * A rule as REST shows it.
 *
 * @param warnings for people: what keeps it from having its effect, such as an adapter that is not here
 */
@Schema(name = "RoutingRule")
public record RuleView(
        long id,
        int position,
        String name,
        boolean enabled,
        RuleConditions conditions,
        RuleAction action,
        String owner,
        @Nullable String adapter,
        boolean goOn,
        RuleEffects effects,
        Instant changed,
        long version,
        @Schema(description = "What keeps it from having its effect, such as an adapter that is not here")
                List<String> warnings) {
    static RuleView of(RoutingRule rule, List<String> warnings) {
        return new RuleView(
                rule.id(),
                rule.position(),
                rule.name(),
                rule.enabled(),
                rule.conditions(),
                rule.action(),
                rule.owner(),
                rule.adapter(),
                rule.goOn(),
                rule.effects(),
                rule.changed(),
                rule.version(),
                List.copyOf(warnings));
    }
}
