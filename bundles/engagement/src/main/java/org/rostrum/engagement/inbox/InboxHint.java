package org.rostrum.engagement.inbox;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.ArchiveListener;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.engagement.search.SearchTask;

/**
 * Has the search look as soon as something is archived; apart from its task, because the archive needs its listeners. The inbox is
 * told by routing, which decides first what is to be done there; should routing be held up, the inbox looks by itself.
 */
@Component(service = ArchiveListener.class)
public final class InboxHint implements ArchiveListener {
    private final TimedWork timedWork;

    @Activate
    public InboxHint(@Reference TimedWork timedWork) {
        this.timedWork = timedWork;
    }

    @Override
    public void activitiesArchived(long lastSequence) {
        timedWork.hurry(SearchTask.NAME, SearchTask.KEY);
    }
}
