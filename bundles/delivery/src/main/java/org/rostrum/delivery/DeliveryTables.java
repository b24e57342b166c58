package org.rostrum.delivery;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;

/** The database with the tables of this bundle in it. */
@Component(service = DeliveryTables.class)
public final class DeliveryTables {
    private final Database database;

    @Activate
    public DeliveryTables(@Reference Database database) {
        database.migrate("delivery", DeliveryTables.class);
        this.database = database;
    }

    public Database database() {
        return database;
    }
}
