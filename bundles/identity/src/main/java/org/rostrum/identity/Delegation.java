package org.rostrum.identity;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.problem.Problem;

/** Nobody can give away rights they do not have, nor take them from somebody else. */
@Component(service = Delegation.class)
public final class Delegation {
    private final ShiroAccess access;

    @Activate
    public Delegation(@Reference ShiroAccess access) {
        this.access = access;
    }

    /**
     * @param accountId where the permissions are given; null for the whole installation
     * @throws Problem FORBIDDEN when the caller lacks one of them there
     */
    void checkGiven(String field, Collection<String> permissions, @Nullable String accountId) {
        for (String permission : permissions) {
            if (!holds(permission, accountId)) {
                throw Problem.of(Problem.Kind.FORBIDDEN, "Nobody can give away rights they do not have.")
                        .withField(field)
                        .withRemedy(remedy(permission, accountId));
            }
        }
    }

    /** @throws Problem FORBIDDEN when the user holds anything, now or later, that the caller lacks */
    void checkSuperior(String user, List<GrantStore.Held> held) {
        for (GrantStore.Held grant : held) {
            for (String permission : grant.permissions()) {
                if (!holds(permission, grant.accountId())) {
                    throw Problem.of(Problem.Kind.FORBIDDEN, "The user \"" + user + "\" may do more than you.")
                            .withRemedy(remedy(permission, grant.accountId()));
                }
            }
        }
    }

    private boolean holds(String permission, @Nullable String accountId) {
        return accountId == null ? access.permits(permission) : access.permits(permission, accountId);
    }

    private static String remedy(String permission, @Nullable String accountId) {
        return "Ask somebody who holds the permission \"" + permission + "\""
                + (accountId == null ? "." : " for the account \"" + accountId + "\".");
    }
}
