package org.rostrum.onboarding;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.Inherited;
import org.rostrum.api.accounts.Inherited.Origin;

/** Accounts that have a time zone of their own or inherit one, and nothing else. */
final class FakeAttributes implements AccountAttributeService {
    static final ZoneId ZONE = ZoneId.of("Europe/Warsaw");
    final Set<String> withZone = new HashSet<>();

    @Override
    public AccountAttributes find(String accountId) {
        return new AccountAttributes(
                accountId,
                new AccountAttributes.Own(withZone.contains(accountId) ? ZONE : null, null, null, null, null),
                new AccountAttributes.Effective(
                        new Inherited<>(ZONE, Origin.ABOVE, null),
                        new Inherited<>(null, Origin.DEFAULT, null),
                        new Inherited<>(null, Origin.DEFAULT, null),
                        new Inherited<>(null, Origin.DEFAULT, null),
                        new Inherited<>(null, Origin.DEFAULT, null)),
                1);
    }

    @Override
    public AccountAttributes change(String accountId, AccountAttributes.Change change, long expectedVersion) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccountAttributes setLogo(
            String accountId, byte @org.jspecify.annotations.Nullable [] picture, long expectedVersion) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Picture> logo(String accountId) {
        return Optional.empty();
    }

    @Override
    public Opening opening(String accountId, Instant at) {
        throw new UnsupportedOperationException();
    }
}
