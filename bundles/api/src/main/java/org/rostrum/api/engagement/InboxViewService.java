package org.rostrum.api.engagement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.security.RequiresPermission;

/**
 * Views of the inbox: one's own, and those that are shared with accounts whose inbox one may read. What a view shows depends on who
 * looks: nobody sees conversations by it that they may not see otherwise.
 */
public interface InboxViewService {
    /** How many views somebody can have. */
    int MOST = 50;

    /** A number of conversations that stands for this many or more. */
    int MANY = 100;

    /** One's own, then the first 100 that others share; each by name. */
    @RequiresPermission("inbox:read")
    List<InboxView> list();

    @RequiresPermission("inbox:read")
    Optional<InboxView> find(long id);

    /**
     * How many conversations there are in each view of {@link #list}, up to {@link #MANY}; those that look for a part of a text are left
     * out, as counting would take long.
     */
    @RequiresPermission("inbox:read")
    Map<Long, Integer> counts();

    /**
     * @throws org.rostrum.api.problem.Problem INVALID naming the field; CONFLICT when one has a view of that name, or {@link #MOST};
     *     FORBIDDEN when it is to be shared with an account on whose inbox the caller may not work
     */
    @RequiresPermission("inbox:read")
    InboxView create(InboxViewDraft draft);

    /**
     * By its owner, or, when it is shared, whoever may work on that account's inbox.
     *
     * @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when somebody else changed it meanwhile; else as {@link #create}
     */
    @RequiresPermission("inbox:read")
    InboxView update(long id, InboxViewDraft draft, long expectedVersion);

    /** By whom it may be changed. */
    @RequiresPermission("inbox:read")
    void remove(long id, long expectedVersion);
}
