package org.rostrum.engagement;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.engagement.routing.DefaultRules;
import org.rostrum.engagement.routing.RuleStore;

/** Brings the tables up to date before anybody of this bundle uses them, and puts the first rules in. */
@Component(service = RoutingTables.class)
public final class RoutingTables {
    private final Database database;

    @Activate
    public RoutingTables(@Reference Database database, @Reference Clock clock) {
        this.database = database;
        database.migrate("engagement", RoutingTables.class);
        RuleStore rules = new RuleStore();
        CaseStore cases = new CaseStore();
        database.transact(connection -> {
            // the lock keeps a second node that starts now from putting them in too
            cases.lockProgress(connection);
            cases.mark(connection, HexFormat.of().toHexDigits(new SecureRandom().nextInt()));
            if (Sql.number(connection, "select defaults from engagement_progress where id = 1") == 0) {
                for (RuleDraft draft : DefaultRules.all()) {
                    rules.insert(connection, draft, clock.instant());
                }
                Sql.update(connection, "update engagement_progress set defaults = 1 where id = 1");
            }
        });
    }

    public long routedUpTo() {
        return database.read(connection -> new CaseStore().progress(connection));
    }
}
