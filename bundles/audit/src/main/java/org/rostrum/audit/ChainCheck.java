package org.rostrum.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditSeal;
import org.rostrum.api.audit.AuditVerification;

/** Reads the trail from its beginning and remembers the first place where it does not fit. */
final class ChainCheck implements Consumer<Entry> {
    private static final Pattern UP_TO = Pattern.compile("\\{\"upTo\":([0-9]{1,18})[,}].*");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private String previous = AuditChain.START;
    private long expected = 1;
    private long checked;
    private @Nullable Long brokenAt;
    private @Nullable String finding;
    private final Deque<AuditSeal> seals;
    private final Set<String> keys = new TreeSet<>();
    private long sealsThatFit;
    private @Nullable Long sealedUpTo;
    /** The last entry without its details, and how far entries say that details were removed. */
    private long lastRemoved;

    private long removedUpTo;

    /** @param seals over the trail, those of the first entries first */
    ChainCheck(List<AuditSeal> seals) {
        this.seals = new ArrayDeque<>(seals);
    }

    @Override
    public void accept(Entry entry) {
        AuditEvent event = entry.event();
        Veil veil = entry.veil();
        checked++;
        if (event.sequence() > expected) {
            found(
                    expected,
                    event.sequence() - expected == 1
                            ? "entry " + expected + " is missing"
                            : "entries " + expected + " to " + (event.sequence() - 1) + " are missing");
        } else if (event.sequence() < expected) {
            found(event.sequence(), "entry " + event.sequence() + " was inserted");
        } else if (!AuditChain.hash(previous, event, veil).equals(event.hash())
                || (veil != null && !veil.covers(event))) {
            found(event.sequence(), "entry " + event.sequence() + " was changed");
        }
        checkSeal(event);
        noteRemoval(entry);
        // what cannot be a hash was told as a change of its entry; nothing can be chained to it
        previous = HASH.matcher(event.hash()).matches() ? event.hash() : AuditChain.START;
        expected = event.sequence() + 1;
    }

    private void noteRemoval(Entry entry) {
        AuditEvent event = entry.event();
        if (entry.removed() != null) {
            lastRemoved = event.sequence();
            if (event.address() != null || event.before() != null || event.after() != null) {
                found(event.sequence(), "entry " + event.sequence() + " was given other details");
            }
        }
        if (event.action().equals(RetentionTask.ACTION) && event.after() != null) {
            Matcher upTo = UP_TO.matcher(event.after());
            if (upTo.matches()) {
                removedUpTo = Math.max(removedUpTo, Long.parseLong(upTo.group(1)));
            }
        }
    }

    private void checkSeal(AuditEvent event) {
        AuditSeal seal = seals.peek();
        if (seal == null || seal.sequence() != event.sequence()) {
            return;
        }
        seals.remove();
        if (!SealKey.id(seal.publicKey()).equals(seal.keyId())
                || !SealKey.fits(seal.publicKey(), seal.signature(), seal.sequence(), seal.hash(), seal.sealed())) {
            found(event.sequence(), "the seal of entry " + event.sequence() + " is forged");
        } else if (!seal.hash().equals(event.hash())) {
            found(
                    event.sequence(),
                    "entry " + event.sequence() + ", or one before it, was written anew after it was sealed at "
                            + seal.sealed());
        } else {
            sealsThatFit++;
            sealedUpTo = seal.sequence();
            keys.add(seal.keyId());
        }
    }

    private void found(long sequence, String what) {
        if (brokenAt == null) {
            brokenAt = sequence;
            finding = what;
        }
    }

    /**
     * @param last sequence of the head
     * @param hash hash of the head
     * @param beyond the first entry behind the head; null when there is none
     */
    AuditVerification finish(long last, String hash, @Nullable Long beyond) {
        if (expected <= last) {
            found(
                    expected,
                    expected == last
                            ? "the last entry, " + last + ", is missing"
                            : "the last entries, " + expected + " to " + last + ", are missing");
        } else if (!previous.equals(hash)) {
            found(last, "the noted end of the chain does not fit entry " + last);
        }
        if (beyond != null) {
            found(beyond, "entry " + beyond + " was inserted behind the end of the chain");
        }
        if (lastRemoved > removedUpTo) {
            found(lastRemoved, "the details of entry " + lastRemoved + " were removed, and no entry says so");
        }
        AuditSeal left = seals.peek();
        if (left != null) {
            found(left.sequence(), "entry " + left.sequence() + " was sealed at " + left.sealed() + " and is missing");
        }
        return new AuditVerification(
                brokenAt == null, checked, brokenAt, finding, hash, sealsThatFit, sealedUpTo, List.copyOf(keys));
    }
}
