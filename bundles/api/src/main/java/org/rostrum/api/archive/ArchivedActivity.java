package org.rostrum.api.archive;

import java.time.Instant;
import org.rostrum.api.activity.Activity;

/**
 * An activity as the archive holds it.
 *
 * @param sequence its place in the archive: 1, 2, 3 … without gaps, in the order of storing
 * @param accountId the account whose channel it came through
 * @param conversationId the conversation it belongs to
 * @param archived when it was stored, to the microsecond
 * @param hash SHA-256 over the previous activity's hash and this row, lower-case hexadecimal
 */
public record ArchivedActivity(
        long sequence,
        String accountId,
        String channelId,
        long conversationId,
        Instant archived,
        String hash,
        Activity activity) {}
