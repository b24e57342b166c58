package org.rostrum.oidc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;

/** New users that belonged to an account that is merged belong to the other one. */
@Component
public final class ProvidersOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns =
            new AccountColumns().moves("oidc_provider", "account_id", "identity-providers");

    /** @param providers makes the tables */
    @Activate
    public ProvidersOfMerged(@Reference ProviderStore providers) {}

    @Override
    public String capability() {
        return "oidc";
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
