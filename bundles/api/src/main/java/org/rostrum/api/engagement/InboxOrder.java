package org.rostrum.api.engagement;

/** In which order conversations come. */
public enum InboxOrder {
    /** Newest activity first. */
    NEWEST,
    /** Only those in which something is due by a response target, what is due first coming first. */
    DUE
}
