package org.rostrum.reporting.run;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryListener;
import org.rostrum.reporting.ReportTables;

/** Writes into the ledger how the mails of reports ended. */
@Component
public final class LedgerKeeper implements DeliveryListener {
    private final Database database;
    private final Ledger ledger = new Ledger();

    /** @param tables must be there before anything is written */
    @Activate
    public LedgerKeeper(@Reference Database database, @Reference ReportTables tables) {
        this.database = database;
    }

    @Override
    public void deliveryFinished(Delivery delivery) {
        if (delivery.request().subject().startsWith(Mails.SUBJECT)) {
            database.transact(connection -> ledger.finished(
                    connection, delivery.id(), delivery.state().name(), delivery.finished(), delivery.error()));
        }
    }
}
