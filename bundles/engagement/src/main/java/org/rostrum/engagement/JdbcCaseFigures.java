package org.rostrum.engagement;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.ConsistentRead;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.engagement.CaseFigures;
import org.rostrum.api.security.Access;

/**
 * Counts of leads and tickets from the sums of whole UTC months and days; only parts of days at both ends of a period are
 * counted case by case.
 */
@Component(service = CaseFigures.class)
public final class JdbcCaseFigures implements CaseFigures {
    private final ConsistentRead routed;
    private final Access access;

    /** @param tables must be there before anything is read */
    @Activate
    public JdbcCaseFigures(@Reference Database database, @Reference RoutingTables tables, @Reference Access access) {
        CaseStore cases = new CaseStore();
        this.routed = new ConsistentRead(database, cases::progress, cases::lockProgress);
        this.access = access;
    }

    @Override
    public Map<String, CaseCounts> casesByAccount(Set<String> accountIds, Instant from, Instant to) {
        access.requireAll("cases:read", accountIds);
        return routed.read(connection -> CaseCounting.counts(connection, accountIds, from, to));
    }
}
