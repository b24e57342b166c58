package org.rostrum.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.Token;
import org.rostrum.api.identity.User;
import org.rostrum.api.security.Caller;

/** Makes identities of users, sessions and tokens. */
@Component(service = Identities.class)
public final class Identities {
    private final BuiltInRoles roles;

    @Activate
    public Identities(@Reference BuiltInRoles roles) {
        this.roles = roles;
    }

    /** @param session hash of the session's secret; null outside of a session */
    Identity of(User user, String door, @Nullable String address, @Nullable String session) {
        return new Identity(
                new Caller(Caller.Type.USER, user.name(), door, address),
                user.roles(),
                Permissions.parse(roles.permissions(user.roles())),
                null,
                user.mustChangePassword(),
                session);
    }

    /** A program with a token of the user. */
    Identity of(User user, Token token, String door, @Nullable String address) {
        List<String> limits = token.permissions().isEmpty() ? roles.permissions(token.roles()) : token.permissions();
        boolean unlimited = token.permissions().isEmpty() && token.roles().isEmpty();
        return new Identity(
                new Caller(Caller.Type.TOKEN, user.name(), door, address, token.id()),
                user.roles(),
                Permissions.parse(roles.permissions(user.roles())),
                unlimited ? null : Permissions.parse(limits),
                user.mustChangePassword(),
                null);
    }
}
