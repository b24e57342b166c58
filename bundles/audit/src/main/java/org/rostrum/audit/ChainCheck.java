package org.rostrum.audit;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditVerification;

/** Reads the trail from its beginning and remembers the first place where it does not fit. */
final class ChainCheck implements Consumer<AuditEvent> {
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private String previous = AuditChain.START;
    private long expected = 1;
    private long checked;
    private @Nullable Long brokenAt;
    private @Nullable String finding;

    @Override
    public void accept(AuditEvent event) {
        checked++;
        if (event.sequence() > expected) {
            found(
                    expected,
                    event.sequence() - expected == 1
                            ? "entry " + expected + " is missing"
                            : "entries " + expected + " to " + (event.sequence() - 1) + " are missing");
        } else if (event.sequence() < expected) {
            found(event.sequence(), "entry " + event.sequence() + " was inserted");
        } else if (!AuditChain.hash(previous, event).equals(event.hash())) {
            found(event.sequence(), "entry " + event.sequence() + " was changed");
        }
        // what cannot be a hash was told as a change of its entry; nothing can be chained to it
        previous = HASH.matcher(event.hash()).matches() ? event.hash() : AuditChain.START;
        expected = event.sequence() + 1;
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
        return new AuditVerification(brokenAt == null, checked, brokenAt, finding, hash);
    }
}
