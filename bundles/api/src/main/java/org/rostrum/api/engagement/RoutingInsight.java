package org.rostrum.api.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** Why something went where it went, and what the rules were. */
@ProviderType
public interface RoutingInsight {
    /**
     * The decisions about a conversation, the first one first; at most the last 500.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND for a conversation that cannot be seen
     */
    @RequiresPermission("inbox:read")
    List<RoutingDecision> decisions(long conversationId);

    /**
     * Tries the rules of now on the last thing that somebody outside said.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND for a conversation that cannot be seen
     */
    @RequiresPermission("inbox:read")
    RoutingTrace trace(long conversationId);

    /**
     * The newest first.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND for a rule that is not there or cannot be seen
     */
    @RequiresPermission("routing-rules:read")
    CursorPage<RoutingRuleVersion> versions(long ruleId, @Nullable String cursor, int limit);

    /** What does not fit in the enabled rules that can be seen. */
    @RequiresPermission("routing-rules:read")
    List<RoutingConflict> conflicts();
}
