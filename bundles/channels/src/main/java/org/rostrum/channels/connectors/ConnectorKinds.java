package org.rostrum.channels;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.ConnectorKind;

/**
 * The connector types that are installed. A channel of a type that is not could not be checked, and would wait in silence: it is
 * refused. A channel that is there stays when its connector goes, and goes on when that comes back.
 */
@Component(service = ConnectorKinds.class)
public final class ConnectorKinds {
    private final Map<String, ConnectorKind> kinds = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addKind(ConnectorKind kind) {
        kinds.put(kind.type(), kind);
    }

    void removeKind(ConnectorKind kind) {
        kinds.remove(kind.type(), kind);
    }

    /** @throws Problem INVALID that names the connector or the setting, and what is possible */
    void check(String connector, Map<String, String> settings) {
        List<String> known;
        ConnectorKind kind = kinds.get(connector);
        if (kind != null) {
            known = kind.settings();
        } else if (connector.equals(ConnectorConfigurations.IMPORT)) {
            known = List.of();
        } else {
            throw Problem.invalid(
                    "connector",
                    "No connector \"" + connector + "\" is installed.",
                    kinds.isEmpty()
                            ? "Install its plugin first; none is installed now."
                            : "Use one of " + new TreeSet<>(kinds.keySet()) + ", or install its plugin first.");
        }
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!known.contains(name)) {
                throw Problem.invalid(
                        "settings." + name,
                        "The connector \"" + connector + "\" has no setting of this name.",
                        known.isEmpty()
                                ? "Leave it out: it has none."
                                : "The settings are: " + String.join(", ", known) + ".");
            }
        }
        if (kind != null) {
            try {
                kind.check(settings);
            } catch (Problem wrong) {
                String field = wrong.field();
                throw field == null ? wrong.withField("settings") : wrong.withField("settings." + field);
            }
        }
    }
}
