package org.rostrum.api.identity;

import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.security.OpenToAnyone;

/** What people like; nothing that anybody is allowed by it. */
@ProviderType
public interface PreferenceService {
    /** The caller's own. */
    @OpenToAnyone(reason = "everybody may see their own preferences", signedIn = true)
    Preferences own();

    /**
     * Replaces the caller's own as a whole.
     *
     * @throws org.rostrum.api.problem.Problem INVALID when there is no such language tag or zone, FORBIDDEN for a program's token
     */
    @OpenToAnyone(reason = "everybody may change their own preferences", signedIn = true)
    Preferences replaceOwn(Preferences wanted);
}
