package org.rostrum.itests.boot.probe;

import java.util.Map;
import java.util.Set;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;

/** A connector type of a network that is in the connector itself. */
public final class ProbeKind implements ConnectorKind {
    @Override
    public String title() {
        return "Probe";
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.LISTEN, Ability.PUBLISH, Ability.WEBHOOK);
    }

    @Override
    public void check(Map<String, String> settings) {
        if (settings.getOrDefault("url", "").equals("nowhere")) {
            throw Problem.invalid("url", "Nobody is there.", "Give another.");
        }
    }
}
