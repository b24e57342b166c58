package org.rostrum.identity;

import java.util.concurrent.Callable;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.apache.shiro.subject.Subject;
import org.apache.shiro.subject.support.DelegatingSubject;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;

/**
 * The gate: a Shiro subject per thread. The binding is our own and not Shiro's {@code ThreadContext}, which children of a
 * thread inherit: a worker that is started while an administrator's request runs must not stay an administrator.
 *
 * <p>Needs no other service, so that everything else (the audit trail before all) can need this one.
 */
@Component(service = {Access.class, ShiroAccess.class})
public final class ShiroAccess implements Access {
    /** Told of every refusal of somebody who is signed in. */
    @FunctionalInterface
    interface RefusalListener {
        void refused(Caller caller, String permission);
    }

    private static final ThreadLocal<@Nullable Subject> CURRENT = new ThreadLocal<>();

    private final DefaultSecurityManager securityManager = new DefaultSecurityManager(new PermissionRealm());
    private volatile @Nullable RefusalListener refusals;

    /** Whom this thread works for. */
    Identity identity() {
        Subject subject = CURRENT.get();
        return subject == null
                ? Identity.anonymous(Caller.ANONYMOUS.door(), null)
                : PermissionRealm.identity(subject.getPrincipals());
    }

    /** Has the thread work for somebody until the result is run, on the same thread. */
    Runnable bind(Identity identity) {
        Subject before = CURRENT.get();
        Caller caller = identity.caller();
        CURRENT.set(new DelegatingSubject(
                new SimplePrincipalCollection(identity, PermissionRealm.NAME),
                caller.authenticated(),
                caller.address(),
                null,
                false,
                securityManager));
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    void onRefusal(@Nullable RefusalListener listener) {
        refusals = listener;
    }

    @Override
    public Caller caller() {
        return identity().caller();
    }

    @Override
    public void require(String permission) {
        if (permits(permission)) {
            return;
        }
        Identity identity = identity();
        if (!identity.caller().authenticated()) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Nobody is signed in.")
                    .withRemedy("Sign in, or send a token as \"Authorization: Bearer …\".");
        }
        RefusalListener listener = refusals;
        if (listener != null) {
            listener.refused(identity.caller(), permission);
        }
        if (identity.mustChangePassword()) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "The one-time password must be changed first.")
                    .withRemedy("PUT \"currentPassword\" and \"newPassword\" to /api/v1/users/"
                            + identity.caller().name() + "/password, or run rostrum:password in the SSH shell.");
        }
        throw Problem.of(Problem.Kind.FORBIDDEN, "This needs the permission \"" + permission + "\".")
                .withRemedy("Ask an administrator for a role that holds it.");
    }

    @Override
    public boolean permits(String permission) {
        Subject subject = CURRENT.get();
        return subject != null && subject.isPermitted(permission);
    }

    @Override
    public <T> T asSystem(String part, Callable<T> work) {
        return as(Identity.system(Caller.system(part)), work);
    }

    <T> T as(Identity identity, Callable<T> work) {
        Runnable release = bind(identity);
        try {
            return work.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        } finally {
            release.run();
        }
    }
}
