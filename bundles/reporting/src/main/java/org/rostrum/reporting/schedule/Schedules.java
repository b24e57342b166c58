package org.rostrum.reporting.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.Recurrence.Frequency;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ScheduleDraft;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Reach;
import org.rostrum.reporting.ReportJson;

/** Keeps the schedules and has their runs started; asks for no permission. */
public final class Schedules {
    private static final int SHOWN_RUNS = 3;

    private final Database database;
    private final TimedWork work;
    private final AuditLog audit;
    private final Clock clock;
    private final ScheduleStore store = new ScheduleStore();

    public Schedules(Database database, TimedWork work, AuditLog audit, Clock clock) {
        this.database = database;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param keeper who must go on being allowed to see what it makes; null for a part of the server */
    public ReportSchedule create(ScheduleDraft wanted, @Nullable String keeper) {
        ScheduleDraft draft = DraftCheck.checked(wanted);
        return database.transaction(connection -> {
            Instant now = clock.instant();
            Instant due = due(draft, now);
            long id = store.insert(connection, draft, due, keeper, now);
            audit.record(
                    "report-schedule.create", "report-schedule/" + id, draft.accountId(), null, ReportJson.of(draft));
            engage(id, due);
            return show(store.find(connection, id).orElseThrow());
        });
    }

    /** @param keeper who takes the place of the one before */
    public ReportSchedule update(long id, ScheduleDraft wanted, @Nullable String keeper, long expectedVersion) {
        ScheduleDraft draft = DraftCheck.checked(wanted);
        return database.transaction(connection -> {
            ScheduleStore.Stored before = store.find(connection, id).orElseThrow(() -> unknown(id));
            Instant now = clock.instant();
            boolean over = draft.recurrence().frequency() == Frequency.ONCE_NOW
                    && before.draft().recurrence().frequency() == Frequency.ONCE_NOW
                    && before.lastRunId() != null;
            Instant due = over ? null : due(draft, now);
            if (store.update(connection, id, draft, due, keeper, now, expectedVersion) == 0) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record(
                    "report-schedule.update",
                    "report-schedule/" + id,
                    draft.accountId(),
                    ReportJson.of(before.draft()),
                    ReportJson.of(draft));
            engage(id, due);
            return show(store.find(connection, id).orElseThrow());
        });
    }

    public void remove(long id, long expectedVersion) {
        database.transact(connection -> {
            ScheduleStore.Stored before = store.find(connection, id).orElseThrow(() -> unknown(id));
            if (store.delete(connection, id, expectedVersion) == 0) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record(
                    "report-schedule.remove",
                    "report-schedule/" + id,
                    before.draft().accountId(),
                    ReportJson.of(before.draft()),
                    null);
            work.cancel(ScheduleTask.NAME, Long.toString(id));
        });
    }

    public Optional<ReportSchedule> find(long id) {
        return database.read(connection -> store.find(connection, id)).map(this::show);
    }

    /** Those with an id above the given one, ordered by id. */
    public List<ReportSchedule> after(long id, Reach reach, int limit) {
        return database.read(connection -> store.after(connection, id, reach, limit)).stream()
                .map(this::show)
                .toList();
    }

    /** Makes sure that every schedule that waits is known to the engine, whatever was restored or lost. */
    public void resume() {
        database.transact(connection -> {
            for (ScheduleStore.Stored schedule : store.waiting(connection)) {
                work.scheduleIfAbsent(
                        ScheduleTask.NAME,
                        Long.toString(schedule.id()),
                        Objects.requireNonNull(schedule.nextDue()),
                        "");
            }
        });
    }

    private static @Nullable Instant due(ScheduleDraft draft, Instant now) {
        if (!draft.enabled()) {
            return null;
        }
        Recurrence recurrence = draft.recurrence();
        if (recurrence.frequency() == Frequency.ONCE_NOW) {
            return now;
        }
        ZonedDateTime next = new Occurrences(recurrence).next(now);
        return next == null ? null : next.toInstant();
    }

    private void engage(long id, @Nullable Instant due) {
        if (due == null) {
            work.cancel(ScheduleTask.NAME, Long.toString(id));
        } else {
            work.schedule(ScheduleTask.NAME, Long.toString(id), due, "");
        }
    }

    private ReportSchedule show(ScheduleStore.Stored stored) {
        Instant due = stored.nextDue();
        List<ZonedDateTime> next = new java.util.ArrayList<>();
        if (due != null && stored.draft().enabled()) {
            next.add(due.atZone(stored.draft().recurrence().zone()));
            next.addAll(new Occurrences(stored.draft().recurrence()).next(due, SHOWN_RUNS - 1));
        }
        return new ReportSchedule(
                stored.id(), stored.draft(), next, stored.lastRunId(), stored.changed(), stored.version());
    }

    private static Problem unknown(long id) {
        return Problem.notFound("schedule", id);
    }
}
