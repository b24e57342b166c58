package org.rostrum.engagement.routing;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.ArchiveListener;
import org.rostrum.api.delivery.TimedWork;

/**
 * Has routing begin as soon as something is archived. Apart from {@link RoutingTask}, because the archive needs its
 * listeners and routing needs the archive.
 */
@Component(service = ArchiveListener.class)
public final class RoutingHint implements ArchiveListener {
    private final TimedWork timedWork;

    @Activate
    public RoutingHint(@Reference TimedWork timedWork) {
        this.timedWork = timedWork;
    }

    @Override
    public void activitiesArchived(long lastSequence) {
        timedWork.hurry(RoutingTask.NAME, RoutingTask.KEY);
    }
}
