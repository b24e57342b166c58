package org.rostrum.archive;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;

/** The database with the archive's tables in it: whoever has this one may use them. */
@Component(service = ArchiveTables.class)
public final class ArchiveTables {
    private final Database database;

    @Activate
    public ArchiveTables(@Reference Database database) {
        this.database = database;
        database.migrate("archive", ArchiveTables.class);
    }

    public Database database() {
        return database;
    }
}
