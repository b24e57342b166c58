package org.rostrum.api.delivery;

/** Why a call to another system failed; the platform, not the plugin, decides what follows. */
public enum FailureCategory {
    /** The other side no longer accepts our credentials: waits until they are renewed. */
    AUTH_EXPIRED,
    /** Too many calls: tried again at the time the other side named. */
    RATE_LIMITED,
    /** The other side says no and will say no again: goes to the dead-letter desk. */
    REJECTED,
    /** The other side cannot be reached and has not got it: tried again with back-off. */
    UNAVAILABLE,
    /** It was sent, but no answer came: looked up on the other side before it is tried again. */
    UNKNOWN_OUTCOME,
    /** The plugin cannot do this: goes to the dead-letter desk. */
    UNSUPPORTED
}
