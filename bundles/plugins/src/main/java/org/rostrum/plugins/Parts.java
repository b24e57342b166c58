package org.rostrum.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.rostrum.api.plugin.Plugin;

/** The components of a bundle that do not run, said for people. */
final class Parts {
    private static final String CAUSE = "Caused by: ";

    private final ServiceComponentRuntime runtime;

    Parts(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    List<Plugin.Part> waiting(Bundle bundle) {
        List<Plugin.Part> waiting = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO state : runtime.getComponentConfigurationDTOs(component)) {
                String reason = reason(component, state);
                if (reason != null) {
                    waiting.add(new Plugin.Part(component.name, reason));
                }
            }
        }
        return waiting;
    }

    private static @Nullable String reason(ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
        switch (state.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION:
                // those that require one are made for each, such as that of a channel; without one there is nothing to
                // make
                return component.configurationPolicy.equals("require")
                        ? null
                        : "It lacks the configuration " + String.join(", ", component.configurationPid) + ".";
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE:
                return "It waits for "
                        + Arrays.stream(state.unsatisfiedReferences)
                                .map(reference -> service(component, reference))
                                .collect(Collectors.joining(", "))
                        + ".";
            case ComponentConfigurationDTO.FAILED_ACTIVATION:
                return "It failed: " + (state.failure == null ? "the log says why." : root(state.failure));
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
