package org.rostrum.channels.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.RateBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a channel fares.
 *
 * @param abilities what it can do now; empty while its connector is not there
 * @param budgets as the network last told
 * @param waitsBecause why its connector is not there, as far as that is known; else null
 * @param credentialsEnd null when they do not end, or nobody knows
 * @param warnings of the platform and of the connector, for those who look after the channel
 */
public record ChannelHealth(
        State state,
        Set<Ability> abilities,
        List<AbilityLog.Entry> log,
        List<RateBudget> budgets,
        @Nullable String waitsBecause,
        @Nullable Instant credentialsEnd,
        List<String> warnings) {
    /** How long before the end of credentials it is warned of. */
    public static final Duration WARNING = Duration.ofDays(14);

    private static final int MOST_WARNINGS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(ChannelHealth.class);

    /** Where the connector of a channel is. */
    public enum State {
        RUNNING,
        /** Its plugin is there, but no connector came of it (yet): settings that it cannot start with, say. */
        WAITING,
        /** No plugin brings its type; it goes on when one does. */
        NOT_INSTALLED,
        /** Somebody has paused it. */
        PAUSED,
        /** It needs none: files are imported into it. */
        NO_CONNECTOR
    }

    public ChannelHealth {
        abilities = Set.copyOf(abilities);
        log = List.copyOf(log);
        budgets = List.copyOf(budgets);
        warnings = warnings.stream().limit(MOST_WARNINGS).toList();
    }

    /** Asks a connector, if there is one; what it cannot say is left out. */
    static ChannelHealth of(
            State state,
            @Nullable Connector connector,
            @Nullable String waitsBecause,
            List<String> platformWarnings,
            List<AbilityLog.Entry> log) {
        if (connector == null) {
            return new ChannelHealth(state, Set.of(), log, List.of(), waitsBecause, null, platformWarnings);
        }
        List<String> warnings = new ArrayList<>(platformWarnings);
        warnings.addAll(ask(connector, Connector::warnings, List.of()));
        return new ChannelHealth(
                state,
                ask(connector, Connector::abilities, Set.of()),
                log,
                ask(connector, Connector::budgets, List.of()),
                null,
                ask(connector, Connector::credentialsEnd, Optional.<Instant>empty())
                        .orElse(null),
                warnings);
    }

    private static <T> T ask(Connector connector, Function<Connector, T> question, T otherwise) {
        try {
            T answer = question.apply(connector);
            return answer == null ? otherwise : answer;
        } catch (RuntimeException | LinkageError failure) {
            LOG.warn("A connector cannot say how it is", failure);
            return otherwise;
        }
    }

    /** Whether the credentials end soon, or have ended. */
    public boolean credentialsEndSoon(Instant now) {
        return credentialsEnd != null && credentialsEnd.isBefore(now.plus(WARNING));
    }

    /** In a fixed order. */
    public List<Ability> abilitiesInOrder() {
        return List.copyOf(new TreeSet<>(abilities));
    }
}
