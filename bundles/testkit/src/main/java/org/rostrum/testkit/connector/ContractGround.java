package org.rostrum.testkit.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorKind;

/**
 * What all parts of {@link ConnectorContract} stand on: a network and a channel for each test.
 *
 * @param <S> the simulator of the network
 */
abstract class ContractGround<S extends SimulatedNetwork> {
    /** The channel's id in all tests. */
    protected static final String CHANNEL = "acme.contract";

    private @Nullable S simulator;
    private @Nullable Connection connection;
    private @Nullable Outlet outlet;
    private Platform platform = Platform.forTests(Clock.systemUTC());

    /**
     * A connector that runs.
     *
     * @param end does what its method with {@code @Deactivate} does
     */
    public record Connection(Connector connector, AutoCloseable end) {}

    /** Starts a network. */
    protected abstract S simulate() throws Exception;

    /** The plugin's kind. */
    protected abstract ConnectorKind kind();

    /** Settings of a channel at that network, complete and right, secrets in clear. */
    protected abstract Map<String, String> settings(S network);

    /** Makes the connector of channel {@value #CHANNEL} as the platform would. */
    protected abstract Connection connect(Map<String, String> settings, Platform services) throws Exception;

    /**
     * Settings that must be refused.
     *
     * @return by name of the setting, a value that it cannot have
     */
    protected abstract Map<String, String> wrongSettings();

    @BeforeEach
    final void begin() throws Exception {
        outlet = new Outlet();
        platform = Platform.forTests(Clock.systemUTC());
        simulator = simulate();
        connection = connect(settings(simulator), platform);
    }

    @AfterEach
    final void end() throws Exception {
        try {
            if (connection != null) {
                connection.end().close();
            }
            if (outlet != null && simulator != null) {
                assertNoSecret("the log", outlet.text());
            }
        } finally {
            if (simulator != null) {
                simulator.close();
            }
            if (outlet != null) {
                outlet.close();
            }
        }
    }

    protected final S network() {
        if (simulator == null) {
            throw new IllegalStateException("There is a network within a test.");
        }
        return simulator;
    }

    protected final Connector connector() {
        if (connection == null) {
            throw new IllegalStateException("There is a channel within a test.");
        }
        return connection.connector();
    }

    /** Ends the connector, and makes it anew with the same memory, as after a restart or an update of its bundle. */
    protected final void reconnect() throws Exception {
        disconnect();
        connection = connect(settings(network()), platform);
    }

    final void disconnect() throws Exception {
        if (connection != null) {
            AutoCloseable end = connection.end();
            connection = null;
            end.close();
        }
    }

    protected final Platform platform() {
        return platform;
    }

    protected final Map<String, String> settingsBut(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(settings(network()));
        changed.put(name, value);
        return changed;
    }

    final void needs(Ability ability) {
        assumeTrue(connector().abilities().contains(ability), () -> ability + " is not claimed");
    }

    /** Runs what must fail in the way of the contract, and gives how. */
    protected final DeliveryException failure(ThrowingCallable call) {
        return Failing.failure(call, network().secrets());
    }

    protected final void assertFails(FailureCategory category, ThrowingCallable call) {
        DeliveryException failure = failure(call);
        assertThat(failure.category())
                .as("category of: %s", failure.getMessage())
                .isEqualTo(category);
    }

    final void assertNoSecret(String where, String text) {
        Failing.assertNoSecret(where, text, network().secrets());
    }
}
