package org.rostrum.delivery.timed;

import java.util.Locale;

/** Sets of threads that do not wait for one another; the database keeps the name. */
public enum Pool {
    /** Work of seconds. */
    QUICK,
    /** Work of minutes. */
    LONG,
    /** Deliveries to other systems, whose slowness is not ours. */
    DELIVERY;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
