package org.rostrum.channels;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;

/** Brings the tables up to date before anybody of this bundle uses them. */
@Component(service = ChannelTables.class)
public final class ChannelTables {
    private final Database database;

    @Activate
    public ChannelTables(@Reference Database database) {
        this.database = database;
        database.migrate("channels", ChannelTables.class);
    }

    public Database database() {
        return database;
    }
}
