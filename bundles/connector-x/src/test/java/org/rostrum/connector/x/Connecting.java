package org.rostrum.connector.x;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.Platform;

/** Makes connectors of settings as people give them. */
final class Connecting {
    private Connecting() {}

    static XConfig config(Map<String, String> settings) {
        Map<String, Object> typed = new LinkedHashMap<>(settings);
        for (String name : new String[] {"ownPosts", "beyondMentions", "directMessages", "referredPosts"}) {
            typed.computeIfPresent(name, (key, value) -> Boolean.valueOf(String.valueOf(value)));
        }
        for (String name : new String[] {"daysBefore", "monthlyDollars"}) {
            typed.computeIfPresent(name, (key, value) -> Integer.valueOf(String.valueOf(value)));
        }
        return Configs.of(XConfig.class, typed);
    }

    static XConnector connect(Map<String, String> settings, Platform services, String channel) {
        return new XConnector(
                config(settings),
                Map.of("rostrum.channel", channel),
                services.http(),
                services.memory(),
                services.clock());
    }
}
