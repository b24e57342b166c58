package org.rostrum.engagement.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.cases.CaseUpdatesTask;
import org.rostrum.engagement.due.AccountHours;
import org.rostrum.engagement.inbox.InboxTask;

/** Routes what is new in the archive: at once when it is told of it, and every half minute in case it was not. */
@Component(
        service = {TimedTask.class, HealthCheck.class},
        property = {"hc.name=routing", "hc.tags=ready"})
public final class RoutingTask implements TimedTask, HealthCheck {
    static final String NAME = "route-archive";
    static final String KEY = "all";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(20);

    private final Router router;
    private final RoutingTables tables;
    private final RuleAdapters adapters;
    private final Database database;
    private final RuleStore rules = new RuleStore();
    private final Archive archive;
    private final Access access;
    private final Metrics metrics;
    private final TimedWork timedWork;
    private final Clock clock;

    @Activate
    public RoutingTask(
            @Reference RoutingTables tables,
            @Reference RuleAdapters adapters,
            @Reference Database database,
            @Reference Archive archive,
            @Reference AccountService accounts,
            @Reference DeliveryService deliveries,
            @Reference AccountHours hours,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.router = new Router(database, archive, accounts, deliveries, hours, clock);
        this.tables = tables;
        this.adapters = adapters;
        this.database = database;
        this.archive = archive;
        this.access = access;
        this.metrics = metrics;
        this.timedWork = timedWork;
        metrics.describe("rostrum.engagement.routed", "Activities that the routing rules have looked at");
        metrics.describe(
                "rostrum.engagement.found", "Leads, tickets and notices that the routing rules made, by action");
        this.clock = clock;
        timedWork.scheduleIfAbsent(NAME, KEY, clock.instant(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Instant run(Execution execution) {
        return access.asSystem("routing", this::routeAll);
    }

    private Instant routeAll() {
        Instant until = clock.instant().plus(TURN);
        while (clock.instant().isBefore(until)) {
            Router.Batch batch = router.routeNext();
            if (batch.activities() == 0) {
                return clock.instant().plus(LOOK_AGAIN);
            }
            timedWork.hurry(InboxTask.NAME, InboxTask.KEY);
            timedWork.hurry(CaseUpdatesTask.NAME, CaseUpdatesTask.KEY);
            metrics.count("rostrum.engagement.routed", batch.activities());
            metrics.count("rostrum.engagement.found", batch.leads(), "action", "lead");
            metrics.count("rostrum.engagement.found", batch.tickets(), "action", "ticket");
            metrics.count("rostrum.engagement.found", batch.notices(), "action", "notice");
        }
        // gives other timed work a turn
        return clock.instant();
    }

    @Override
    public Result execute() {
        return access.asSystem("routing", () -> {
            long routed = tables.routedUpTo();
            long archived = archive.totals().activities();
            FormattingResultLog log = new FormattingResultLog();
            for (RoutingRule rule : database.read(rules::all)) {
                adapters.warning(rule).ifPresent(why -> log.warn("Rule {} \"{}\": {}", rule.id(), rule.name(), why));
            }
            log.info("Routed {} of {} archived activities.", routed, archived);
            return new Result(log);
        });
    }
}
