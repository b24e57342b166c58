package org.rostrum.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;

/** Webhooks of an account that is merged belong to the other one; what they told stays as it was told. */
@Component
public final class WebhooksOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .moves("webhooks_webhook", "account_id", "webhooks")
            .keeps("webhooks_event", "account_id");

    /** @param store makes the tables */
    @Activate
    public WebhooksOfMerged(@Reference WebhookStore store) {}

    @Override
    public String capability() {
        return "webhooks";
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
