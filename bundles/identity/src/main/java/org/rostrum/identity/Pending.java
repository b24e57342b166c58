package org.rostrum.identity;

/** What somebody who is signed in has to do before anything else is allowed. */
enum Pending {
    NOTHING,
    /** A one-time password is to be replaced. */
    PASSWORD,
    /** The policy asks for a second factor, and there is none. */
    SECOND_FACTOR
}
