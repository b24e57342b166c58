package org.rostrum.archive.store;

import java.time.Instant;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;

/** The slots of the {@link Counts} of hours. They are stored, so that no number here may ever change its meaning. */
public final class HourSlots {
    public static final int HOURS_OF_WEEK = 168;

    private static final int HOURS_OF_DAY = 24;
    private static final int KINDS = 8;
    /** 1970 began on a Thursday. */
    private static final int EPOCH_OF_WEEK = 72;

    private static final long SECONDS = 3600;
    private static final ActivityKind[] KIND = {
        ActivityKind.POST,
        ActivityKind.REPLY,
        ActivityKind.SHARE,
        ActivityKind.REACTION,
        ActivityKind.RELATION,
        ActivityKind.OTHER
    };

    private HourSlots() {}

    /** Hours since 1970, UTC. */
    public static long hour(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    /** The hour of the week, from Monday 0:00, of an hour since 1970. */
    public static int weekHour(long hour) {
        return (int) Math.floorMod(hour + EPOCH_OF_WEEK, (long) HOURS_OF_WEEK);
    }

    /** A direction, a kind and an hour of the UTC day. */
    public static int ofDay(Direction direction, ActivityKind kind, int hour) {
        return (code(direction) * KINDS + code(kind)) * HOURS_OF_DAY + hour;
    }

    public static int hourOfDay(int slotOfDay) {
        return slotOfDay % HOURS_OF_DAY;
    }

    public static ActivityKind kind(int slotOfDay) {
        return KIND[slotOfDay / HOURS_OF_DAY % KINDS];
    }

    public static Direction direction(int slotOfDay) {
        return slotOfDay < KINDS * HOURS_OF_DAY ? Direction.INBOUND : Direction.OUTBOUND;
    }

    /** A direction and an hour of the week, UTC. */
    public static int ofMonth(Direction direction, int hourOfWeek) {
        return code(direction) * HOURS_OF_WEEK + hourOfWeek;
    }

    public static Direction directionInMonth(int slotOfMonth) {
        return slotOfMonth < HOURS_OF_WEEK ? Direction.INBOUND : Direction.OUTBOUND;
    }

    public static int hourOfWeek(int slotOfMonth) {
        return slotOfMonth % HOURS_OF_WEEK;
    }

    private static int code(Direction direction) {
        return switch (direction) {
            case INBOUND -> 0;
            case OUTBOUND -> 1;
        };
    }

    private static int code(ActivityKind kind) {
        return switch (kind) {
            case POST -> 0;
            case REPLY -> 1;
            case SHARE -> 2;
            case REACTION -> 3;
            case RELATION -> 4;
            case OTHER -> 5;
        };
    }
}
