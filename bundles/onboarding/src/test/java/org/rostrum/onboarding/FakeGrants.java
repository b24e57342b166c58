package org.rostrum.onboarding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.GrantService;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;

/** Grants in memory; there is no user called "stranger". */
final class FakeGrants implements GrantService {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private final List<Grant> given = new ArrayList<>();

    @Override
    public Grant give(NewGrant wanted) {
        if ("stranger".equals(wanted.user())) {
            throw Problem.invalid("user", "There is no user \"stranger\".", "Make the user first.");
        }
        Grant grant = new Grant(
                given.size() + 1L,
                wanted.user(),
                wanted.group(),
                wanted.role(),
                wanted.accountId(),
                START,
                null,
                "tester",
                null,
                START,
                1);
        given.add(grant);
        return grant;
    }

    @Override
    public Optional<Grant> find(long id) {
        return given.stream().filter(grant -> grant.id() == id).findFirst();
    }

    @Override
    public CursorPage<Grant> list(GrantFilter filter, @Nullable String cursor, int limit) {
        return new CursorPage<>(
                given.stream()
                        .filter(grant -> grant.role().equals(filter.role()))
                        .filter(grant -> Objects.equals(grant.accountId(), filter.accountId()))
                        .toList(),
                null);
    }

    @Override
    public Grant end(long id, @Nullable Instant ends, long expectedVersion) {
        throw new UnsupportedOperationException();
    }
}
