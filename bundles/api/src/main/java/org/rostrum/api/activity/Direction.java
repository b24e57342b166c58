package org.rostrum.api.activity;

/** Seen from the organisation: said to it (or about it), or said by it. */
public enum Direction {
    INBOUND,
    OUTBOUND
}
