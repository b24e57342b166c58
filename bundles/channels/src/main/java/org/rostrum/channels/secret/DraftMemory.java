package org.rostrum.channels.secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What connectors remember for channels that are not kept: for the moment in which their settings are tried. */
final class DraftMemory {
    private static final int MOST = 64;

    private final Map<List<String>, String> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, String> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<String> read(String channelId, String name) {
        return Optional.ofNullable(entries.get(List.of(channelId, name)));
    }

    synchronized void write(String channelId, String name, String value) {
        entries.put(List.of(channelId, name), value);
    }

    synchronized void forget(String channelId, String name) {
        entries.remove(List.of(channelId, name));
    }
}
