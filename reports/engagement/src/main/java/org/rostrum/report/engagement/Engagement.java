package org.rostrum.report.engagement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.reporting.Period;

/**
 * Everything the report tells, as figures without words.
 *
 * @param name of the account whose sub-tree it is; null for all accounts
 * @param accounts ordered by number of conversations, busiest first, then by name
 * @param generated when the figures were read
 * @param requester who asked for the report; null when no person did
 */
record Engagement(
        @Nullable String name,
        Period period,
        Comparison comparison,
        Bins bins,
        Part whole,
        List<Part> accounts,
        ArchiveTotals archive,
        Optional<Archive.PastVerification> verification,
        Instant generated,
        @Nullable Asker requester) {
    /**
     * Who asked.
     *
     * @param account name of the account they belong to; null for the organisation as a whole
     * @param actsFor whether that is another one than the report's
     */
    record Asker(String name, @Nullable String account, boolean actsFor) {}

    /**
     * The figures of one account, or of all together.
     *
     * @param account null for all together
     * @param before the figures of the period before
     * @param open conversations that wait for an answer when the report is made
     */
    record Part(@Nullable Account account, Figures now, Figures before, Series series, long open) {
        /** Whether there is anything to show. */
        boolean silent() {
            return now.empty() && open == 0;
        }

        /** Whether there is enough for a page of its own; others share pages and have no heat map. */
        boolean large() {
            return now.responses().conversations() >= CONVERSATIONS_FOR_A_PAGE
                    || now.inbound() + now.outbound() >= MESSAGES_FOR_A_PAGE;
        }

        String id() {
            return account == null ? "" : account.id();
        }

        String name() {
            return account == null ? "" : account.name();
        }
    }

    /** Whether the figures can be held against the period before, and if not why. */
    enum Comparison {
        /** The archive covers the whole period before. */
        FULL,
        /** The archive begins inside the period before: a change would only show that. */
        PARTIAL,
        /** The archive has nothing from before this period. */
        NONE
    }

    /**
     * An account with so many conversations has a page of its own. The table is ordered by conversations, so no account on a
     * shared page stands above one with a page, save those that the next figure lets in.
     */
    static final int CONVERSATIONS_FOR_A_PAGE = 10;

    /** An account with so many messages, in and out, has a page of its own even if few of them began a conversation. */
    static final int MESSAGES_FOR_A_PAGE = 100;

    Engagement {
        accounts = List.copyOf(accounts);
    }

    boolean comparable() {
        return comparison == Comparison.FULL;
    }

    /** The accounts that get a page of their own: those with enough to show, unless the first page shows the same. */
    List<Part> pages() {
        return shown().stream().filter(Part::large).toList();
    }

    /** The accounts with little to show, which share pages. */
    List<Part> small() {
        return shown().stream().filter(part -> !part.large()).toList();
    }

    private List<Part> shown() {
        return accounts.size() <= 1
                ? List.of()
                : accounts.stream().filter(part -> !part.silent()).toList();
    }
}
