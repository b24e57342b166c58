package org.rostrum.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.identity.Token;
import org.rostrum.api.identity.User;
import org.rostrum.api.security.Caller;

/** Makes identities of users, sessions and tokens: what they may do is looked up now. */
@Component(service = Identities.class)
public final class Identities {
    private final GrantStore grants;
    private final ShiroAccess access;
    private final Clock clock;

    @Activate
    public Identities(@Reference GrantStore grants, @Reference ShiroAccess access, @Reference Clock clock) {
        this.grants = grants;
        this.access = access;
        this.clock = clock;
    }

    /** @param session hash of the session's secret; null outside of a session */
    Identity of(UserRow row, String door, @Nullable String address, @Nullable String session) {
        return of(row, door, address, session, row.user().mustChangePassword());
    }

    /** A session for which an identity provider has vouched: no password of here is asked for, nor has to be replaced. */
    Identity vouched(UserRow row, String door, @Nullable String address, @Nullable String session) {
        return of(row, door, address, session, false);
    }

    private Identity of(
            UserRow row, String door, @Nullable String address, @Nullable String session, boolean mustChangePassword) {
        User user = row.user();
        return new Identity(
                new Caller(Caller.Type.USER, user.name(), door, address, null, user.accountId()),
                user.roles(),
                rights(row),
                null,
                mustChangePassword,
                session);
    }

    /** A program with a token of the user. */
    Identity of(UserRow row, Token token, String door, @Nullable String address) {
        User user = row.user();
        return new Identity(
                new Caller(Caller.Type.TOKEN, user.name(), door, address, token.id(), user.accountId()),
                user.roles(),
                rights(row),
                limits(token),
                user.mustChangePassword(),
                null);
    }

    private Rights rights(UserRow row) {
        AccountTree tree = access.tree;
        if (tree != null) {
            tree.refresh();
        }
        Instant now = clock.instant();
        List<Rights.Holding> holdings = new ArrayList<>();
        for (GrantStore.Held held : grants.database().read(connection -> grants.held(connection, row.id(), now))) {
            if (held.countsAt(now)) {
                holdings.add(Rights.Holding.of(held.accountId(), held.permissions()));
            }
        }
        return new Rights(holdings);
    }

    private @Nullable Rights limits(Token token) {
        if (!token.permissions().isEmpty()) {
            return Permissions.rights(token.permissions());
        }
        return token.roles().isEmpty() ? null : Rights.everywhere(grants.permissions(token.roles()));
    }
}
