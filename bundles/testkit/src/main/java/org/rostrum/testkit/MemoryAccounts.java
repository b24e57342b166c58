package org.rostrum.testkit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;

/** An account tree in memory that everybody may use. */
public final class MemoryAccounts implements AccountService {
    private final Map<String, Account> accounts = new TreeMap<>();

    /** With a root of this id and name in UTC. */
    public static MemoryAccounts with(String id, String name) {
        MemoryAccounts made = new MemoryAccounts();
        made.create(new NewAccount(id, null, name, ZoneOffset.UTC));
        return made;
    }

    @Override
    public synchronized Account create(NewAccount wanted) {
        String id = Objects.requireNonNullElseGet(
                wanted.id(),
                () -> wanted.name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        if (accounts.containsKey(id)) {
            throw Problem.of(Problem.Kind.CONFLICT, "There is an account \"" + id + "\" already.")
                    .withField("id");
        }
        String parentId = wanted.parentId();
        if (parentId != null && !accounts.containsKey(parentId)) {
            throw Problem.invalid("parentId", "There is no account \"" + parentId + "\".", "Name one that exists.");
        }
        ZoneId zone = Objects.requireNonNullElse(wanted.zone(), ZoneOffset.UTC);
        Account account = new Account(id, parentId, wanted.name(), zone, Instant.EPOCH, 1);
        accounts.put(id, account);
        return account;
    }

    @Override
    public synchronized Account ensure(NewAccount wanted) {
        String id = wanted.id();
        Account existing = id == null ? null : accounts.get(id);
        return existing == null ? create(wanted) : existing;
    }

    @Override
    public synchronized Account update(String id, String name, @Nullable ZoneId zone, long expectedVersion) {
        Account before = find(id).orElseThrow(() -> Problem.notFound("account", id));
        Account after = new Account(
                id,
                before.parentId(),
                name,
                Objects.requireNonNullElse(zone, before.zone()),
                before.created(),
                before.version() + 1);
        accounts.put(id, after);
        return after;
    }

    @Override
    public synchronized Account move(String id, @Nullable String parentId, long expectedVersion) {
        Account before = find(id).orElseThrow(() -> Problem.notFound("account", id));
        Account after = new Account(id, parentId, before.name(), before.zone(), before.created(), before.version() + 1);
        accounts.put(id, after);
        return after;
    }

    @Override
    public synchronized Optional<Account> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized CursorPage<Account> list(@Nullable String cursor, int limit) {
        return new CursorPage<>(List.copyOf(accounts.values()), null);
    }

    @Override
    public synchronized List<Account> children(String id) {
        return accounts.values().stream()
                .filter(account -> id.equals(account.parentId()))
                .toList();
    }

    @Override
    public synchronized Set<String> subtree(String id) {
        Set<String> all = new TreeSet<>();
        if (accounts.containsKey(id)) {
            all.add(id);
            children(id).forEach(child -> all.addAll(subtree(child.id())));
        }
        return all;
    }
}
