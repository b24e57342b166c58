package org.rostrum.reporting.schedule;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.ScheduleDraft;

/** Says what is wrong with a schedule before it is kept. */
public final class DraftCheck {
    private static final int MOST_RECIPIENTS = 100;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>()\\[\\]\\\\,;:\"\\p{Cntrl}]{1,64}@[^\\s@<>()\\[\\]\\\\,;:\"\\p{Cntrl}]{1,189}");

    private DraftCheck() {}

    /** The draft as it is kept: the time cut to the minute, each recipient once. */
    static ScheduleDraft checked(ScheduleDraft draft) {
        String name = Inputs.name("name", draft.name(), 200);
        if (draft.formats().isEmpty()) {
            throw Problem.invalid("formats", "No format was chosen.", "Name at least one of PDF, XLSX, CSV and HTML.");
        }
        boolean fixed = draft.periodKind() == PeriodKind.FIXED;
        if (fixed && (draft.from() == null || draft.to() == null || !draft.to().isAfter(draft.from()))) {
            throw Problem.invalid(
                    "period",
                    "A fixed period has a first day and a later day that it ends before.",
                    "Give \"from\" and \"to\"; \"to\" is the day after the last one.");
        }
        Recurrence recurrence = draft.recurrence();
        return new ScheduleDraft(
                name,
                draft.report(),
                draft.accountId(),
                new Recurrence(
                        recurrence.frequency(),
                        recurrence.time().truncatedTo(ChronoUnit.MINUTES),
                        recurrence.zone(),
                        recurrence.daysOfWeek(),
                        recurrence.dayOfMonth(),
                        recurrence.month()),
                draft.periodKind(),
                fixed ? draft.from() : null,
                fixed ? draft.to() : null,
                draft.locale(),
                draft.formats(),
                recipients(draft.recipients()),
                address("owner", draft.owner()),
                draft.enabled());
    }

    /** Each address once, all of them good. */
    public static List<String> recipients(List<String> recipients) {
        List<String> clean = recipients.stream()
                .map(recipient -> address("recipients", recipient))
                .distinct()
                .toList();
        if (clean.isEmpty() || clean.size() > MOST_RECIPIENTS) {
            throw Problem.invalid(
                    "recipients",
                    "A report goes to 1 to " + MOST_RECIPIENTS + " mail addresses, not " + clean.size() + ".",
                    "Name at least one; for more, use a mailing list.");
        }
        return clean;
    }

    private static String address(String field, String address) {
        String clean = address.strip();
        if (!ADDRESS.matcher(clean).matches()) {
            throw Problem.invalid(
                    field, "\"" + clean + "\" is no mail address.", "Write it as name@example.org, without a name.");
        }
        int at = clean.indexOf('@');
        // only the domain is the same in any case
        return clean.substring(0, at) + clean.substring(at).toLowerCase(Locale.ROOT);
    }
}
