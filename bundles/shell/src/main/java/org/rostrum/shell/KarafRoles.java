package org.rostrum.shell;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Credentials;

/** What a user of the product is to Karaf. */
final class KarafRoles {
    /** Who holds it gets Karaf's own commands: installing bundles, changing configuration, stopping the server. */
    static final String ADMINISTER = "server:administer";

    private static final Set<String> ADMINISTRATOR = Set.of("ssh", "viewer", "manager", "admin", "systembundles");
    private static final Set<String> OTHERS = Set.of("ssh", "viewer");

    private KarafRoles() {}

    /** @return none when the user cannot sign in */
    static Set<String> of(String user, @Nullable String address, Credentials credentials, Access access) {
        try {
            return credentials.asUser(
                    user, "shell", address, () -> access.permits(ADMINISTER) ? ADMINISTRATOR : OTHERS);
        } catch (Problem refused) {
            if (refused.kind() == Problem.Kind.UNAUTHENTICATED) {
                return Set.of();
            }
            throw refused;
        }
    }
}
