package org.rostrum.api.webhook;

import java.util.List;

/**
 * Events that a capability has written down, in the order in which they were committed; registered as a service. Whoever
 * remembers a position misses nothing behind it and sees nothing twice.
 */
public interface LifeCycleFeed {
    /** Unique, lower case with hyphens; kept in the database. */
    String name();

    /** Every type that may come. */
    List<WebhookEventType> types();

    /** The position behind all that is there now. */
    long last();

    /**
     * What follows a position, oldest first.
     *
     * @param most events at once
     */
    Part after(long position, int most);

    /**
     * A part of the feed.
     *
     * @param position behind it; the one that was asked for when nothing follows
     */
    record Part(List<LifeCycleEvent> events, long position) {
        public Part {
            events = List.copyOf(events);
        }
    }
}
