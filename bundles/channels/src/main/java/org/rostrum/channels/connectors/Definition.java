package org.rostrum.channels.connectors;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of a connector type.
 *
 * @param title for people; empty when the plugin gives none
 * @param description for people; empty when the plugin gives none
 * @param settings in the order of the plugin
 */
public record Definition(String title, String description, List<Setting> settings) {
    /** Of a connector that has none. */
    public static final Definition NONE = new Definition("", "", List.of());

    public Definition {
        settings = List.copyOf(settings);
    }

    public Optional<Setting> find(String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    /** Names of those that are never shown. */
    public Set<String> secrets() {
        return settings.stream().filter(Setting::isSecret).map(Setting::name).collect(Collectors.toUnmodifiableSet());
    }
}
