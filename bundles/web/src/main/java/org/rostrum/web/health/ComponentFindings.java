package org.rostrum.web.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.rostrum.api.plugin.SettingsAdvice;

/** Components of ours and of plugins that do not run, and what they lack. Those of libraries are their own business. */
final class ComponentFindings {
    private static final String OURS = "org.rostrum.";
    /** Set by whoever reads the files of settings. */
    private static final String FILE = "felix.fileinstall.filename";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    private final Supplier<Optional<SettingsAdvice>> settings;

    private final LongPredicate leftOut;

    /**
     * @param settings empty while nobody is there who knows what settings should be
     * @param leftOut by its id, whether a bundle is told of elsewhere
     */
    ComponentFindings(
            BundleContext context,
            ServiceComponentRuntime runtime,
            Supplier<Optional<SettingsAdvice>> settings,
            LongPredicate leftOut) {
        this.context = context;
        this.runtime = runtime;
        this.settings = settings;
        this.leftOut = leftOut;
    }

    /** One sentence for each component that does not run. */
    List<String> find() {
        Collection<ComponentDescriptionDTO> all = runtime.getComponentDescriptionDTOs();
        List<ComponentDescriptionDTO> waiting = all.stream()
                .filter(component -> component.defaultEnabled || runtime.isComponentEnabled(component))
                .filter(component -> isOurs(component.bundle.id))
                .filter(component -> !isRunning(component))
                .filter(component -> !leftOut.test(component.bundle.id))
                .toList();
        List<String> findings = new ArrayList<>();
        for (ComponentDescriptionDTO component : waiting) {
            for (ComponentConfigurationDTO state : runtime.getComponentConfigurationDTOs(component)) {
                whyNotRunning(component, state, waiting)
                        .ifPresent(why -> findings.add(
                                "Component " + component.name + " of " + component.bundle.symbolicName + " " + why));
            }
        }
        return findings;
    }

    /** One sentence for each file of settings that is wrong, though what reads it runs. */
    List<String> findMistakes() {
        return runtime.getComponentDescriptionDTOs().stream()
                .filter(component -> isOurs(component.bundle.id) && !leftOut.test(component.bundle.id))
                .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream()
                        .filter(state -> isRunning(state) && state.properties.containsKey(FILE))
                        .flatMap(state -> mistakes(component, state).stream()))
                .distinct()
                .toList();
    }

    private boolean isRunning(ComponentDescriptionDTO component) {
        return runtime.getComponentConfigurationDTOs(component).stream().allMatch(ComponentFindings::isRunning);
    }

    private static boolean isRunning(ComponentConfigurationDTO state) {
        return state.state == ComponentConfigurationDTO.ACTIVE || state.state == ComponentConfigurationDTO.SATISFIED;
    }

    private Optional<String> whyNotRunning(
            ComponentDescriptionDTO component, ComponentConfigurationDTO state, List<ComponentDescriptionDTO> waiting) {
        return switch (state.state) {
            case ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED -> Optional.empty();
                // made for each configuration; without one there is nothing to make
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "require".equals(component.configurationPolicy)
                    ? Optional.empty()
                    : Optional.of("lacks the configuration " + String.join(", ", component.configurationPid));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> Optional.of("waits for "
                    + Arrays.stream(state.unsatisfiedReferences)
                            .map(reference -> describe(component, reference, waiting))
                            .collect(Collectors.joining(", ")));
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> Optional.of(
                    "failed: " + mistakes(component, state).orElseGet(() -> innermost(state.failure)));
            default -> Optional.of("is in no known state");
        };
    }

    private Optional<String> mistakes(ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
        return settings.get()
                .flatMap(advice ->
                        advice.mistakes(component.bundle.id, List.of(component.configurationPid), state.properties));
    }

    /** Of a stack trace the cause of all causes, which is what names a setting that is wrong. */
    private static String innermost(@Nullable String trace) {
        if (trace == null) {
            return "the log says why";
        }
        String cause = "Caused by: ";
        return trace.lines()
                .filter(line -> line.startsWith(cause))
                .reduce((first, second) -> second)
                .map(line -> line.substring(cause.length()))
                .orElseGet(() -> trace.lines().findFirst().orElse(""));
    }

    private static String describe(
            ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing, List<ComponentDescriptionDTO> waiting) {
        String service = Arrays.stream(component.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map((ReferenceDTO reference) -> reference.interfaceName)
                .findFirst()
                .orElse(missing.name);
        String target = missing.target == null ? "" : " with " + missing.target;
        String offered = waiting.stream()
                .filter(other -> Arrays.asList(other.serviceInterfaces).contains(service))
                .map(other -> other.name)
                .collect(Collectors.joining(", "));
        return "the service " + service + target
                + (offered.isEmpty() ? ", which nothing offers" : ", which " + offered + " would offer");
    }

    private boolean isOurs(long bundleId) {
        Bundle bundle = context.getBundle(bundleId);
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        if (bundle == null || wiring == null) {
            return false;
        }
        if (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(OURS)) {
            return true;
        }
        List<BundleWire> wires = wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE);
        return wires != null
                && wires.stream()
                        .map(wire -> wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                        .anyMatch(name -> name instanceof String text && text.startsWith(OURS));
    }
}
