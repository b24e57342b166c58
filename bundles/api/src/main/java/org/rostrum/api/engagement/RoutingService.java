package org.rostrum.api.engagement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** Routing rules and what came of them. */
public interface RoutingService {
    /** In the order in which they are tried. */
    @RequiresPermission("routing-rules:read")
    List<RoutingRule> rules();

    @RequiresPermission("routing-rules:read")
    Optional<RoutingRule> rule(long id);

    @RequiresPermission("routing-rules:write")
    RoutingRule create(RuleDraft draft);

    /** @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when somebody else changed it meanwhile */
    @RequiresPermission("routing-rules:write")
    RoutingRule update(long id, RuleDraft draft, long expectedVersion);

    @RequiresPermission("routing-rules:write")
    void remove(long id, long expectedVersion);

    /** Leads or tickets, newest first. */
    @RequiresPermission("cases:read")
    CursorPage<CaseRecord> cases(RuleAction kind, @Nullable String accountId, @Nullable String cursor, int limit);

    @RequiresPermission("cases:read")
    Optional<CaseRecord> findCase(long id);

    @RequiresPermission("cases:read")
    long countCases(RuleAction kind);

    /** Sequence up to which the archive has been routed; behind {@code archive.totals()} while there is work. */
    @RequiresPermission("cases:read")
    long routedUpTo();
}
