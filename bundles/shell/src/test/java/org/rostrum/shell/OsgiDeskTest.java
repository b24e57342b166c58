package org.rostrum.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Credentials;
import org.rostrum.testkit.FixedAccess;

class OsgiDeskTest {
    /** Whose sign-ins can end while the shell is open. */
    private static final class EndingSignIns implements Credentials {
        private @Nullable String standing = "7.0";

        @Override
        public Set<String> authenticate(String user, char[] password, String door, String address) {
            return Set.of();
        }

        @Override
        public <T> T asUser(String user, String door, @Nullable String address, Callable<T> work) {
            try {
                return work.call();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public Optional<String> standing(String user) {
            return Optional.ofNullable(standing);
        }
    }

    private final EndingSignIns signIns = new EndingSignIns();
    private final OsgiDesk desk = new OsgiDesk(
            (BundleContext) Proxy.newProxyInstance(
                    OsgiDeskTest.class.getClassLoader(),
                    new Class<?>[] {BundleContext.class},
                    (proxy, method, given) -> {
                        throw new UnsupportedOperationException(method.getName());
                    }),
            signIns,
            FixedAccess.everything(),
            OsgiDeskTest::jane);

    private static Subject jane() {
        Subject subject = new Subject();
        subject.getPrincipals().add(new SignedInPrincipal("jane", "192.0.2.7", "7.0"));
        return subject;
    }

    private void expectRefusal() {
        assertThatThrownBy(() -> desk.serve(services -> "served")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
            assertThat(problem.remedy()).isEqualTo("Sign in again.");
        });
    }

    @Test
    void servesNobody_whoseSignInHasEnded() {
        assertThat(desk.<String>serve(services -> "served")).isEqualTo("served");
        // another password
        signIns.standing = "7.1";
        expectRefusal();
        // removed and made anew
        signIns.standing = "8.0";
        expectRefusal();
        // disabled or removed
        signIns.standing = null;
        expectRefusal();
    }
}
