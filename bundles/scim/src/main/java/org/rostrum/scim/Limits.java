package org.rostrum.scim;

/** What a client may ask for at once; told by ServiceProviderConfig and docs/scim.md. */
final class Limits {
    /** Entries of one page. */
    static final int PAGE = 500;
    /** Entries that are read when a filter or an order needs to look at all of them. */
    static final int LOOKED_AT = 20_000;
    /** Operations of one bulk request. */
    static final int OPERATIONS = 1000;
    /** Bytes of one body. */
    static final int BODY = 2 * 1024 * 1024;
    /** Bytes of a body that is too large that are read nevertheless, so that its sender hears of it. */
    static final long PASSED_OVER = 32L * 1024 * 1024;
    /** Operations of a bulk request that count as one request. */
    static final int OPERATIONS_PER_REQUEST = 20;
    /** How often a change without If-Match is tried anew because somebody was quicker. */
    static final int TRIES = 10;

    private Limits() {}
}
