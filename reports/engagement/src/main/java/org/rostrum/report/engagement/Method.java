package org.rostrum.report.engagement;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.reporting.Period;

/** What a reader must know to judge the figures: what is counted, how, from which data, and what was left out. */
final class Method {
    private final Words words;
    private final PeriodWords periods;
    private final Engagement engagement;

    Method(Words words, Engagement engagement) {
        this.words = words;
        this.periods = new PeriodWords(words);
        this.engagement = engagement;
    }

    /**
     * One note.
     *
     * @param key the same in every language
     */
    record Note(String key, String about, String text) {}

    List<Note> notes() {
        Period period = engagement.period();
        ZoneId zone = period.zone();
        List<Note> notes = new ArrayList<>();
        if (!engagement.whole().silent()) {
            notes.add(told("messages"));
            notes.add(told("conversations"));
            notes.add(told("response"));
            notes.add(told("percentile"));
            notes.add(told("contacts"));
            if (engagement.whole().now().cases() != null) {
                notes.add(told("cases"));
            }
            notes.add(told("open", words.time(engagement.generated(), zone)));
        }
        if (engagement.accounts().size() > 1 && !engagement.whole().silent()) {
            notes.add(told(
                    "small",
                    words.number(Engagement.CONVERSATIONS_FOR_A_PAGE),
                    words.number(Engagement.MESSAGES_FOR_A_PAGE),
                    words.number(Figures.ANSWERS_FOR_TIMES)));
        }
        notes.add(note("change", comparison()));
        notes.add(told("zone", words.zone(zone)));
        if (splitsHours(period)) {
            notes.add(told("halfHours"));
        }
        long silent =
                engagement.accounts().stream().filter(Engagement.Part::silent).count();
        notes.add(told("accounts", words.number(engagement.accounts().size()), words.number(silent)));
        if (isUnfinished()) {
            notes.add(told("unfinished", words.time(engagement.generated(), zone)));
        }
        notes.add(note("data", data()));
        notes.add(note("archive", verification()));
        notes.add(told("generated", words.time(engagement.generated(), zone)));
        Engagement.Asker asker = engagement.requester();
        if (asker != null) {
            notes.add(note("requested", asked(asker)));
        }
        return notes;
    }

    private String asked(Engagement.Asker asker) {
        String account = asker.account();
        if (account == null) {
            return asker.name();
        }
        return asker.actsFor()
                ? words.text(
                        "method.requested.for",
                        asker.name(),
                        account,
                        engagement.name() == null ? words.text("scope.all") : engagement.name())
                : words.text("method.requested.of", asker.name(), account);
    }

    /** What the changes are measured against, or why there are none. */
    String comparison() {
        Period before = engagement.period().previous();
        String range = periods.range(before);
        return switch (engagement.comparison()) {
            case FULL -> words.text("compare.full", range);
            case NONE -> words.text("compare.none", range);
            case PARTIAL -> words.text("compare.partial", range, first(engagement.archive()));
        };
    }

    /** A sentence to put behind the comparison when the period is not over; empty when it is. */
    String unfinished() {
        return isUnfinished()
                ? " "
                        + words.text(
                                "method.unfinished.text",
                                words.time(
                                        engagement.generated(),
                                        engagement.period().zone()))
                : "";
    }

    /** A sentence to put behind the comparison when there are answers, but too few to tell times; empty when there are not. */
    String fewAnswers() {
        Figures now = engagement.whole().now();
        return now.timed() || now.responses().answered() == 0
                ? ""
                : words.text("accounts.few", words.number(Figures.ANSWERS_FOR_TIMES));
    }

    private boolean isUnfinished() {
        return engagement.generated().isBefore(engagement.period().end());
    }

    /** Why there is nothing to show. */
    String emptiness() {
        return engagement.archive().activities() == 0
                ? words.text("empty.archive")
                : words.text("empty.period", periods.range(engagement.period()), data());
    }

    private String first(ArchiveTotals totals) {
        return date(totals.first());
    }

    private String date(@org.jspecify.annotations.Nullable Instant at) {
        return at == null
                ? Words.NOTHING
                : words.date(at.atZone(engagement.period().zone()).toLocalDate());
    }

    private String data() {
        ArchiveTotals totals = engagement.archive();
        return totals.activities() == 0
                ? words.text("data.empty")
                : words.text("data.span", words.number(totals.activities()), date(totals.first()), date(totals.last()));
    }

    private String verification() {
        return engagement.verification().map(this::verified).orElseGet(() -> words.text("archive.unverified"));
    }

    private String verified(Archive.PastVerification last) {
        return words.text(
                last.intact() ? "archive.intact" : "archive.broken",
                words.time(last.at(), engagement.period().zone()),
                words.number(last.activities()));
    }

    /** Whether the zone's days do not begin on a full hour of UTC, in which the archive keeps its sums. */
    private static boolean splitsHours(Period period) {
        return period.start().getEpochSecond() % 3600 != 0 || period.end().getEpochSecond() % 3600 != 0;
    }

    private Note told(String key, String... arguments) {
        return note(key, words.text("method." + key + ".text", arguments));
    }

    private Note note(String key, String text) {
        return new Note(key, words.text("method." + key), text);
    }
}
