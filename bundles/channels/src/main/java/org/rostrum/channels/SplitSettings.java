package org.rostrum.channels;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.channels.connectors.Definition;

/**
 * The settings of a channel, with its secrets apart.
 *
 * @param plain without secrets
 * @param secrets those that are given a value
 * @param removed names of secrets that are given none: they shall go
 */
record SplitSettings(Map<String, String> plain, Map<String, String> secrets, Set<String> removed) {
    static SplitSettings of(Definition definition, Map<String, ? extends @Nullable String> settings) {
        Set<String> secret = definition.secrets();
        Map<String, String> plain = new TreeMap<>();
        Map<String, String> secrets = new TreeMap<>();
        Set<String> removed = new TreeSet<>();
        settings.forEach((name, value) -> {
            if (!secret.contains(name)) {
                if (value != null) {
                    plain.put(name, value);
                }
            } else if (value == null || value.isEmpty()) {
                removed.add(name);
            } else {
                secrets.put(name, value);
            }
        });
        return new SplitSettings(plain, secrets, removed);
    }

    /** All that have a value. */
    Map<String, String> together() {
        Map<String, String> all = new HashMap<>(plain);
        all.putAll(secrets);
        return all;
    }
}
