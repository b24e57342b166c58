package org.rostrum.api.engagement;

import java.util.List;
import org.rostrum.api.security.RequiresPermission;

/** Those who see to conversations together. */
public interface InboxTeam {
    /**
     * Those who may read the conversation and whose name or display name has the text in it, in upper or lower case; ordered by
     * name, 20 at most. Programs' users and disabled ones are left out.
     *
     * @param text up to 100 characters; empty for the first ones
     */
    @RequiresPermission("inbox:read")
    List<InboxPerson> people(long conversationId, String text);

    /**
     * Tells the others that the caller has the conversation open; to be said again before {@link #PRESENCE_SECONDS} are over.
     *
     * @return the others who have it open, ordered by name
     */
    @RequiresPermission("inbox:read")
    List<InboxPresence> present(long conversationId, boolean writing);

    /** For how long a presence counts, in seconds. */
    int PRESENCE_SECONDS = 30;

    /** The caller has seen that they were mentioned; nothing happens when they were not. */
    @RequiresPermission("inbox:read")
    void seen(long conversationId);
}
