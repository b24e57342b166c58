package org.rostrum.reporting.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.reporting.ReportRun.State;
import org.rostrum.reporting.render.RenderingStopped;
import org.rostrum.reporting.render.Watch;

/** Writes down how far a run came, and stops it when somebody cancelled it on whichever node. */
final class CancelWatch implements Watch {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String LATE = "Made late";

    private final Database database;
    private final RunStore runs;
    private final long runId;
    private final Clock clock;
    private final @Nullable String remark;
    private String step = "";
    private Instant looked = Instant.MIN;

    CancelWatch(Database database, RunStore runs, long runId, Clock clock, @Nullable String message) {
        this.database = database;
        this.runs = runs;
        this.runId = runId;
        this.clock = clock;
        this.remark = remark(message);
    }

    /** What must survive in the message of a run: that it was made late. */
    static @Nullable String remark(@Nullable String message) {
        if (message == null || !message.contains(LATE)) {
            return null;
        }
        return message.substring(message.indexOf(LATE));
    }

    @Override
    public void at(String now) {
        Instant time = clock.instant();
        if (now.equals(step) && time.isBefore(looked.plus(PAUSE))) {
            return;
        }
        step = now;
        looked = time;
        String message = "Running: " + now + "." + (remark == null ? "" : " " + remark);
        boolean wanted = database.transaction(connection -> runs.progress(connection, runId, State.RUNNING, message));
        if (!wanted) {
            throw new RenderingStopped();
        }
    }
}
