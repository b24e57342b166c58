package org.rostrum.channels.secret;

/** Whose secret it is. */
enum SecretKind {
    /** Given by people, as settings of the channel. */
    SETTING,
    /** Written by the connector, such as tokens that the network renewed. */
    MEMORY
}
