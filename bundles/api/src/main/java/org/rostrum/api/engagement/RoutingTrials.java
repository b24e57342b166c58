package org.rostrum.api.engagement;

import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.security.RequiresPermission;

/** Tries rules on what is archived, in the background and without any effect. */
@ProviderType
public interface RoutingTrials {
    /** The most activities that a trial looks at, the newest ones. */
    int MOST = 500_000;

    /**
     * Begins as soon as a thread is free. Who starts one may read the archive there.
     *
     * @throws org.rostrum.api.problem.Problem INVALID as for rules, and for times that are none; CONFLICT when the user's last one
     *     has not ended
     */
    @RequiresPermission("routing-rules:read")
    RoutingTrial start(RoutingTrialDraft draft);

    /** @throws org.rostrum.api.problem.Problem NOT_FOUND for one that is not there or not the user's own */
    @RequiresPermission("routing-rules:read")
    RoutingTrial find(long id);

    /** Quiet when it has ended. */
    @RequiresPermission("routing-rules:read")
    RoutingTrial cancel(long id);
}
