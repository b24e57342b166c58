package org.rostrum.api.identity;

import java.util.List;

/**
 * A user in a group.
 *
 * @param origins who put the user there, ordered: {@code local}, {@code scim}, or {@code oidc:} and the id of a provider. The
 *     user is a member until the last of them has taken the user out.
 */
public record GroupMember(String user, String displayName, List<String> origins) {
    public GroupMember {
        origins = List.copyOf(origins);
    }
}
