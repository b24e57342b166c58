package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.assignment.Assigner;
import org.rostrum.engagement.assignment.Choice;
import org.rostrum.engagement.assignment.Shift;
import org.rostrum.engagement.assignment.Unassigned;
import org.rostrum.engagement.due.ResponseClocks;

/** Gives conversations for which nobody had room to whoever has some now, those that wait longest first. */
@Component(service = TimedTask.class)
public final class AssignmentTask implements TimedTask {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    private static final Duration TURN = Duration.ofSeconds(20);
    private static final int BATCH = 50;

    private final Database database;
    private final Assigner assigner;
    private final Access access;
    private final Clock clock;
    private final InboxStore store;
    private final Assignments assignments;

    /** @param tables makes the tables */
    @Activate
    public AssignmentTask(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference Assigner assigner,
            @Reference ResponseClocks clocks,
            @Reference TimedWork timedWork,
            @Reference Access access,
            @Reference Clock clock) {
        this.database = database;
        this.assigner = assigner;
        this.access = access;
        this.clock = clock;
        this.store = new InboxStore(clocks);
        this.assignments = new Assignments(store, clock);
        timedWork.scheduleIfAbsent(Assigner.TASK, Assigner.KEY, clock.instant(), "");
    }

    @Override
    public String name() {
        return Assigner.TASK;
    }

    @Override
    public Instant run(Execution execution) {
        return access.asSystem(Assigner.TASK, this::all);
    }

    private Instant all() {
        Instant until = clock.instant().plus(TURN);
        while (clock.instant().isBefore(until)) {
            // few in a transaction, as others wait for the inbox
            if (!database.transaction(this::some)) {
                return clock.instant().plus(LOOK_AGAIN);
            }
        }
        // gives other timed work a turn
        return clock.instant();
    }

    /** @return whether any was given to somebody */
    private boolean some(Connection connection) throws SQLException {
        InboxProgress.lock(connection);
        Unassigned.tidy(connection);
        Shift shift = assigner.begin(connection);
        int given = 0;
        for (Unassigned.Group group : Unassigned.groups(connection)) {
            if (given == BATCH) {
                break;
            }
            // whoever can take one of them can take all
            for (long id : Unassigned.of(connection, group, BATCH - given)) {
                InboxConversation waiting = store.find(connection, id).orElseThrow();
                Optional<Choice> choice = shift.again(waiting);
                if (choice.isEmpty()) {
                    break;
                }
                assignments.give(connection, shift, waiting, choice.get());
                given++;
            }
        }
        return given > 0;
    }
}
