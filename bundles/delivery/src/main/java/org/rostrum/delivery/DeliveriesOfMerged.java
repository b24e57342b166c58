package org.rostrum.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;

/** Deliveries of an account that is merged go to the other one. */
@Component
public final class DeliveriesOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .moves("delivery_delivery", "account_id", "deliveries")
            .keeps("delivery_delivery", "requester_account_id");

    /** @param tables makes the tables */
    @Activate
    public DeliveriesOfMerged(@Reference DeliveryTables tables) {}

    @Override
    public String capability() {
        return "delivery";
    }

    @Override
    public Set<String> columns() {
        return columns.names();
    }

    @Override
    public List<Share> shares(Connection connection, String from) throws SQLException {
        return columns.shares(connection, from);
    }

    @Override
    public void merge(Connection connection, String from, String into) throws SQLException {
        columns.merge(connection, from, into);
    }
}
