package org.rostrum.api.identity;

import java.util.List;

/**
 * What somebody is allowed to do, under a name.
 *
 * @param name lower case with hyphens
 * @param permissions in Shiro's wildcard syntax, ordered
 * @param builtIn whether it comes with the product and cannot be changed
 */
public record Role(String name, String description, List<String> permissions, boolean builtIn) {
    public Role {
        permissions = List.copyOf(permissions);
    }
}
