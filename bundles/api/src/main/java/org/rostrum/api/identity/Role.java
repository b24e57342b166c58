package org.rostrum.api.identity;

import java.util.List;

/**
 * What somebody is allowed to do, under a name.
 *
 * @param name lower case with hyphens
 * @param permissions in Shiro's wildcard syntax, ordered
 * @param builtIn whether it comes with the product and cannot be changed
 * @param version counts changes from 1; the ETag
 */
public record Role(String name, String description, List<String> permissions, boolean builtIn, long version) {
    public Role {
        permissions = List.copyOf(permissions);
    }
}
