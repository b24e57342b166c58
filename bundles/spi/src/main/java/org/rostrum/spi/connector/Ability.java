package org.rostrum.spi.connector;

/** What a connector can do; the platform asks for abilities, never for types. */
public enum Ability {
    LISTEN,
    SEARCH,
    PUBLISH,
    REPLY,
    DIRECT_MESSAGE,
    MEDIA,
    METRICS,
    MODERATE,
    WEBHOOK
}
