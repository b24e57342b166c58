package org.rostrum.channels.connectors;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.rostrum.spi.connector.Connector;

/** Why the connector of a channel did not come of its settings: what DS knows of it, said for people. */
@Component(service = ConnectorFailures.class)
public final class ConnectorFailures {
    private static final String CAUSE = "Caused by: ";
    private static final int LONGEST = 500;

    private final ServiceComponentRuntime runtime;
    private final ConnectorKinds kinds;

    @Activate
    public ConnectorFailures(@Reference ServiceComponentRuntime runtime, @Reference ConnectorKinds kinds) {
        this.runtime = runtime;
        this.kinds = kinds;
    }

    /**
     * @param secrets gives those of the channel, which are not told; asked when there is something to tell
     * @return empty when DS knows of nothing that is wrong
     */
    public Optional<String> find(String type, String channelId, Supplier<Collection<String>> secrets) {
        return kinds.find(type).stream()
                .flatMap(kind -> runtime.getComponentDescriptionDTOs(kind.plugin()).stream()
                        .filter(component ->
                                Arrays.asList(component.configurationPid).contains(kind.pid())))
                .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
                .filter(state -> channelId.equals(state.properties.get(Connector.CHANNEL)))
                .flatMap(state -> reason(state).stream())
                .findFirst()
                .map(reason -> Masked.text(reason, secrets.get()));
    }

    private static Optional<String> reason(ComponentConfigurationDTO state) {
        return switch (state.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> Optional.of(
                    "Its connector failed when it was made: " + cause(state.failure));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> Optional.of("Its connector waits for services: "
                    + String.join(
                            ", ",
                            Arrays.stream(state.unsatisfiedReferences)
                                    .map(ConnectorFailures::describe)
                                    .toList())
                    + ".");
            default -> Optional.empty();
        };
    }

    /** Of a printed exception the first cause and where it was thrown. */
    private static String cause(String failure) {
        String cause = failure.lines().findFirst().orElse("");
        String where = "";
        boolean next = true;
        for (String line : failure.lines().toList()) {
            if (line.startsWith(CAUSE)) {
                cause = line.substring(CAUSE.length());
                next = true;
            } else if (next && line.strip().startsWith("at ")) {
                where = " (" + line.strip() + ")";
                next = false;
            }
        }
        return (cause.length() <= LONGEST ? cause : cause.substring(0, LONGEST) + "…") + where;
    }

    private static String describe(UnsatisfiedReferenceDTO reference) {
        return reference.name + (reference.target == null ? "" : " with " + reference.target);
    }
}
