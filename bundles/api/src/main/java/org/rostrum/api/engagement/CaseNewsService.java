package org.rostrum.api.engagement;

import java.util.List;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** What other systems tell of leads and tickets. */
public interface CaseNewsService {
    /**
     * What was told of a case, in the order in which it was received.
     *
     * @param kind LEAD or TICKET
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when there is none of that kind that one may see
     */
    @RequiresPermission("cases:read")
    List<CaseChange> changes(RuleAction kind, long caseId);

    /** The systems that were asked at least once, by name; with failures only for those who hold the permission for the whole organisation. */
    @RequiresPermission("cases:read")
    List<CaseSourceState> sources();

    /**
     * There may be news: the system is asked at once. What the call says besides is not believed.
     *
     * @param secret what the adapter's settings want to be shown
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when there is no such adapter, or when it takes no hints or not this one
     */
    @OpenToAnyone(reason = "the adapter's secret is the proof")
    void hint(String adapter, String secret);
}
