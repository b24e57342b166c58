package org.rostrum.shell;

import java.io.IOException;
import java.security.Principal;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.jaas.modules.publickey.PublickeyCallback;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the product's users in to Karaf's shell, by password or by a key of {@link AuthorizedKeys}. Who may administer the
 * server gets all of Karaf's roles; others may open a shell and run the commands {@code rostrum:…}, each of which asks for
 * permissions itself. Made by Karaf, so that it takes what it needs from its options.
 */
public final class SignInModule implements LoginModule {
    static final String CREDENTIALS = "org.rostrum.credentials";
    static final String ACCESS = "org.rostrum.access";
    static final String KEYS = "org.rostrum.keys";

    private static final Logger LOG = LoggerFactory.getLogger(SignInModule.class);
    private static final String DOOR = "shell";
    private static final Pattern ADDRESS = Pattern.compile("\\w+\\([^/]*/(.+?)(:\\d+)?\\)");

    private @Nullable Subject subject;
    private @Nullable CallbackHandler handler;
    private Map<String, ?> options = Map.of();
    private final Set<Principal> principals = new HashSet<>();

    @Override
    public void initialize(
            Subject forWhom, CallbackHandler callbackHandler, Map<String, ?> sharedState, Map<String, ?> given) {
        this.subject = forWhom;
        this.handler = callbackHandler;
        this.options = given;
    }

    private <T> T option(String name, Class<T> type) throws LoginException {
        Object value = options.get(name);
        if (!type.isInstance(value)) {
            throw new LoginException("The option " + name + " is missing");
        }
        return type.cast(value);
    }

    @Override
    public boolean login() throws LoginException {
        Credentials credentials = option(CREDENTIALS, Credentials.class);
        Access access = option(ACCESS, Access.class);
        String address = address();
        try {
            Proven proven = provenUser(credentials, address);
            String user = proven.user();
            Set<String> roles = KarafRoles.of(user, address, credentials, access);
            if (roles.isEmpty()) {
                throw new FailedLoginException("The user cannot sign in");
            }
            principals.add(new UserPrincipal(user));
            principals.add(new SignedInPrincipal(user, address, proven.standing()));
            roles.forEach(role -> principals.add(new RolePrincipal(role)));
            return true;
        } catch (Problem refused) {
            throw failed(refused.detail(), refused);
        } catch (RuntimeException failure) {
            LOG.warn("Signing in to the shell failed", failure);
            throw failed("Signing in is not possible at the moment", failure);
        }
    }

    /**
     * Somebody who is who they say.
     *
     * @param user in the spelling of the product
     * @param standing taken down before the proof, so that what ends sign-ins at this moment ends this one, too
     */
    private record Proven(String user, String standing) {}

    private static Proven proven(String user, Optional<String> standing) throws LoginException {
        return new Proven(user, standing.orElseThrow(() -> new FailedLoginException("The user cannot sign in")));
    }

    private Proven provenUser(Credentials credentials, String address) throws LoginException {
        NameCallback name = new NameCallback("User: ");
        PasswordCallback password = new PasswordCallback("Password: ", false);
        if (answered(name, password)) {
            String user = typed(name);
            char[] secret = password.getPassword();
            password.clearPassword();
            if (secret == null) {
                throw new FailedLoginException("No password was given");
            }
            Optional<String> standing = credentials.standing(user);
            try {
                credentials.authenticate(user, secret, DOOR, address);
            } finally {
                Arrays.fill(secret, '\0');
            }
            return proven(user, standing);
        }
        PublickeyCallback key = new PublickeyCallback();
        if (answered(name, key)) {
            String user = typed(name);
            PublicKey offered = key.getPublicKey();
            if (offered != null && option(KEYS, AuthorizedKeys.class).holds(user, offered)) {
                return proven(user, credentials.standing(user));
            }
        }
        throw new FailedLoginException("Neither a password nor a known key was given");
    }

    private static String typed(NameCallback name) throws LoginException {
        String user = name.getName();
        if (user == null || user.isBlank()) {
            throw new FailedLoginException("No user was named");
        }
        return user.strip().toLowerCase(Locale.ROOT);
    }

    /** @return whether the other side knows what was asked; a client that shows a key knows no password */
    private boolean answered(Callback... callbacks) throws LoginException {
        CallbackHandler asked = handler;
        if (asked == null) {
            throw new LoginException("The module was not initialised");
        }
        try {
            asked.handle(callbacks);
            return true;
        } catch (UnsupportedCallbackException unknown) {
            LOG.trace("Not asked for in this way", unknown);
            return false;
        } catch (IOException failure) {
            throw failed("The client broke off", failure);
        }
    }

    /** Karaf notes the client as {@code ssh(/127.0.0.1:50022)}. */
    private String address() {
        Subject forWhom = subject;
        if (forWhom != null) {
            for (ClientPrincipal client : forWhom.getPrincipals(ClientPrincipal.class)) {
                Matcher matcher = ADDRESS.matcher(client.getName());
                if (matcher.matches()) {
                    return matcher.group(1);
                }
            }
        }
        return "unknown";
    }

    private static LoginException failed(String message, Throwable cause) {
        LoginException failure = new FailedLoginException(message);
        failure.initCause(cause);
        return failure;
    }

    @Override
    public boolean commit() throws LoginException {
        Subject forWhom = subject;
        if (principals.isEmpty() || forWhom == null) {
            return false;
        }
        forWhom.getPrincipals().addAll(principals);
        return true;
    }

    @Override
    public boolean abort() {
        principals.clear();
        return true;
    }

    @Override
    public boolean logout() {
        Subject forWhom = subject;
        if (forWhom != null) {
            forWhom.getPrincipals().removeAll(principals);
        }
        principals.clear();
        return true;
    }
}
