package org.rostrum.onboarding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;

/** Templates and checklists of an account that is merged belong to the other one. */
@Component
public final class OnboardingsOfMerged implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .moves("onboarding_template", "account_id", "onboarding-templates")
            .moves("onboarding_run", "account_id", "onboardings");

    /** @param store makes the tables */
    @Activate
    public OnboardingsOfMerged(@Reference OnboardingStore store) {}

    @Override
    public String capability() {
        return "onboarding";
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
