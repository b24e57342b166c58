package org.rostrum.reporting;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;

/** The tables of reporting; everything that uses them refers to this, so that they exist. */
@Component(service = ReportTables.class)
public final class ReportTables {
    @Activate
    public ReportTables(@Reference Database database) {
        database.migrate("report", ReportTables.class);
    }
}
