package org.rostrum.archive.verify;

import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchiveVerification.Kind;
import org.rostrum.archive.store.ActivityRow;
import org.rostrum.archive.store.Chain;
import org.rostrum.archive.store.Hash;
import org.rostrum.archive.store.Head;

/**
 * Follows the links. A row whose link does not fit is judged together with the one after it: if that one follows the stored
 * link, the row was changed; if it follows the link before, the row was put in between and all later ones were renumbered;
 * if it fits under a higher number, rows before were taken out and all later ones renumbered.
 */
final class LinkCheck {
    private final Chain chain = new Chain();
    private final Findings findings;
    private long lastSequence;
    private Hash last = Hash.ZERO;
    /** The link before {@link #last} while the row of {@link #last} is in doubt. */
    private @Nullable Hash beforeDoubt;
    /** What must be added to a row's number to get the one it was stored with. */
    private long renumbered;

    LinkCheck(Findings findings) {
        this.findings = findings;
    }

    long lastSequence() {
        return lastSequence;
    }

    void row(ActivityRow row, Hash link) {
        long sequence = row.sequence();
        boolean gap = sequence > lastSequence + 1;
        if (gap) {
            judgeAlone();
            missing(lastSequence + 1, sequence - 1);
        } else if (!fits(last, row, link, 0)) {
            doubt(row, link);
        } else {
            judgeAlone();
        }
        last = link;
        lastSequence = sequence;
    }

    private boolean fits(Hash previous, ActivityRow row, Hash link, int moved) {
        return chain.link(previous, row, row.sequence() + renumbered + moved).equals(link);
    }

    private void doubt(ActivityRow row, Hash link) {
        Hash before = beforeDoubt;
        if (before != null && fits(before, row, link, -1)) {
            findings.add(Kind.INSERTED, lastSequence, "The activity was put in; those after it were renumbered.");
            renumbered--;
            beforeDoubt = null;
        } else if (before != null && fits(last, row, link, 1)) {
            findings.add(
                    Kind.REMOVED,
                    lastSequence,
                    "An activity that stood here was taken out; those after it were renumbered.");
            renumbered++;
            beforeDoubt = null;
        } else {
            judgeAlone();
            beforeDoubt = last;
        }
    }

    /** The row in doubt, if any, was changed itself. */
    private void judgeAlone() {
        if (beforeDoubt != null) {
            findings.add(
                    Kind.CHANGED,
                    lastSequence,
                    "The activity or its link was changed, or the one before it was exchanged.");
            beforeDoubt = null;
        }
    }

    private void missing(long from, long to) {
        findings.add(
                Kind.REMOVED,
                from,
                from == to
                        ? "Activity " + from + " is missing."
                        : "The " + (to - from + 1) + " activities " + from + " to " + to + " are missing.");
    }

    /** Compares the end with the head of the archive. */
    void end(Head head) {
        judgeAlone();
        long end = lastSequence + renumbered;
        if (end < head.lastSequence()) {
            missing(end + 1, head.lastSequence());
        } else if (end > head.lastSequence()) {
            findings.add(
                    Kind.INSERTED,
                    head.lastSequence() + 1,
                    "The archive ends at " + head.lastSequence() + " by its head, but activities follow up to "
                            + lastSequence + ".");
        } else if (!last.equals(head.lastHash())) {
            findings.add(
                    Kind.CHANGED, lastSequence, "The head of the archive notes another link for its last activity.");
        }
    }
}
