package org.rostrum.channels;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What DS tells of connectors that failed when they were made; {@code SecretsPluginTest} looks at what the real one tells. */
final class ComponentStates {
    private final Map<String, ComponentConfigurationDTO> failed = new ConcurrentHashMap<>();

    void failed(String pid, Map<String, Object> properties, RuntimeException failure) {
        ComponentConfigurationDTO state = new ComponentConfigurationDTO();
        state.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        state.properties = properties;
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        state.failure = trace.toString();
        failed.put(pid, state);
    }

    void forget(String pid) {
        failed.remove(pid);
    }

    ServiceComponentRuntime service(String configurationPid) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.configurationPid = new String[] {configurationPid};
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                ComponentStates.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" -> List.of(component);
                    case "getComponentConfigurationDTOs" -> List.copyOf(failed.values());
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
