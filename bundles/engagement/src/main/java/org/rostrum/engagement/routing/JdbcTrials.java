package org.rostrum.engagement.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RoutingTrial;
import org.rostrum.api.engagement.RoutingTrial.Outcome;
import org.rostrum.api.engagement.RoutingTrial.State;
import org.rostrum.api.engagement.RoutingTrialDraft;
import org.rostrum.api.engagement.RoutingTrials;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;

/** Trials of rules in the background, whichever node asks or runs them; each user sees their own. */
@Component(service = RoutingTrials.class)
public final class JdbcTrials implements RoutingTrials {
    private static final String READ_RULES = "routing-rules:read";
    private static final String READ_ARCHIVE = "archive:read";
    private static final Duration KEPT = Duration.ofDays(1);

    private final Database database;
    private final RoutingService routing;
    private final RuleCheck check;
    private final AccountService accounts;
    private final TimedWork timedWork;
    private final Access access;
    private final Clock clock;

    /** @param tables makes the tables */
    @Activate
    public JdbcTrials(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference RoutingService routing,
            @Reference RuleCheck check,
            @Reference AccountService accounts,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Clock clock) {
        this.database = database;
        this.routing = routing;
        this.check = check;
        this.accounts = accounts;
        this.timedWork = timedWork;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public RoutingTrial start(RoutingTrialDraft wanted) {
        access.requireSomewhere(READ_RULES);
        String account = wanted.accountId();
        if (account == null) {
            access.require(READ_ARCHIVE);
        } else {
            access.requireAll(READ_ARCHIVE, List.of(account));
            if (accounts.find(account).isEmpty()) {
                throw Problem.invalid("accountId", "There is no account \"" + account + "\".", "Name one that exists.");
            }
        }
        RoutingTrialDraft draft = checked(wanted);
        String user = access.caller().name();
        return database.transaction(connection -> {
            Optional<RoutingTrial> unfinished = TrialStore.unfinished(connection, user);
            if (unfinished.isPresent()) {
                throw Problem.of(
                                Problem.Kind.CONFLICT,
                                "Your trial " + unfinished.get().id() + " has not ended yet.")
                        .withRemedy("Wait for it, or cancel it first.");
            }
            Instant now = clock.instant();
            TrialStore.removeOlder(connection, now.minus(KEPT));
            long id = TrialStore.create(connection, user, TrialTask.json(draft), now);
            timedWork.schedule(TrialTask.NAME, Long.toString(id), now, "");
            return TrialStore.find(connection, id).orElseThrow();
        });
    }

    private RoutingTrialDraft checked(RoutingTrialDraft wanted) {
        if (!wanted.to().isAfter(wanted.from())) {
            throw Problem.invalid("to", "The time ends before it begins.", "Name a time after \"from\".");
        }
        Long ruleId = wanted.ruleId();
        if (ruleId != null && routing.rule(ruleId).isEmpty()) {
            throw Problem.notFound("routing rule", ruleId).withField("ruleId");
        }
        RuleDraft rule = wanted.rule();
        return new RoutingTrialDraft(
                ruleId, rule == null ? null : check.checked(rule), wanted.accountId(), wanted.from(), wanted.to());
    }

    @Override
    public RoutingTrial find(long id) {
        access.requireSomewhere(READ_RULES);
        return shown(own(id));
    }

    private RoutingTrial own(long id) {
        return database.read(connection -> TrialStore.find(connection, id))
                .filter(trial -> trial.requestedBy().equals(access.caller().name()))
                .orElseThrow(() -> Problem.notFound("routing trial", id));
    }

    /** Without what rules do that the user must not see. */
    private RoutingTrial shown(RoutingTrial trial) {
        List<Long> visible = routing.rules().stream().map(RoutingRule::id).toList();
        List<Outcome> outcomes = trial.outcomes().stream()
                .filter(outcome -> outcome.ruleId() == 0 || visible.contains(outcome.ruleId()))
                .toList();
        return new RoutingTrial(
                trial.id(),
                trial.requestedBy(),
                trial.state(),
                trial.created(),
                trial.finished(),
                trial.examined(),
                trial.conversations(),
                trial.unrouted(),
                outcomes,
                trial.message());
    }

    @Override
    public RoutingTrial cancel(long id) {
        access.requireSomewhere(READ_RULES);
        RoutingTrial trial = own(id);
        if (trial.finished() == null) {
            database.transact(connection -> {
                TrialStore.askToCancel(connection, id);
                if (trial.state() == State.WAITING) {
                    TrialStore.end(connection, id, State.CANCELLED, null, clock.instant());
                    timedWork.cancel(TrialTask.NAME, Long.toString(id));
                }
            });
        }
        return shown(own(id));
    }
}
