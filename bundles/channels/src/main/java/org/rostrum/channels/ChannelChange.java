package org.rostrum.channels;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel.State;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/**
 * What shall be changed of a channel; null leaves it as it is.
 *
 * @param settings all that it shall have; a secret that is left out stays, one that is null or empty goes
 * @param pollSeconds 0 for what holds for all
 */
public record ChannelChange(
        @Nullable String name,
        @Nullable Map<String, @Nullable String> settings,
        @Nullable State state,
        @Nullable Integer pollSeconds) {
    private static final int LEAST_SECONDS = 10;
    private static final int MOST_SECONDS = 7 * 24 * 60 * 60;

    public ChannelChange {
        if (name != null) {
            name = Inputs.name("name", name, 200);
        }
        if (pollSeconds != null && pollSeconds != 0 && (pollSeconds < LEAST_SECONDS || pollSeconds > MOST_SECONDS)) {
            throw Problem.invalid(
                    "pollSeconds",
                    "A channel is not asked every " + pollSeconds + " seconds.",
                    "Give " + LEAST_SECONDS + " to " + MOST_SECONDS
                            + " seconds, or 0 for what holds for all channels.");
        }
        if (name == null && settings == null && state == null && pollSeconds == null) {
            throw Problem.invalid(
                    "state", "Nothing is to be changed.", "Give at least one of state, name, settings, pollSeconds.");
        }
    }

    /** Of the state alone. */
    public static ChannelChange of(State state) {
        return new ChannelChange(null, null, state, null);
    }
}
