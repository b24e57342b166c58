package org.rostrum.api.engagement;

import org.rostrum.api.security.RequiresPermission;

/** Everybody says for themselves whether they are there. Whoever never said so is. */
public interface InboxAvailabilityService {
    @RequiresPermission("inbox:work")
    InboxAvailability mine();

    /** What the caller has is kept; it concerns what comes in from now on. */
    @RequiresPermission("inbox:work")
    InboxAvailability change(boolean available);
}
