package org.rostrum.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.plugin.SettingsAdvice;

/** The components of a bundle that do not run, said for people. */
final class Parts {
    private static final String CAUSE = "Caused by: ";

    private final ServiceComponentRuntime runtime;

    private final SettingsAdvice settings;

    Parts(ServiceComponentRuntime runtime, SettingsAdvice settings) {
        this.runtime = runtime;
        this.settings = settings;
    }

    List<Plugin.Part> waiting(Bundle bundle) {
        List<Plugin.Part> waiting = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            Collection<ComponentConfigurationDTO> states = runtime.getComponentConfigurationDTOs(component);
            if (states.isEmpty() && component.defaultEnabled) {
                unconfigured(component).ifPresent(why -> waiting.add(new Plugin.Part(component.name, why)));
            }
            for (ComponentConfigurationDTO state : states) {
                String reason = reason(component, state);
                if (reason != null) {
                    waiting.add(new Plugin.Part(component.name, reason));
                }
            }
        }
        return waiting;
    }

    /** Those that are made for each of many settings, such as for each channel, lack nothing while there are none. */
    private Optional<String> unconfigured(ComponentDescriptionDTO component) {
        return component.configurationPolicy.equals("require")
                ? settings.missing(component.bundle.id, List.of(component.configurationPid))
                : Optional.empty();
    }

    private @Nullable String reason(ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
        switch (state.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION:
                return component.configurationPolicy.equals("require")
                        ? unconfigured(component).orElse(null)
                        : "It lacks the configuration " + String.join(", ", component.configurationPid) + ".";
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE:
                return "It waits for "
                        + Arrays.stream(state.unsatisfiedReferences)
                                .map(reference -> service(component, reference))
                                .collect(Collectors.joining(", "))
                        + ".";
            case ComponentConfigurationDTO.FAILED_ACTIVATION:
                return settings.mistakes(component.bundle.id, List.of(component.configurationPid), state.properties)
                        .orElseGet(() ->
                                "It failed: " + (state.failure == null ? "the log says why." : root(state.failure)));
            default:
                return null;
        }
    }

    /** Of a printed exception the line that tells its first cause. */
    private static String root(String failure) {
        String root = failure.lines().findFirst().orElse("");
        for (String line : failure.lines().toList()) {
            if (line.startsWith(CAUSE)) {
                root = line.substring(CAUSE.length());
            }
        }
        return root;
    }

    private static String service(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        String type = Arrays.stream(component.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map(reference -> reference.interfaceName)
                .findFirst()
                .orElse(missing.name);
        return "the service " + type + (missing.target == null ? "" : " with " + missing.target);
    }
}
