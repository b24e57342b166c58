package org.rostrum.archive.store;

import java.time.Instant;

/**
 * The links of the archive's chain. Each link digests the one before it and every stored column of its row, in the form of
 * {@link Canonical}; the original goes in by its own digest, so that the chain can be checked without reading it. Made to
 * be reused, by one thread at a time.
 */
public final class Chain {
    /** How many activities a segment holds. */
    public static final int SEGMENT = 10_000;

    /** Goes in first and changes whenever what is digested changes, so that old links stay checkable. */
    private static final int FORM = 1;

    private final Canonical canonical = new Canonical();

    public Hash link(Hash previous, ActivityRow row) {
        return link(previous, row, row.sequence());
    }

    /** The link of a row as if it stood at another place. */
    public Hash link(Hash previous, ActivityRow row, long sequence) {
        return canonical
                .number(FORM)
                .hash(previous)
                .number(sequence)
                .text(row.accountId())
                .text(row.channelId())
                .text(row.networkId())
                .text(row.network())
                .number(row.thread())
                .optionalNumber(row.contactId())
                .text(row.direction())
                .text(row.kind())
                .text(row.verb())
                .text(row.objectType())
                .text(row.actorId())
                .text(row.actorHandle())
                .text(row.actorName())
                .text(row.actorUrl())
                .time(row.published())
                .text(row.content())
                .text(row.language())
                .text(row.inReplyTo())
                .text(row.context())
                .text(row.url())
                .text(row.attachments())
                .time(row.archived())
                .hash(row.originalHash())
                .digest();
    }

    public Hash original(String mediaType, String text) {
        return canonical.text(mediaType).text(text).digest();
    }

    /**
     * The seal of a segment.
     *
     * @param previous seal of the segment before
     * @param last link of the segment's last activity
     */
    public Hash seal(Hash previous, int number, long firstSequence, long lastSequence, Instant sealed, Hash last) {
        return canonical
                .number(FORM)
                .hash(previous)
                .number(number)
                .number(firstSequence)
                .number(lastSequence)
                .time(sealed)
                .hash(last)
                .digest();
    }
}
