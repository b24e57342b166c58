package org.rostrum.engagement;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.engagement.CaseFigures;
import org.rostrum.api.security.Access;

/**
 * Counts of leads and tickets from the sums of whole UTC months and days; only parts of days at both ends of a period are
 * counted case by case.
 */
@Component(service = CaseFigures.class)
public final class JdbcCaseFigures implements CaseFigures {
    /** How often to look again when something is routed while the figures are read. */
    private static final int TRIES = 3;

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
        return database.read(connection -> {
            // Derby reads one part after the other, so that routing can come in between
            int tries = database.engine() == Engine.DERBY ? TRIES : 1;
            for (int attempt = 1; ; attempt++) {
                long before = attempt == tries ? 0 : cases.progress(connection);
                Map<String, CaseCounts> counts = CaseCounting.counts(connection, accountIds, from, to);
                if (attempt == tries || cases.progress(connection) == before) {
                    return counts;
                }
            }
        });
    }
}
