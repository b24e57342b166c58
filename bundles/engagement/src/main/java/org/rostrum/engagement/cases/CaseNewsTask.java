package org.rostrum.engagement.cases;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.due.ResponseClocks;
import org.rostrum.engagement.inbox.CaseLog;
import org.rostrum.engagement.inbox.InboxProgress;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.cases.Fetched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the systems that have cases what became of them; an instance for each adapter that can tell. */
@Component(
        service = {TimedTask.class, HealthCheck.class},
        property = {"hc.name=case-news", "hc.tags=operations"})
public final class CaseNewsTask implements TimedTask, HealthCheck {
    static final String NAME = "case-news";
    static final String TAKEN = "rostrum.engagement.case.news";
    static final String FAILED = "rostrum.engagement.case.news.failures";
    private static final Logger LOG = LoggerFactory.getLogger(CaseNewsTask.class);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);
    private static final Duration TURN = Duration.ofSeconds(20);
    /** After so many questions in vain people should look. */
    private static final int WORRYING = 5;

    private final Database database;
    private final CaseSources sources;
    private final Access access;
    private final Metrics metrics;
    private final Clock clock;
    private final CaseNewsWork work;
    private final SourceStore progress = new SourceStore();

    /** @param tables makes the tables */
    @Activate
    public CaseNewsTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference CaseSources sources,
            @Reference Archive archive,
            @Reference DeliveryService deliveries,
            @Reference ResponseClocks clocks,
            @Reference Access access,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.database = database;
        this.sources = sources;
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        this.work = new CaseNewsWork(archive, deliveries, new CaseLog(clocks), clock);
        metrics.describe(TAKEN, "News of leads and tickets that other systems told, by adapter and kind");
        metrics.describe(FAILED, "Questions for news of leads and tickets that were not answered, by adapter");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesLong() {
        // other people's systems may be slow
        return true;
    }

    @Override
    public Instant run(Execution execution) {
        String adapter = execution.key();
        return access.asSystem(NAME, () -> sources.find(adapter)
                .map(source -> clock.instant().plus(ask(source)))
                // it may be updated, or be running on another node
                .orElseGet(() -> clock.instant().plus(Duration.ofMinutes(1))));
    }

    /** Gives how long to wait until the next question. */
    private Duration ask(CaseSource source) {
        Instant until = clock.instant().plus(TURN);
        try {
            while (clock.instant().isBefore(until)) {
                if (!next(source)) {
                    return interval(source);
                }
            }
            // gives others a turn
            return Duration.ZERO;
        } catch (DeliveryException failure) {
            return failed(source, String.valueOf(failure.getMessage()), failure.retryAt());
        } catch (RuntimeException defect) {
            LOG.error("The source of news of the adapter {} failed", source.adapter(), defect);
            return failed(source, defect.toString(), null);
        }
    }

    /** Whether there is more. */
    private boolean next(CaseSource source) throws DeliveryException {
        String position = database.read(connection -> progress.find(connection, source.adapter()))
                .map(SourceStore.Progress::position)
                .orElse(null);
        Fetched fetched = source.fetch(position);
        database.transact(connection -> take(connection, source.adapter(), fetched));
        return fetched.more();
    }

    private void take(Connection connection, String adapter, Fetched fetched) throws SQLException {
        if (!fetched.news().isEmpty()) {
            InboxProgress.lock(connection);
        }
        for (CaseNews news : fetched.news()) {
            switch (work.take(connection, adapter, news)) {
                case NEW -> metrics.count(
                        TAKEN, 1, "adapter", adapter, "kind", news.kind().name().toLowerCase(java.util.Locale.ROOT));
                case NOT_OURS -> LOG.info(
                        "{} tells of {} in record {}, which did not go there: left out",
                        adapter,
                        news.key(),
                        news.externalId());
                case KNOWN -> {}
            }
        }
        progress.answered(connection, adapter, fetched.cursor(), clock.instant());
    }

    private Duration failed(CaseSource source, String why, @Nullable Instant retryAt) {
        String adapter = source.adapter();
        metrics.count(FAILED, 1, "adapter", adapter);
        int failures = database.transaction(connection -> {
            progress.failed(connection, adapter, NewsText.fitting(why, 1000), clock.instant());
            return progress.find(connection, adapter)
                    .map(SourceStore.Progress::failures)
                    .orElse(1);
        });
        Duration wait = interval(source).multipliedBy(1L << Math.min(failures - 1, 10));
        Duration most = LONGEST_BACK_OFF.compareTo(interval(source)) > 0 ? LONGEST_BACK_OFF : interval(source);
        Duration backOff = wait.compareTo(most) < 0 ? wait : most;
        if (retryAt == null) {
            return backOff;
        }
        Duration asked = Duration.between(clock.instant(), retryAt);
        return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static Duration interval(CaseSource source) {
        Duration wanted = source.interval();
        return wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        List<SourceStore.Progress> here = database.read(progress::all).stream()
                .filter(one -> sources.find(one.adapter()).isPresent())
                .toList();
        if (here.isEmpty()) {
            log.info("No adapter has been asked for news of cases yet.");
        }
        for (SourceStore.Progress one : here) {
            if (one.failures() >= WORRYING) {
                log.warn(
                        "{} has not told of its cases since {}: {}",
                        one.adapter(),
                        one.answered() == null ? "ever" : one.answered(),
                        one.error());
            } else {
                log.info("{} was last asked for news of cases at {}.", one.adapter(), one.asked());
            }
        }
        return new Result(log);
    }
}
