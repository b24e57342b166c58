package org.rostrum.reporting.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is to get the reports of a schedule. */
public final class Addressees {
    private final ScheduleStore schedules = new ScheduleStore();

    /**
     * @param schedule its name
     * @param owner is told of failures
     * @param keeper user who saved it last; null when that was not noted
     */
    public record Found(String schedule, List<String> recipients, String owner, @Nullable String keeper) {
        public Found {
            recipients = List.copyOf(recipients);
        }
    }

    /** As they are now; empty when the schedule was removed. */
    public Optional<Found> of(Connection connection, long scheduleId) throws SQLException {
        return schedules
                .find(connection, scheduleId)
                .map(found -> new Found(
                        found.draft().name(),
                        found.draft().recipients(),
                        found.draft().owner(),
                        found.keeper()));
    }
}
