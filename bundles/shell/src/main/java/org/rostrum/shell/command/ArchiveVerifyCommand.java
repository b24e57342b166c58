package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Services;

/** Checks the archive. */
@Service
@Command(
        scope = "rostrum",
        name = "archive-verify",
        description = "Recomputes every hash and sum of the archive, and the sums of leads and tickets;"
                + " exit status 1 when something does not fit")
public final class ArchiveVerifyCommand extends RostrumCommand {
    private static final long TELL_EVERY = 250_000;

    @Override
    protected void work(Services services) {
        ArchiveVerification verification = services.get(Archive.class).verify(this::tell);
        print(verification, () -> tell(verification));
        if (!verification.intact()) {
            throw Problem.of(Problem.Kind.CONFLICT, "The archive is not as it was written.")
                    .withRemedy("Compare it with a backup; the findings say where.");
        }
        if (!json()) {
            out().println("The archive is intact.");
        }
    }

    private void tell(long checked) {
        if (Thread.currentThread().isInterrupted()) {
            throw Problem.of(Problem.Kind.CONFLICT, "The check was broken off.");
        }
        if (!json() && checked > 0 && checked % TELL_EVERY == 0) {
            out().println(checked + " checked …");
        }
    }

    private void tell(ArchiveVerification verification) {
        out().println(extent(verification));
        if (verification.headHash() != null) {
            out().println("Hash of the last, to be noted elsewhere: " + verification.headHash());
        }
        verification.findings().forEach(finding -> out().println(words(finding)));
    }

    /** What was checked. Segments are sealed when they are full; what came after the last seal is checked all the same. */
    static String extent(ArchiveVerification verification) {
        long activities = verification.activities();
        int segments = verification.segments();
        if (activities == 0) {
            return "Checked: 0 activities; the archive is empty.";
        }
        String checked = "Checked: " + activities + (activities == 1 ? " activity" : " activities");
        if (segments == 0) {
            return checked + "; no segment is full and sealed yet.";
        }
        return checked + ", and the "
                + (segments == 1 ? "seal of 1 full segment." : "seals of " + segments + " full segments.");
    }

    /** Whole, and not as a cell of a table: its end says what should be there. */
    static String words(ArchiveVerification.Finding finding) {
        String place = finding.sequence() == null ? "" : " at sequence " + finding.sequence();
        return finding.kind() + place + ": " + Words.line(finding.detail());
    }
}
