package org.rostrum.api.signon;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** The identity providers of the installation; whoever may change them decides who gets in. */
@ProviderType
public interface IdentityProviderService {
    /** Ordered by id. */
    @RequiresPermission("identity-providers:read")
    List<IdentityProvider> list();

    @RequiresPermission("identity-providers:read")
    Optional<IdentityProvider> find(String id);

    /**
     * @throws Problem CONFLICT when there is one of this id, INVALID with the field when a setting is no good, FORBIDDEN when a
     *     group that is mapped holds more than the caller may give away
     */
    @RequiresPermission("identity-providers:write")
    IdentityProvider create(String id, IdentityProviderDraft draft);

    /**
     * Replaces all settings; a client secret that is not given stays, unless the issuer is another. Disabling it ends the
     * sessions it has vouched for.
     *
     * @throws Problem PRECONDITION_FAILED when somebody else changed it meanwhile
     */
    @RequiresPermission("identity-providers:write")
    IdentityProvider change(String id, IdentityProviderDraft draft, long expectedVersion);

    /** Ends the sessions it has vouched for; the users stay, without the groups that it put them into. */
    @RequiresPermission("identity-providers:write")
    void remove(String id, long expectedVersion);

    /** Asks the provider whether it is what signing in needs. */
    @RequiresPermission("identity-providers:write")
    ProviderCheck check(String id);

    /**
     * Says that a user of this server is somebody at the provider. Needs {@code users:write} at the user's account, too, and more
     * rights than the user has.
     *
     * @param subject what the provider calls the person for good ({@code sub}); the audit trail tells it of those who were refused
     */
    @RequiresPermission("identity-providers:write")
    void link(String id, String subject, String user);
}
