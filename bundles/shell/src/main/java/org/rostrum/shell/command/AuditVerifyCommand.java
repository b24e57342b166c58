package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.audit.AuditVerification;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Services;

/** Checks the audit trail. */
@Service
@Command(
        scope = "rostrum",
        name = "audit-verify",
        description = "Recomputes the hash chain of the audit trail; exit status 1 when it is broken")
public final class AuditVerifyCommand extends RostrumCommand {
    @Override
    protected void work(Services services) {
        AuditVerification verification = services.get(AuditLog.class).verify();
        print(verification, () -> out().println(
                        verification.checked() + " entries checked. Hash of the last: " + verification.headHash()));
        if (!verification.intact()) {
            throw Problem.of(Problem.Kind.CONFLICT, "The audit trail is broken: " + verification.finding() + ".")
                    .withRemedy("Compare it with an export or a backup.");
        }
        if (!json()) {
            out().println("The audit trail is intact.");
        }
    }
}
