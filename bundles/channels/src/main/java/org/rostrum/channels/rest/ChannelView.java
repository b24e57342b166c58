package org.rostrum.channels.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.channels.health.ChannelHealth;
import org.rostrum.channels.polling.Budgets;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.RateBudget;

/** A channel as JSON, with how it fares. */
public record ChannelView(
        String id,
        String accountId,
        String connector,
        String name,
        @Schema(description = "Without secrets") Map<String, String> settings,
        @Schema(description = "Names of the secret settings that are set") Collection<String> secrets,
        @Schema(description = "Seconds between two polls; absent when what holds for all holds") @Nullable
                Integer pollSeconds,
        Channel.State state,
        Instant created,
        long version,
        @Schema(description = "When it was last asked successfully; absent before the first time") @Nullable
                Instant lastSuccess,
        @Nullable Instant lastFailure,
        @Schema(description = "Polls that failed in a row") int failures,
        @Schema(description = "Why the last poll failed; absent after a success") @Nullable String message,
        HealthView health) {

    /** How a channel fares. */
    public record HealthView(
            @Schema(
                            description =
                                    "RUNNING: its connector is there. WAITING: its plugin is, but no connector came of"
                                            + " its settings. NOT_INSTALLED: no plugin brings its connector. PAUSED: somebody has"
                                            + " paused it. NO_CONNECTOR: files are imported into it")
                    ChannelHealth.State state,
            @Schema(description = "What it can do now; empty while no connector runs") List<String> can,
            @Schema(description = "How what was tried went, by ability") List<AbilityView> abilities,
            @Schema(description = "What is left of the network's rate limits") List<BudgetView> budgets,
            @Schema(description = "When its credentials end; absent when they do not, or the network does not say")
                    @Nullable
                    Instant credentialsEnd,
            @Schema(description = "What somebody should see to; empty when nothing") List<String> warnings) {}

    /** How an ability fares. */
    public record AbilityView(
            String ability,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Schema(description = "In a row") int failures,
            @Schema(description = "Why it last failed; absent after a success") @Nullable FailureCategory category,
            @Schema(description = "What it last failed with; absent after a success") @Nullable String message,
            @Schema(description = "When it is tried again; absent after a success") @Nullable Instant retryAt) {}

    /** What is left of a rate limit. */
    public record BudgetView(
            String limit,
            long left,
            @Schema(description = "Points in a whole window") long of,
            @Schema(description = "When all are there again; absent when the network has not said so") @Nullable
                    Instant renewed,
            @Schema(description = "When the network said so; absent when it is what this server has counted") @Nullable
                    Instant told) {}

    /** What is known of a channel beside itself. */
    record Beside(
            ChannelHealth health,
            Collection<String> secretNames,
            Optional<Integer> pollSeconds,
            Set<String> secretSettings,
            List<Budgets.Left> counted,
            Instant now) {}

    static ChannelView of(Channel channel, Beside beside) {
        // one that became a secret with a newer plugin is none to show
        Map<String, String> settings = new TreeMap<>(channel.settings());
        settings.keySet().removeAll(beside.secretSettings());
        Optional<AbilityLog.Entry> polls = beside.health().log().stream()
                .filter(entry -> entry.ability() == Ability.LISTEN)
                .findFirst();
        return new ChannelView(
                channel.id(),
                channel.accountId(),
                channel.connector(),
                channel.name(),
                settings,
                List.copyOf(beside.secretNames()),
                beside.pollSeconds().orElse(null),
                channel.state(),
                channel.created(),
                channel.version(),
                polls.map(AbilityLog.Entry::lastSuccess).orElse(null),
                polls.map(AbilityLog.Entry::lastFailure).orElse(null),
                polls.map(AbilityLog.Entry::failures).orElse(0),
                polls.map(AbilityLog.Entry::message).orElse(null),
                health(beside));
    }

    private static HealthView health(Beside beside) {
        ChannelHealth health = beside.health();
        return new HealthView(
                health.state(),
                ConnectorView.names(health.abilities().stream()),
                health.log().stream()
                        .map(entry -> new AbilityView(
                                entry.ability().name(),
                                entry.lastSuccess(),
                                entry.lastFailure(),
                                entry.failures(),
                                entry.category(),
                                entry.message(),
                                entry.retryAt()))
                        .toList(),
                budgets(health.budgets(), beside.counted()),
                health.credentialsEnd(),
                warnings(health, beside.now()));
    }

    private static List<String> warnings(ChannelHealth health, Instant now) {
        List<String> warnings = new ArrayList<>();
        if (health.waitsBecause() != null) {
            warnings.add(health.waitsBecause());
        }
        Instant end = health.credentialsEnd();
        if (end != null && health.credentialsEndSoon(now)) {
            warnings.add((end.isAfter(now) ? "The credentials end on " : "The credentials ended on ") + end
                    + ": renew them.");
        }
        warnings.addAll(health.warnings());
        return warnings;
    }

    /** What the network says counts more than what we have counted. */
    private static List<BudgetView> budgets(List<RateBudget> told, List<Budgets.Left> counted) {
        Map<String, BudgetView> all = new TreeMap<>();
        counted.forEach(
                left -> all.put(left.limit(), new BudgetView(left.limit(), left.left(), left.of(), null, null)));
        told.forEach(budget -> all.put(
                budget.limit(),
                new BudgetView(budget.limit(), budget.left(), budget.of(), budget.renewed(), budget.told())));
        return List.copyOf(all.values());
    }
}
