package org.rostrum.archive.store;

/** The day on which a contact spoke before, as sums keep it: as the distance to it. */
public final class PreviousDay {
    /** Stands for the previous day of a contact who had never spoken before. */
    public static final int NONE = -1_000_000;

    private PreviousDay() {}

    /** Days since the previous day on which a contact spoke; 0 for {@link #NONE}. */
    public static int since(int day, int previous) {
        return previous == NONE ? 0 : day - previous;
    }

    /** The previous day, of what {@link #since} gives. */
    public static int of(int day, int since) {
        return since == 0 ? NONE : day - since;
    }
}
