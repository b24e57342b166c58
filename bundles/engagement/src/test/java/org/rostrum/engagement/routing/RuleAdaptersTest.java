package org.rostrum.engagement.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;

class RuleAdaptersTest {
    private final List<RuleAdapters.Present> present = new ArrayList<>();
    private final RuleAdapters adapters = new RuleAdapters(() -> present);

    private static RoutingRule rule(RuleAction action, @Nullable String adapter, boolean enabled) {
        RuleConditions any = new RuleConditions(List.of(), List.of(), List.of(), List.of(), List.of(), null, false);
        return new RoutingRule(7, 1, "Desk", enabled, any, action, "desk", adapter, false, Instant.EPOCH, 1);
    }

    @Test
    void anAdapterThatIsNotHere_isWarnedOf_withThoseThatAre() {
        present.add(new RuleAdapters.Present("csv", Set.of("lead", "ticket")));
        present.add(new RuleAdapters.Present("mail", Set.of("mail")));
        present.add(new RuleAdapters.Present("atlas", Set.of("ticket")));
        RoutingRule rule = rule(RuleAction.TICKET, "desk", true);
        assertThat(adapters.warning(rule))
                .contains(
                        "No adapter \"desk\" is here that takes deliveries of the kind \"ticket\". Those that do: atlas,"
                                + " csv. What the rule makes waits in the outbox until there is one.");
        // one that takes other things does not help
        assertThat(adapters.warning(rule(RuleAction.TICKET, "mail", true))).isPresent();
        present.add(new RuleAdapters.Present("desk", Set.of("ticket")));
        assertThat(adapters.warning(rule)).isEmpty();
        assertThat(adapters.warning(rule(RuleAction.NOTICE, "mail", true))).isEmpty();
    }

    @Test
    void aRuleThatLeavesItOpen_needsOneThatTakesTheKind() {
        assertThat(adapters.warning(rule(RuleAction.LEAD, null, true)))
                .hasValueSatisfying(words -> assertThat(words).contains("No adapter that is here takes", "\"lead\""));
        present.add(new RuleAdapters.Present("csv", Set.of("lead")));
        assertThat(adapters.warning(rule(RuleAction.LEAD, null, true))).isEmpty();
    }

    @Test
    void aRuleThatIsOff_isNotWarnedOf() {
        assertThat(adapters.warning(rule(RuleAction.LEAD, "nowhere", false))).isEmpty();
    }
}
