package org.rostrum.accounts.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.RememberedTree;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.AccountMergeParticipant;

/** The rows of accounts that describe accounts: they stay with the one that goes, as nothing inherits from it any more. */
@Component
public final class OwnRows implements AccountMergeParticipant {
    private final AccountColumns columns = new AccountColumns()
            .keeps("accounts_attribute", "account_id", "attributes")
            .keeps("accounts_logo", "account_id", "logos")
            .keeps("accounts_model", "account_id");

    private final RememberedTree tree;

    @Activate
    public OwnRows(@Reference RememberedTree tree) {
        this.tree = tree;
    }

    @Override
    public String capability() {
        return "accounts";
    }

    @Override
    public Set<String> columns() {
        return columns.names();
    }

    @Override
    public List<Share> shares(Connection connection, String from) throws SQLException {
        return columns.shares(connection, from);
    }

    /** A model that goes, and a hub that is none any more, would give rights back that were withheld. */
    @Override
    public List<Conflict> conflicts(Connection connection, String from, String into) {
        List<Conflict> conflicts = new ArrayList<>();
        tree.ceilings().models().forEach((account, setting) -> {
            if (account.equals(from) || setting.hubs().contains(from)) {
                conflicts.add(new Conflict(
                        "\"" + from + "\" has a part in the engagement model of \"" + account + "\".",
                        "Change or take away that model first: its preview shows who regains what."));
            }
        });
        return conflicts;
    }

    @Override
    public void merge(Connection connection, String from, String into) throws SQLException {
        columns.merge(connection, from, into);
    }
}
