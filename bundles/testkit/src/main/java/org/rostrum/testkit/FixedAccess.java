package org.rostrum.testkit;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;

/** An {@link Access} whose caller holds fixed permissions; inside {@link #asSystem} everything is allowed. */
public final class FixedAccess implements Access {
    private final Caller caller;
    private final boolean everything;
    private final Set<String> permissions;
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    @SuppressWarnings("ThreadLocalUsage") // each fake has callers of its own
    private final ThreadLocal<Caller> system = new ThreadLocal<>();

    private FixedAccess(Caller caller, boolean everything, Set<String> permissions) {
        this.caller = caller;
        this.everything = everything;
        this.permissions = permissions;
    }

    /** A signed-in user "tester" who may do everything. */
    public static FixedAccess everything() {
        return new FixedAccess(user(), true, Set.of());
    }

    /** A signed-in user "tester" with just these permissions, compared literally. */
    public static FixedAccess only(String... permissions) {
        return new FixedAccess(user(), false, Set.of(permissions));
    }

    /** Nobody. */
    public static FixedAccess anonymous() {
        return new FixedAccess(Caller.ANONYMOUS, false, Set.of());
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
        Caller inside = system.get();
        return inside == null ? caller : inside;
    }

    @Override
    public void require(String permission) {
        asked.add(permission);
        if (permits(permission)) {
            return;
        }
        throw caller().authenticated()
                ? Problem.of(Problem.Kind.FORBIDDEN, "You lack the permission \"" + permission + "\".")
                : Problem.of(Problem.Kind.UNAUTHENTICATED, "Sign in first.");
    }

    @Override
    public boolean permits(String permission) {
        return system.get() != null || everything || permissions.contains(permission);
    }

    @Override
    public <T> T asSystem(String part, Callable<T> work) {
        Caller before = system.get();
        system.set(Caller.system(part));
        try {
            return work.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            if (before == null) {
                system.remove();
            } else {
                system.set(before);
            }
        }
    }
}
