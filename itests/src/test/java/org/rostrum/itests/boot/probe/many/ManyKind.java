package org.rostrum.itests.boot.probe.many;

import java.util.Set;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;

/** The connector type {@code many}. */
public final class ManyKind implements ConnectorKind {
    @Override
    public String title() {
        return "Many";
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.LISTEN);
    }
}
