package org.rostrum.delivery;

import java.util.List;

/** Services of other bundles that come and go. */
public interface Whiteboard<T> {
    /** Those that are there now, the ones of highest rank first. */
    List<T> all();

    /** Has an action run on the thread of the registry whenever a service came; it must be quick. */
    void onArrival(Runnable action);

    /** Has an action run on the thread of the registry whenever a service has gone; it must be quick. */
    void onDeparture(Runnable action);
}
