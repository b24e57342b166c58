package org.rostrum.vault;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a file, the oldest first. */
record KeyRing(List<VaultKey> keys) {
    static final KeyRing EMPTY = new KeyRing(List.of());

    KeyRing {
        keys = List.copyOf(keys);
    }

    Optional<VaultKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    boolean has(String id) {
        return find(id).isPresent();
    }

    KeyRing with(VaultKey key) {
        return new KeyRing(Stream.concat(keys.stream(), Stream.of(key)).toList());
    }

    KeyRing without(Collection<String> ids) {
        return new KeyRing(keys.stream().filter(key -> !ids.contains(key.id())).toList());
    }

    /** The last key that none of these ids is of. */
    Optional<VaultKey> lastBeside(Set<String> ids) {
        Map<String, VaultKey> others = new LinkedHashMap<>();
        keys.stream().filter(key -> !ids.contains(key.id())).forEach(key -> others.put(key.id(), key));
        return others.values().stream().reduce((one, next) -> next);
    }
}
