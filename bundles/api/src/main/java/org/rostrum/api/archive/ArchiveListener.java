package org.rostrum.api.archive;

/**
 * Told, after the commit, that there is something new to read with {@link Archive#after}; registered as a service. A hint
 * that saves waiting, not a promise: it may be lost when the server stops, so a reader also looks by itself at times.
 */
public interface ArchiveListener {
    /** Must return at once. */
    void activitiesArchived(long lastSequence);
}
