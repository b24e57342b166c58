package org.rostrum.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.modules.publickey.PublickeyCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Credentials;
import org.rostrum.testkit.FixedAccess;

class SignInModuleTest {
    @TempDir
    Path folder = Path.of("set by JUnit");

    /** Knows jane, with the password "right". */
    private static final class OneUser implements Credentials {
        private @Nullable String address;

        @Override
        public Set<String> authenticate(String user, char[] password, String door, String from) {
            address = from;
            if (user.equals("jane") && new String(password).equals("right")) {
                return Set.of("viewer");
            }
            throw refusal();
        }

        @Override
        public <T> T asUser(String user, String door, @Nullable String from, Callable<T> work) {
            if (!user.equals("jane")) {
                throw refusal();
            }
            try {
                return work.call();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public Optional<String> standing(String user) {
            return user.equals("jane") ? Optional.of("7.0") : Optional.empty();
        }

        private static Problem refusal() {
            return Problem.of(Problem.Kind.UNAUTHENTICATED, "no");
        }
    }

    private final OneUser credentials = new OneUser();

    private Subject signIn(Access access, String user, @Nullable String password, @Nullable PublicKey key)
            throws LoginException {
        Subject subject = new Subject();
        subject.getPrincipals().add(new ClientPrincipal("ssh", "/192.0.2.7:50022"));
        SignInModule module = new SignInModule();
        module.initialize(
                subject,
                callbacks -> answer(callbacks, user, password, key),
                Map.of(),
                Map.of(
                        SignInModule.CREDENTIALS,
                        credentials,
                        SignInModule.ACCESS,
                        access,
                        SignInModule.KEYS,
                        new AuthorizedKeys(folder.resolve("keys.properties"))));
        module.login();
        module.commit();
        return subject;
    }

    private static void answer(Callback[] callbacks, String user, @Nullable String password, @Nullable PublicKey key)
            throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback asked && password != null) {
                asked.setPassword(password.toCharArray());
            } else if (callback instanceof PublickeyCallback asked && key != null) {
                asked.setPublicKey(key);
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private static Set<String> roles(Subject subject) {
        return subject.getPrincipals(RolePrincipal.class).stream()
                .map(Principal::getName)
                .collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void password_letsIn_withTheRolesOfWhatTheUserMayDo() throws LoginException {
        Subject viewer = signIn(FixedAccess.only("archive:read"), "Jane", "right", null);
        assertThat(roles(viewer)).containsExactlyInAnyOrder("ssh", "viewer");
        assertThat(viewer.getPrincipals(SignedInPrincipal.class))
                .containsExactly(new SignedInPrincipal("jane", "192.0.2.7", "7.0"));
        assertThat(credentials.address).isEqualTo("192.0.2.7");
        assertThat(roles(signIn(FixedAccess.everything(), "jane", "right", null)))
                .containsExactlyInAnyOrder("ssh", "viewer", "manager", "admin", "systembundles");
    }

    @Test
    void wrongPassword_andUnknownUser_areRefused() {
        Access access = FixedAccess.everything();
        assertThatThrownBy(() -> signIn(access, "jane", "wrong", null)).isInstanceOf(FailedLoginException.class);
        assertThatThrownBy(() -> signIn(access, "karaf", "karaf", null)).isInstanceOf(FailedLoginException.class);
        assertThatThrownBy(() -> signIn(access, " ", "right", null)).isInstanceOf(FailedLoginException.class);
    }

    @Test
    void key_letsIn_onlyItsUser_andOnlyWhenNoted() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Access access = FixedAccess.everything();
        assertThatThrownBy(() -> signIn(access, "jane", null, pair.getPublic()))
                .isInstanceOf(FailedLoginException.class);
        note("jane = not base64!\njane.2 = " + openSsh((RSAPublicKey) pair.getPublic()) + ",admin\n" + "gone = "
                + openSsh((RSAPublicKey) pair.getPublic()) + "\n");
        assertThat(signIn(access, "jane", null, pair.getPublic()).getPrincipals(SignedInPrincipal.class))
                .hasSize(1);
        PublicKey other = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        assertThatThrownBy(() -> signIn(access, "jane", null, other)).isInstanceOf(FailedLoginException.class);
        // the key is noted, but the product has no such user
        assertThatThrownBy(() -> signIn(access, "gone", null, pair.getPublic()))
                .isInstanceOf(FailedLoginException.class);
    }

    private void note(String keys) throws IOException {
        Files.writeString(folder.resolve("keys.properties"), keys);
    }

    private static String openSsh(RSAPublicKey key) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (byte[] part : new byte[][] {
            "ssh-rsa".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            key.getPublicExponent().toByteArray(),
            key.getModulus().toByteArray()
        }) {
            bytes.writeBytes(
                    java.nio.ByteBuffer.allocate(4).putInt(0, part.length).array());
            bytes.writeBytes(part);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
