package org.rostrum.testkit;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/**
 * An {@link Access} whose caller holds fixed permissions, for the whole installation or for named accounts; inside
 * {@link #asSystem} everything is allowed.
 */
public final class FixedAccess implements Access {
    private final Caller caller;
    private final boolean everything;
    private final Set<String> permissions;
    private final Set<String> accounts;
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    @SuppressWarnings("ThreadLocalUsage") // each fake has callers of its own
    private final ThreadLocal<Caller> inside = new ThreadLocal<>();

    private FixedAccess(Caller caller, boolean everything, Set<String> permissions, Set<String> accounts) {
        this.caller = caller;
        this.everything = everything;
        this.permissions = permissions;
        this.accounts = accounts;
    }

    /** A signed-in user "tester" who may do everything. */
    public static FixedAccess everything() {
        return new FixedAccess(user(), true, Set.of(), Set.of());
    }

    /** A signed-in user "tester" with just these permissions, compared literally. */
    public static FixedAccess only(String... permissions) {
        return new FixedAccess(user(), false, Set.of(permissions), Set.of());
    }

    /** A signed-in user "tester" with just these permissions, compared literally, for just these accounts. */
    public static FixedAccess at(Set<String> accounts, String... permissions) {
        return new FixedAccess(user(), false, Set.of(permissions), Set.copyOf(accounts));
    }

    /** A signed-in user "tester" who belongs to the account and may do everything. */
    public static FixedAccess belongingTo(String accountId) {
        return new FixedAccess(
                new Caller(Caller.Type.USER, "tester", "rest", "127.0.0.1", null, accountId), true, Set.of(), Set.of());
    }

    /** A signed-in user of this name who may do everything. */
    public static FixedAccess named(String user) {
        return new FixedAccess(new Caller(Caller.Type.USER, user, "rest", "127.0.0.1"), true, Set.of(), Set.of());
    }

    /** Nobody. */
    public static FixedAccess anonymous() {
        return new FixedAccess(Caller.ANONYMOUS, false, Set.of(), Set.of());
    }

    private static Caller user() {
        return new Caller(Caller.Type.USER, "tester", "rest", "127.0.0.1");
    }

    /** Every permission that was asked for so far. */
    public Set<String> asked() {
        return new TreeSet<>(asked);
    }

    @Override
    public Caller caller() {
        Caller other = inside.get();
        return other == null ? caller : other;
    }

    @Override
    public void require(String permission) {
        asked.add(permission);
        if (!permits(permission)) {
            throw refused(permission);
        }
    }

    @Override
    public void require(String permission, String accountId) {
        asked.add(permission);
        if (!permits(permission, accountId)) {
            throw refused(permission);
        }
    }

    @Override
    public Reach requireSomewhere(String permission) {
        asked.add(permission);
        Reach reach = reach(permission);
        if (reach.nowhere()) {
            throw refused(permission);
        }
        return reach;
    }

    private Problem refused(String permission) {
        return caller().authenticated()
                ? Problem.of(Problem.Kind.FORBIDDEN, "You lack the permission \"" + permission + "\".")
                : Problem.of(Problem.Kind.UNAUTHENTICATED, "Sign in first.");
    }

    @Override
    public boolean permits(String permission) {
        return reach(permission).everywhere();
    }

    @Override
    public boolean permits(String permission, String accountId) {
        return reach(permission).covers(accountId);
    }

    @Override
    public Reach reach(String permission) {
        if (everything || caller().type() == Caller.Type.SYSTEM) {
            return Reach.EVERYWHERE;
        }
        if (!permissions.contains(permission)) {
            return Reach.NOWHERE;
        }
        return accounts.isEmpty() ? Reach.EVERYWHERE : Reach.of(accounts);
    }

    @Override
    public <T> T asSystem(String part, Callable<T> work) {
        return as(Caller.system(part), work);
    }

    /** Runs the work as another caller, such as one from another address, who holds the same permissions. */
    public <T> T as(Caller other, Callable<T> work) {
        Caller before = inside.get();
        inside.set(other);
        try {
            return work.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            if (before == null) {
                inside.remove();
            } else {
                inside.set(before);
            }
        }
    }
}
