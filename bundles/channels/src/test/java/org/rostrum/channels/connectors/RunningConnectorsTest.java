package org.rostrum.channels.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;

class RunningConnectorsTest {
    private final RunningConnectors running = new RunningConnectors();
    private final List<String> told = new ArrayList<>();
    private boolean down;

    private final RunningConnectors.Listener listener = new RunningConnectors.Listener() {
        @Override
        public void came(String channelId, Connector connector) {
            if (down) {
                throw new DatabaseException("down", new SQLException("down"));
            }
            told.add("+" + channelId);
        }

        @Override
        public void went(String channelId, Connector connector) {
            told.add("-" + channelId);
        }
    };

    private static final class Idle implements Connector {
        @Override
        public Set<Ability> abilities() {
            return Set.of();
        }

        @Override
        public String network() {
            return "idle";
        }

        @Override
        public String check() {
            return "idle";
        }
    }

    private void add(String id, Connector connector) {
        running.addConnector(connector, Map.of(Connector.CHANNEL, id));
    }

    private void remove(String id, Connector connector) {
        running.removeConnector(connector, Map.of(Connector.CHANNEL, id));
    }

    @Test
    void listener_isToldOfThoseThatAreThereComeAndGo_butNotOfDrafts() {
        Connector first = new Idle();
        add("acme.a", first);
        Runnable forget = running.tell(listener);
        Connector second = new Idle();
        add("acme.b", second);
        add("~check-1", new Idle());
        // DS makes the new one before it takes the old one away
        Connector newer = new Idle();
        add("acme.a", newer);
        remove("acme.a", first);
        assertThat(running.find("acme.a")).containsSame(newer);
        remove("acme.b", second);
        assertThat(running.find("acme.b")).isEmpty();
        forget.run();
        add("acme.c", new Idle());
        assertThat(told).containsExactly("+acme.a", "+acme.b", "+acme.a", "-acme.a", "-acme.b");
        running.addConnector(new Idle(), Map.of());
    }

    @Test
    void whatCouldNotBeTold_isToldLater_ifItIsStillSo() {
        running.tell(listener);
        down = true;
        Connector gone = new Idle();
        add("acme.a", gone);
        add("acme.b", new Idle());
        running.tellAgain();
        remove("acme.a", gone);
        down = false;
        told.clear();
        running.tellAgain();
        running.tellAgain();
        assertThat(told).containsExactly("+acme.b");
    }
}
