package org.rostrum.archive.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Volume;
import org.rostrum.api.data.ConsistentRead;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.figures.VolumePlan.Range;
import org.rostrum.archive.figures.VolumePlan.Use;
import org.rostrum.archive.store.HourSlots;
import org.rostrum.archive.store.Packed;

/** How much was said in the pieces of a period: whole months where there are some, days and their hours at the edges. */
public final class Volumes {
    private final ConsistentRead archive;

    public Volumes(ConsistentRead archive) {
        this.archive = archive;
    }

    public Map<String, Volume> byAccount(Set<String> accountIds, List<Instant> edges, @Nullable ZoneId zone) {
        return archive.read(connection -> {
            Map<String, Volume> volumes = new TreeMap<>();
            Extent extent = Extent.of(connection, accountIds);
            if (extent.none()) {
                return volumes;
            }
            VolumePlan plan = new VolumePlan(edges, zone, extent);
            List<Range> months = VolumePlan.ranges(plan.months);
            List<Range> days = VolumePlan.ranges(plan.days);
            for (String account : accountIds) {
                Sum sum = new Sum(edges.size() - 1, zone != null);
                for (Range range : months) {
                    rows(
                            connection,
                            "month",
                            account,
                            range,
                            (hours, month) -> sum.addMonth(hours, plan.months.get(month)));
                }
                for (Range range : days) {
                    rows(connection, "day", account, range, (hours, day) -> sum.addDay(hours, day, plan.days.get(day)));
                }
                if (!sum.empty()) {
                    volumes.put(account, sum.volume());
                }
            }
            return volumes;
        });
    }

    private static void rows(
            Connection connection, String unit, String account, Range range, ObjIntConsumer<Packed> consumer)
            throws SQLException {
        record Row(int number, Packed hours) {}
        Sql.stream(
                connection,
                1000,
                "select " + unit + "_number, hours from archive_" + unit + " where account_id = ? and " + unit
                        + "_number >= ? and " + unit + "_number < ?",
                row -> new Row(row.getInt(1), Packed.of(row, "hours")),
                row -> consumer.accept(row.hours, row.number),
                account,
                range.from(),
                range.end());
    }

    /** Of one account. */
    private static final class Sum {
        private final long[] inbound;
        private final long[] outbound;
        private final long[] week;

        Sum(int pieces, boolean withWeek) {
            inbound = new long[pieces];
            outbound = new long[pieces];
            week = new long[withWeek ? HourSlots.HOURS_OF_WEEK : 0];
        }

        void addMonth(Packed hours, @Nullable List<Use> uses) {
            if (uses != null) {
                hours.each((slot, number) -> {
                    for (Use use : uses) {
                        add(use, HourSlots.directionInMonth(slot), HourSlots.hourOfWeek(slot), number);
                    }
                });
            }
        }

        void addDay(Packed hours, int day, @Nullable List<Use> uses) {
            if (uses != null) {
                int midnight = HourSlots.weekHour(day * 24L);
                hours.each((slot, number) -> {
                    int hour = HourSlots.hourOfDay(slot);
                    for (Use use : uses) {
                        if (hour >= use.fromHour() && hour < use.toHour()) {
                            add(use, HourSlots.direction(slot), midnight + hour, number);
                        }
                    }
                });
            }
        }

        private void add(Use use, Direction direction, int hourOfWeek, long number) {
            long change = use.sign() * number;
            if (direction == Direction.OUTBOUND) {
                outbound[use.piece()] += change;
                return;
            }
            inbound[use.piece()] += change;
            if (week.length > 0) {
                week[Math.floorMod(hourOfWeek + use.shift(), HourSlots.HOURS_OF_WEEK)] += change;
            }
        }

        boolean empty() {
            return LongStream.of(inbound).allMatch(number -> number == 0)
                    && LongStream.of(outbound).allMatch(number -> number == 0);
        }

        Volume volume() {
            return new Volume(list(inbound), list(outbound), list(week));
        }

        private static List<Long> list(long[] numbers) {
            return LongStream.of(numbers).boxed().toList();
        }
    }
}
