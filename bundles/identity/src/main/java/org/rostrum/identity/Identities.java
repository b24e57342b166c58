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
    private final SecondFactorPolicyStore secondFactors;
    private final ShiroAccess access;
    private final Clock clock;

    @Activate
    public Identities(
            @Reference GrantStore grants,
            @Reference SecondFactorPolicyStore secondFactors,
            @Reference ShiroAccess access,
            @Reference Clock clock) {
        this.grants = grants;
        this.secondFactors = secondFactors;
        this.access = access;
        this.clock = clock;
    }

    /** @param session hash of the session's secret; null outside of a session */
    Identity of(UserRow row, String door, @Nullable String address, @Nullable String session) {
        List<GrantStore.Held> held = held(row);
        return of(row, held, door, address, session, pending(row, held));
    }

    /**
     * A session for which an identity provider has vouched: no password of here is asked for, nor has to be replaced, and the second
     * factor is the provider's affair.
     */
    Identity vouched(UserRow row, String door, @Nullable String address, @Nullable String session) {
        return of(row, held(row), door, address, session, Pending.NOTHING);
    }

    private static Identity of(
            UserRow row,
            List<GrantStore.Held> held,
            String door,
            @Nullable String address,
            @Nullable String session,
            Pending pending) {
        User user = row.user();
        return new Identity(
                new Caller(Caller.Type.USER, user.name(), door, address, null, user.accountId()),
                user.roles(),
                rights(held),
                null,
                pending,
                session);
    }

    private Pending pending(UserRow row, List<GrantStore.Held> held) {
        if (row.user().mustChangePassword()) {
            return Pending.PASSWORD;
        }
        boolean owed = grants.database().read(connection -> secondFactors.isOwed(connection, row, held, access.tree));
        return owed ? Pending.SECOND_FACTOR : Pending.NOTHING;
    }

    /** A program with a token of the user. */
    Identity of(UserRow row, Token token, String door, @Nullable String address) {
        User user = row.user();
        return new Identity(
                new Caller(Caller.Type.TOKEN, user.name(), door, address, token.id(), user.accountId()),
                user.roles(),
                rights(held(row)),
                limits(token),
                user.mustChangePassword() ? Pending.PASSWORD : Pending.NOTHING,
                null);
    }

    /** What counts now. */
    private List<GrantStore.Held> held(UserRow row) {
        AccountTree tree = access.tree;
        if (tree != null) {
            tree.refresh();
        }
        Instant now = clock.instant();
        return grants.database().read(connection -> grants.held(connection, row.id(), now)).stream()
                .filter(held -> held.countsAt(now))
                .toList();
    }

    private static Rights rights(List<GrantStore.Held> held) {
        List<Rights.Holding> holdings = new ArrayList<>();
        for (GrantStore.Held one : held) {
            holdings.add(Rights.Holding.of(one.accountId(), one.permissions()));
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
