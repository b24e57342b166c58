package org.rostrum.spi.connector;

import java.util.Map;
import java.util.Set;

/**
 * Tells the platform of a connector type before there is a channel of it. A plugin registers one as a service for each of its
 * types: a DS component with {@link ConnectorType} and without configuration; without it no channel of the type can be made.
 *
 * <p>The settings of a channel are those of the plugin's {@code @ObjectClassDefinition} for the PID of the {@link Connector}:
 * the platform reads names, types, defaults, bounds and choices there, refuses what does not fit, and shows them to people.
 * A setting of type {@code PASSWORD} is a secret: kept encrypted, never shown again, and given to the connector in clear.
 */
public interface ConnectorKind {
    /** For people, such as {@code Bluesky}. */
    String title();

    /** What channels of this type can do at most. */
    Set<Ability> abilities();

    /** What the network accepts, for those who write posts. */
    default PostLimits limits() {
        return PostLimits.NONE;
    }

    /** How often the network may be asked. */
    default RateLimits rates() {
        return RateLimits.NONE;
    }

    /**
     * Looks through the settings of a channel before it is kept, for what their definition cannot say.
     *
     * @param settings all of them, secrets in clear; what was not given is left out
     * @throws org.rostrum.api.problem.Problem INVALID whose field is the name of the setting, with what is possible as remedy
     */
    default void check(Map<String, String> settings) {}
}
