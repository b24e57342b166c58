package org.rostrum.engagement.person;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.ArchiveListener;
import org.rostrum.api.delivery.TimedWork;

/** Has the contacts looked at as soon as something is archived; apart from {@link PersonTask}, because the archive needs its listeners. */
@Component(service = ArchiveListener.class)
public final class PersonHint implements ArchiveListener {
    private final TimedWork timedWork;

    @Activate
    public PersonHint(@Reference TimedWork timedWork) {
        this.timedWork = timedWork;
    }

    @Override
    public void activitiesArchived(long lastSequence) {
        timedWork.hurry(PersonTask.NAME, PersonTask.KEY);
    }
}
