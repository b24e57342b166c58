package org.rostrum.api.onboarding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The onboarding of an account, with its checklist as things are at this moment.
 *
 * @param templateVersion the version of the template that the checklist is made of
 * @param newerTemplate whether the template has been changed since
 * @param due until when it shall be done; null for no such day
 * @param overdue whether that day is over by the account's time zone and something is missing
 * @param done how many lines are done or waived
 * @param version counts changes from 1; the ETag
 */
public record Onboarding(
        long id,
        String accountId,
        String accountName,
        long templateId,
        String templateName,
        long templateVersion,
        boolean newerTemplate,
        String startedBy,
        Instant started,
        @Nullable LocalDate due,
        boolean overdue,
        int done,
        int total,
        List<Line> lines,
        long version) {
    /** How it stands with an item. */
    public enum State {
        DONE,
        /** Somebody decided that the account does not need it. */
        WAIVED,
        MISSING,
        /** The server cannot tell, or not to this caller. */
        TO_CHECK
    }

    /**
     * A line of the checklist.
     *
     * @param detail why it stands so
     * @param by who ticked or waived it; null for what the server has looked up
     * @param since when that was; null for what the server has looked up
     * @param page the console's page on which to do it, such as {@code /channels}; null when there is none
     */
    public record Line(
            OnboardingItem item,
            State state,
            String detail,
            @Nullable String by,
            @Nullable Instant since,
            @Nullable String page) {}

    public Onboarding {
        lines = List.copyOf(lines);
    }

    public boolean complete() {
        return done == total;
    }
}
