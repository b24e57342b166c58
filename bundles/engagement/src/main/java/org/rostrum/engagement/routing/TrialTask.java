package org.rostrum.engagement.routing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.engagement.RoutingTrial;
import org.rostrum.api.engagement.RoutingTrial.State;
import org.rostrum.api.engagement.RoutingTrialDraft;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.AccountHours;

/** Runs one trial; cut off by a crash or a stop, it begins anew. */
@Component(service = TimedTask.class)
public final class TrialTask implements TimedTask {
    static final String NAME = "routing-trial";
    private static final int MOST_FAILURES = 3;
    private static final Duration NOTE_EVERY = Duration.ofMillis(500);

    private final Database database;
    private final Trial trial;
    private final Access access;
    private final Clock clock;

    /** @param tables makes the tables */
    @Activate
    public TrialTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference Archive archive,
            @Reference AccountHours hours,
            @Reference Access access,
            @Reference Clock clock) {
        this.database = database;
        this.trial = new Trial(database, archive, new Lookout(archive, database.engine(), hours));
        this.access = access;
        this.clock = clock;
    }

    static String json(RoutingTrialDraft draft) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ruleId", draft.ruleId() == null ? "" : draft.ruleId().toString());
        json.put("rule", draft.rule() == null ? "" : RuleJson.draft(draft.rule()));
        json.put("accountId", draft.accountId() == null ? "" : draft.accountId());
        json.put("from", draft.from().toString());
        json.put("to", draft.to().toString());
        return RuleJson.write(json);
    }

    private static RoutingTrialDraft draft(String json) {
        JsonNode tree = RuleJson.tree(json);
        String ruleId = tree.path("ruleId").asText();
        String rule = tree.path("rule").asText();
        String account = tree.path("accountId").asText();
        RuleDraft wanted = rule.isEmpty() ? null : RuleJson.draft(rule);
        return new RoutingTrialDraft(
                ruleId.isEmpty() ? null : Long.valueOf(ruleId),
                wanted,
                account.isEmpty() ? null : account,
                Instant.parse(tree.path("from").asText()),
                Instant.parse(tree.path("to").asText()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public @Nullable Instant run(Execution execution) {
        long id = Long.parseLong(execution.key());
        Optional<RoutingTrial> found = database.read(connection -> TrialStore.find(connection, id));
        if (found.isEmpty() || found.get().finished() != null) {
            return null;
        }
        RoutingTrialDraft draft = draft(database.read(connection -> TrialStore.draft(connection, id)));
        try {
            Trial.Result result = access.asSystem("routing", () -> trial.run(draft, clock.instant(), new Noting(id)));
            database.transact(connection -> TrialStore.complete(connection, id, result, clock.instant()));
        } catch (CancellationException asked) {
            database.transact(
                    connection -> TrialStore.end(connection, id, State.CANCELLED, asked.getMessage(), clock.instant()));
        }
        return null;
    }

    @Override
    public @Nullable Duration retryAfter(int failures) {
        return failures < MOST_FAILURES ? Duration.ofSeconds(5L * failures) : null;
    }

    @Override
    public void givenUp(Execution execution, Exception lastFailure) {
        database.transact(connection -> TrialStore.end(
                connection,
                Long.parseLong(execution.key()),
                State.FAILED,
                "The trial failed " + MOST_FAILURES + " times, last with: " + lastFailure.getMessage(),
                clock.instant()));
    }

    /** Writes the progress down twice a second and looks whether somebody wants to stop. */
    private final class Noting implements Trial.Progress {
        private final long id;
        private long next = System.nanoTime();

        Noting(long id) {
            this.id = id;
        }

        @Override
        public void at(long examined, long conversations) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("The server stops; the trial begins anew after the start");
            }
            if (System.nanoTime() - next >= 0) {
                next = System.nanoTime() + NOTE_EVERY.toNanos();
                if (database.transaction(connection -> TrialStore.progress(connection, id, examined, conversations))) {
                    throw new CancellationException("Cancelled after " + examined + " activities");
                }
            }
        }
    }
}
