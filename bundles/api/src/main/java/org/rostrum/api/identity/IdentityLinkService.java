package org.rostrum.api.identity;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** With whom at identity providers users of this server sign in; {@link ExternalSignOn} links them. */
@ProviderType
public interface IdentityLinkService {
    /** The caller's own. */
    @OpenToAnyone(reason = "everybody sees how they can sign in", signedIn = true)
    List<IdentityLink> own();

    /**
     * Has the caller no longer let in by a provider: sessions for which it has vouched end, and groups that come from it go.
     *
     * @param evenLast although there is no other way for the caller to sign in
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when there is no such link, CONFLICT when it is the last way to sign in
     */
    @OpenToAnyone(reason = "everybody decides how they sign in", signedIn = true)
    void unlinkOwn(String provider, boolean evenLast);

    /** Somebody's. */
    @RequiresPermission("users:read")
    List<IdentityLink> of(String user);

    /**
     * {@link #unlinkOwn} of somebody else.
     *
     * @throws org.rostrum.api.problem.Problem also FORBIDDEN when the user may do more than the caller
     */
    @RequiresPermission("users:write")
    void unlink(String user, String provider, boolean evenLast);
}
