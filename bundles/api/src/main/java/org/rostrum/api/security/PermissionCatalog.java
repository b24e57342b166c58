package org.rostrum.api.security;

import java.util.List;

/**
 * The permissions that operations of this server ask for at the moment, those of plugins among them. Needs no permission: the
 * OpenAPI document names them, too.
 */
public interface PermissionCatalog {
    /**
     * A permission.
     *
     * @param name {@code capability:action}
     * @param operations ids of the REST operations that need it, ordered
     */
    record Entry(String name, List<String> operations) {
        public Entry {
            operations = List.copyOf(operations);
        }
    }

    /** Ordered by name. */
    List<Entry> permissions();
}
