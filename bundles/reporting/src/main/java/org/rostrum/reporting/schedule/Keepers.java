package org.rostrum.reporting.schedule;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanation.Verdict;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;

/** Whether those who keep schedules may still see what these make: nobody goes on getting reports by what they once were. */
@Component(service = Keepers.class)
public final class Keepers {
    /** What a schedule does for its keeper. */
    private static final String PERMISSION = "reports:run";

    /** A password that waits to be replaced takes nothing away for good. */
    private static final Set<Verdict> TAKEN_AWAY =
            Set.of(Verdict.NOT_GRANTED, Verdict.WITHHELD, Verdict.DISABLED, Verdict.UNKNOWN_ACCOUNT);

    private final AccessExplanations explanations;
    private final Access access;

    @Activate
    public Keepers(@Reference AccessExplanations explanations, @Reference Access access) {
        this.explanations = explanations;
        this.access = access;
    }

    /**
     * For people: why the keeper may no longer have the report; empty when the keeper may.
     *
     * @param accountId null for the whole installation
     */
    public Optional<String> objection(String keeper, @Nullable String accountId) {
        String where = accountId == null ? "for the whole installation" : "at the account \"" + accountId + "\"";
        try {
            AccessExplanation now =
                    access.asSystem("reporting", () -> explanations.explain(keeper, PERMISSION, accountId));
            if (!TAKEN_AWAY.contains(now.verdict())) {
                return Optional.empty();
            }
        } catch (Problem gone) {
            if (gone.kind() != Problem.Kind.NOT_FOUND) {
                throw gone;
            }
        }
        return Optional.of(
                "The user \"" + keeper + "\", who saved this schedule last, may not (or no longer) make reports "
                        + where + ". Have somebody who may save it anew.");
    }
}
