package org.rostrum.engagement;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.engagement.CaseFigures;
import org.rostrum.api.security.Access;

/** Counts of leads and tickets, from the database. */
@Component(service = CaseFigures.class)
public final class JdbcCaseFigures implements CaseFigures {
    private final Database database;
    private final Access access;
    private final CaseStore cases = new CaseStore();

    /** @param tables must be there before anything is read */
    @Activate
    public JdbcCaseFigures(@Reference Database database, @Reference RoutingTables tables, @Reference Access access) {
        this.database = database;
        this.access = access;
    }

    @Override
    public Map<String, CaseCounts> casesByAccount(Set<String> accountIds, Instant from, Instant to) {
        access.require("cases:read");
        Map<String, CaseCounts> counts = database.read(connection -> cases.counts(connection, from, to));
        counts.keySet().retainAll(accountIds);
        return counts;
    }
}
