package org.rostrum.api.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key with which a program acts for a user. What it may do is what the user may do and the token's own permissions or
 * roles allow, both looked up at each call.
 *
 * @param user whose token it is
 * @param name for people, 1 to 100 characters
 * @param permissions in Shiro's wildcard syntax; empty when it is limited by roles or not at all
 * @param roles to whose permissions it is limited; empty when it is limited by permissions or not at all
 * @param lastUsed to the minute; null before the first use
 */
public record Token(
        long id,
        String user,
        String name,
        List<String> permissions,
        List<String> roles,
        Instant created,
        Instant expires,
        @Nullable Instant lastUsed) {
    public Token {
        permissions = List.copyOf(permissions);
        roles = List.copyOf(roles);
    }
}
