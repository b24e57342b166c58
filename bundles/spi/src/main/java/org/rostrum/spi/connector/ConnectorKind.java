package org.rostrum.spi.connector;

import java.util.List;
import java.util.Map;

/**
 * Tells the platform of a connector type before there is a channel of it. A plugin registers one as a service for each of its
 * types (a DS component without configuration, beside the {@link Connector}); without it no channel of the type can be made.
 */
public interface ConnectorKind {
    /** The connector type, as in {@link Connector#TYPE}. */
    String type();

    /** Names of the settings that a channel may have, as they stand in the configuration. */
    List<String> settings();

    /**
     * Looks through the settings of a channel before it is kept. The platform has seen to it that only {@link #settings()} are
     * there.
     *
     * @throws org.rostrum.api.problem.Problem INVALID whose field is the name of the setting, with what is possible as remedy
     */
    void check(Map<String, String> settings);
}
