package org.rostrum.api.identity;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.security.RequiresPermission;

/**
 * Who must have a second factor. Whom it concerns and who has none can do nothing but set one up, from the next call on and in
 * running sessions as well. People for whom an identity provider vouches, and programs with tokens, are not concerned.
 */
@ProviderType
public interface SecondFactorPolicyService {
    /** For the whole installation. */
    @RequiresPermission("sign-in-policy:read")
    SecondFactorPolicy policy();

    /**
     * Replaces the policy.
     *
     * @throws org.rostrum.api.problem.Problem INVALID when there is no such role or account, PRECONDITION_FAILED when somebody was
     *     quicker
     */
    @RequiresPermission("sign-in-policy:write")
    SecondFactorPolicy change(
            boolean everybody, Collection<String> roles, Collection<String> accounts, long expectedVersion);
}
