package org.rostrum.api.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Says for people what is wrong with the settings of a component that does not run, by what its bundle says of them. */
@ProviderType
public interface SettingsAdvice {
    /**
     * Which settings a component waits for that is made as soon as it is configured.
     *
     * @param pids of the component's configurations
     * @return empty when the bundle does not define them, or when a component is made for each of many
     */
    Optional<String> missing(long bundleId, List<String> pids);

    /**
     * Which values cannot be what the bundle wants them to be; those of secrets are not told.
     *
     * @param pids of the component's configurations
     * @param values as the component got them, with those that tell where they come from
     * @return empty when the definition has nothing against any of them
     */
    Optional<String> mistakes(long bundleId, List<String> pids, Map<String, ?> values);
}
