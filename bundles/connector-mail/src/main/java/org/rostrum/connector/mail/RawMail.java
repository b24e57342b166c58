package org.rostrum.connector.mail;

import java.time.Instant;

/**
 * A mail as the server keeps it.
 *
 * @param uid its number in the folder
 * @param arrived when the server got it
 * @param size of the whole
 * @param bytes its beginning: all of it, unless it is longer than is read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawMail(String folder, long validity, long uid, Instant arrived, long size, byte[] bytes) {
    /** Stands for a time of arrival that the server does not tell. */
    static final Instant UNKNOWN = Instant.EPOCH;

    boolean isCut() {
        return size > bytes.length;
    }
}
