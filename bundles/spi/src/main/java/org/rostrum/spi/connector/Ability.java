package org.rostrum.spi.connector;

/** What a connector can do; the platform asks for abilities, never for types. */
public enum Ability {
    /** {@link Connector#fetch}: brings what was said to the organisation and by it. */
    LISTEN,
    /** {@link Connector#search}: finds what was said anywhere on the network. */
    SEARCH,
    /** {@link Connector#publish} of posts that answer nothing. */
    PUBLISH,
    /** {@link Connector#publish} of posts with {@link Post#inReplyTo()}. */
    REPLY,
    /** {@link Connector#publish} of posts with {@link Post#recipient()}, which only they can read. */
    DIRECT_MESSAGE,
    /** {@link Connector#publish} of posts with {@link Post#media()}. */
    MEDIA,
    /** {@link Connector#metrics}. */
    METRICS,
    /** {@link Connector#moderate}. */
    MODERATE,
    /** {@link Connector#receive}: the network calls us. */
    WEBHOOK
}
