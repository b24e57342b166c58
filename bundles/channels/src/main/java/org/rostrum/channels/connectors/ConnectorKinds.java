package org.rostrum.channels.connectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.MetaTypeService;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector types that are installed. A channel of a type that is not could not be checked, and would wait in silence: it is
 * refused. A channel that is there stays when its connector goes, and goes on when that comes back.
 */
@Component(service = ConnectorKinds.class)
public final class ConnectorKinds {
    /** Type of channels that only files are imported into. */
    public static final String IMPORT = "import";

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorKinds.class);

    private final Metatype metatype;
    private final Map<ServiceReference<ConnectorKind>, InstalledKind> kinds = new ConcurrentHashMap<>();
    private final Map<ServiceReference<ConnectorKind>, Defect> defects = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public ConnectorKinds(@Reference MetaTypeService metatypes) {
        this.metatype = new Metatype(metatypes);
    }

    /**
     * A plugin whose connector type cannot be used.
     *
     * @param bundle its symbolic name
     * @param reason for people
     */
    public record Defect(String bundle, String version, String reason) {}

    @Reference(
            service = ConnectorKind.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addKind(ConnectorKind kind, ServiceReference<ConnectorKind> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return;
        }
        try {
            kinds.put(reference, new InstalledKind(reference.getProperty(Connector.TYPE), kind, bundle, metatype));
        } catch (RuntimeException | LinkageError wrong) {
            String reason = wrong.getMessage() == null ? wrong.toString() : wrong.getMessage();
            defects.put(reference, defect(bundle, reason));
            LOG.warn("The connector of bundle {} cannot be used: {}", bundle.getSymbolicName(), reason);
            return;
        }
        listeners.forEach(Runnable::run);
    }

    void removeKind(ServiceReference<ConnectorKind> reference) {
        kinds.remove(reference);
        defects.remove(reference);
    }

    private static Defect defect(Bundle bundle, String reason) {
        return new Defect(
                String.valueOf(bundle.getSymbolicName()), bundle.getVersion().toString(), reason);
    }

    /** Calls the listener after a type came, until the returned action is run. */
    public Runnable whenInstalled(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** If several plugins bring the type, the one that the framework ranks first: usually that which came first. */
    public Optional<InstalledKind> find(String type) {
        return kinds.entrySet().stream()
                .filter(entry -> entry.getValue().type().equals(type))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    /** Ordered by type. */
    public List<InstalledKind> all() {
        return types().stream().flatMap(type -> find(type).stream()).toList();
    }

    /** What cannot be used, and why. */
    public List<Defect> defects() {
        List<Defect> all = new ArrayList<>(defects.values());
        kinds.values().forEach(kind -> {
            Optional<InstalledKind> used = find(kind.type());
            if (used.isPresent() && used.get() != kind) {
                all.add(new Defect(
                        kind.bundle(),
                        kind.version(),
                        "\"" + kind.type() + "\" is the type of the bundle "
                                + used.get().bundle() + ", too, which is used."));
            }
        });
        all.sort(Comparator.comparing(Defect::bundle).thenComparing(Defect::version));
        return all;
    }

    private Set<String> types() {
        Set<String> types = new TreeSet<>();
        kinds.values().forEach(kind -> types.add(kind.type()));
        return types;
    }

    /** @throws Problem INVALID that names the connector, and what is possible */
    public InstalledKind installed(String connector) {
        return find(connector).orElseThrow(() -> {
            Set<String> types = types();
            return Problem.invalid(
                    "connector",
                    "No connector \"" + connector + "\" is installed.",
                    types.isEmpty()
                            ? "Install its plugin first; none is installed now."
                            : "Use one of " + types + ", or install its plugin first.");
        });
    }

    /**
     * @param settings all of them, with secrets
     * @return the same, as they are kept
     * @throws Problem INVALID that names the connector or the setting, and what is possible
     */
    public Map<String, String> check(String connector, Map<String, String> settings) {
        if (connector.equals(IMPORT)) {
            return new SettingsCheck(connector, Definition.NONE).read(settings);
        }
        return installed(connector).check(settings);
    }

    /** The settings of a type; none when it is not installed. */
    public Definition definition(String connector) {
        return find(connector).map(InstalledKind::definition).orElse(Definition.NONE);
    }
}
