package org.rostrum.api.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.EngagementModel;

/**
 * Why somebody may do something, or why not.
 *
 * @param accountId where; null for the whole installation
 * @param lineage the account and those above it, as far as the caller sees them
 * @param allowed whether they may, now
 * @param verdict what decides
 * @param steps everything the user holds, what allows it first
 * @param ceiling the engagement model that withholds it; null unless that decides
 */
public record AccessExplanation(
        String user,
        String permission,
        @Nullable String accountId,
        List<String> lineage,
        boolean allowed,
        Verdict verdict,
        List<Step> steps,
        @Nullable Ceiling ceiling) {
    /** Where no engagement model decides. */
    public AccessExplanation(
            String user,
            String permission,
            @Nullable String accountId,
            List<String> lineage,
            boolean allowed,
            Verdict verdict,
            List<Step> steps) {
        this(user, permission, accountId, lineage, allowed, verdict, steps, null);
    }

    /** What decides. */
    public enum Verdict {
        /** A grant allows it. */
        GRANTED,
        /** A grant would allow it, and an engagement model withholds it here. */
        WITHHELD,
        /** No grant allows it here and now. */
        NOT_GRANTED,
        /** The user is disabled and cannot do anything. */
        DISABLED,
        /** The user must first replace a one-time password. */
        PASSWORD_TO_CHANGE,
        /** The policy asks for a second factor, and the user has none; nothing is allowed before it is set up. */
        SECOND_FACTOR_TO_SET_UP,
        /** There is no such account, or the caller sees nothing of it. */
        UNKNOWN_ACCOUNT
    }

    /** How a grant stands to the question. */
    public enum Effect {
        ALLOWS,
        /** It would allow it, and an engagement model withholds it from those who hold it below the hub. */
        WITHHELD,
        /** The role does not hold the permission. */
        LACKS_PERMISSION,
        /** It is for another account, not above this one. */
        ELSEWHERE,
        NOT_YET,
        ENDED
    }

    /**
     * An engagement model that withholds the permission.
     *
     * @param accountId for which account it was chosen; null when the caller may not see it
     * @param hub at which account, or above, the permission must be held; null when the caller may not see it
     */
    public record Ceiling(EngagementModel model, @Nullable String accountId, @Nullable String hub) {}

    /**
     * One grant.
     *
     * @param group by which group it comes; null when it is the user's own
     * @param standingInFor by standing in for whom it comes; null when it does not
     * @param accountId for which account it was given; null for the whole installation
     * @param permission which permission of the role fits; null when none does
     */
    public record Step(
            long grantId,
            String role,
            @Nullable String group,
            @Nullable String standingInFor,
            @Nullable String accountId,
            Instant starts,
            @Nullable Instant ends,
            Effect effect,
            @Nullable String permission) {}

    public AccessExplanation {
        lineage = List.copyOf(lineage);
        steps = List.copyOf(steps);
    }
}
