package org.rostrum.demo;

import org.jspecify.annotations.Nullable;

/**
 * What came of the data, as written to {@code summary.json}.
 *
 * @param accounts one per company, without the parent above them; 1 when the file names no companies
 * @param firstResponseMedianSeconds discrete median over all answered conversations; null when none was answered
 * @param firstResponseP90Seconds the same for 90 %
 */
record Summary(
        long activities,
        long inbound,
        long outbound,
        long conversations,
        long contacts,
        long accounts,
        long leads,
        long tickets,
        long rejected,
        long duplicates,
        @Nullable Long firstResponseMedianSeconds,
        @Nullable Long firstResponseP90Seconds,
        int reportPages,
        String reportFile,
        boolean archiveVerified) {

    /** Lines that people read. */
    String text() {
        return String.format(
                """
                  Activities     %,10d   (%,d in, %,d out; %,d duplicates and %,d rejected records left aside)
                  Conversations  %,10d   with %,d contacts, over %,d account(s)
                  Leads          %,10d   Tickets %,d
                  First response %10s   median; 90 %% within %s
                  Archive        %10s   every hash and every sum recomputed
                  Report         %10d pages, %s
                """,
                activities,
                inbound,
                outbound,
                duplicates,
                rejected,
                conversations,
                contacts,
                accounts,
                leads,
                tickets,
                duration(firstResponseMedianSeconds),
                duration(firstResponseP90Seconds),
                archiveVerified ? "verified" : "BROKEN",
                reportPages,
                reportFile);
    }

    /** In the two largest units, the smaller one rounded, as the report writes it. */
    static String duration(@Nullable Long seconds) {
        if (seconds == null) {
            return "-";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 24 * 60) {
            return two(minutes / 60, " h", minutes % 60, " min");
        }
        long hours = Math.round(seconds / 3600.0);
        return two(hours / 24, " d", hours % 24, " h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
