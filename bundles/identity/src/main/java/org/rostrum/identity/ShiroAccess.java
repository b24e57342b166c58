package org.rostrum.identity;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.apache.shiro.subject.Subject;
import org.apache.shiro.subject.support.DelegatingSubject;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/**
 * The gate: a Shiro subject per thread. The binding is our own and not Shiro's {@code ThreadContext}, which children of a
 * thread inherit: a worker that is started while an administrator's request runs must not stay an administrator.
 *
 * <p>Needs no other service, so that everything else (the audit trail before all) can need this one. Which account is below
 * which it learns when somebody tells; until then a right counts at the very account it was granted for.
 */
@Component(service = {Access.class, ShiroAccess.class})
public final class ShiroAccess implements Access {
    /** Told of every refusal of somebody who is signed in. */
    @FunctionalInterface
    interface RefusalListener {
        void refused(Caller caller, String permission, @Nullable String accountId);
    }

    private static final ThreadLocal<@Nullable Subject> CURRENT = new ThreadLocal<>();

    private final DefaultSecurityManager securityManager = new DefaultSecurityManager(new PermissionRealm());
    private volatile @Nullable RefusalListener refusals;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable AccountTree tree;

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
        if (!permits(permission)) {
            throw refuse(permission, null);
        }
    }

    @Override
    public void require(String permission, String accountId) {
        if (!permits(permission, accountId)) {
            throw refuse(permission, accountId);
        }
    }

    @Override
    public Reach requireSomewhere(String permission) {
        Reach reach = reach(permission);
        if (reach.nowhere()) {
            throw refuse(permission, null);
        }
        return reach;
    }

    private Problem refuse(String permission, @Nullable String accountId) {
        Identity identity = identity();
        if (!identity.caller().authenticated()) {
            return Problem.of(Problem.Kind.UNAUTHENTICATED, "Nobody is signed in.")
                    .withRemedy("Sign in, or send a token as \"Authorization: Bearer …\".");
        }
        RefusalListener listener = refusals;
        if (listener != null) {
            listener.refused(identity.caller(), permission, accountId);
        }
        if (identity.mustChangePassword()) {
            return Problem.of(Problem.Kind.FORBIDDEN, "The one-time password must be changed first.")
                    .withRemedy("PUT \"currentPassword\" and \"newPassword\" to /api/v1/users/"
                            + identity.caller().name() + "/password, or run rostrum:password in the SSH shell.");
        }
        if (identity.mustSetUpSecondFactor()) {
            return Problem.of(Problem.Kind.FORBIDDEN, "A second factor must be set up first.")
                    .withRemedy("Sign in to the console, which leads you there, or POST to /api/v1/second-factor.");
        }
        String where = accountId != null
                ? " for the account \"" + accountId + "\""
                : reach(permission).nowhere() ? "" : " for the whole installation, and you hold it for single accounts";
        return Problem.of(Problem.Kind.FORBIDDEN, "This needs the permission \"" + permission + "\"" + where + ".")
                .withRemedy(
                        withheld(identity, permission, accountId)
                                ? "Your role holds it, and the engagement model of an account above withholds it here: ask"
                                        + " somebody at its hub."
                                : "Ask an administrator for a role that holds it.");
    }

    private boolean withheld(Identity identity, String permission, @Nullable String accountId) {
        AccountTree known = tree;
        if (known == null || !known.bounded(permission)) {
            return false;
        }
        return accountId == null
                // held somewhere, and counting nowhere
                ? !identity.granted().where(permission).accounts().isEmpty()
                        && reach(permission).nowhere()
                : identity.granted().bound(Wanted.at(known.lineage(accountId), permission));
    }

    @Override
    public boolean permits(String permission) {
        return permits(Wanted.everywhere(permission));
    }

    @Override
    public boolean permits(String permission, String accountId) {
        AccountTree known = tree;
        List<String> lineage = known == null ? List.of(accountId) : known.lineage(accountId);
        // whoever may for the whole installation may also say that there is no such account
        return permits(lineage.isEmpty() ? Wanted.everywhere(permission) : Wanted.at(lineage, permission, known));
    }

    private static boolean permits(Wanted wanted) {
        Subject subject = CURRENT.get();
        return subject != null && subject.isPermitted(wanted);
    }

    @Override
    public Reach reach(String permission) {
        return identity().reach(permission, tree);
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
