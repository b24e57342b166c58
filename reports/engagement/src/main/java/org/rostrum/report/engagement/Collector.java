package org.rostrum.report.engagement;

import static java.util.Objects.requireNonNullElse;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.engagement.CaseFigures;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.security.Requester;

/** Reads the figures of a report from the services that keep them. */
final class Collector {
    private final AccountService accounts;
    private final EngagementFigures figures;
    private final Archive archive;
    private final @Nullable CaseFigures cases;
    private final Clock clock;

    /** @param cases null when nobody routes what was said */
    Collector(
            AccountService accounts,
            EngagementFigures figures,
            Archive archive,
            @Nullable CaseFigures cases,
            Clock clock) {
        this.accounts = accounts;
        this.figures = figures;
        this.archive = archive;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * @param accountId the top of the sub-tree; null for all accounts
     * @throws Problem NOT_FOUND when there is no such account
     */
    Engagement collect(@Nullable String accountId, Period period, @Nullable Requester requester) {
        Map<String, Account> scope = scope(accountId);
        Instant generated = clock.instant();
        ArchiveTotals totals = archive.totals();
        Bins bins = Bins.of(period);
        Engagement.Comparison comparison = comparison(totals, period);
        Tally now = Tally.of(figures, cases, scope.keySet(), period, bins);
        Tally before = comparison == Engagement.Comparison.NONE
                ? Tally.NOTHING
                : Tally.totals(figures, cases, scope.keySet(), period.previous());
        Map<String, Long> open = figures.openConversations(scope.keySet());

        List<Engagement.Part> parts = new ArrayList<>();
        for (Account account : scope.values()) {
            String id = account.id();
            Engagement.Part part = new Engagement.Part(
                    account, now.of(id), before.of(id), now.series(id), requireNonNullElse(open.get(id), 0L));
            if (!onlyHolds(part, id, scope)) {
                parts.add(part);
            }
        }
        parts.sort(Comparator.comparingLong(
                        (Engagement.Part part) -> part.now().responses().conversations())
                .reversed()
                .thenComparing(Engagement.Part::name)
                .thenComparing(Engagement.Part::id));
        long allOpen = open.values().stream().mapToLong(Long::longValue).sum();
        Account top = accountId == null ? null : scope.get(accountId);
        return new Engagement(
                top == null ? null : top.name(),
                period,
                comparison,
                bins,
                new Engagement.Part(null, now.together(), before.together(), now.seriesTogether(), allOpen),
                parts,
                totals,
                archive.lastVerification(),
                generated,
                requester == null ? null : asker(requester, accountId));
    }

    private Engagement.Asker asker(Requester requester, @Nullable String accountId) {
        String own = requester.accountId();
        return new Engagement.Asker(
                requester.name(),
                own == null ? null : accounts.find(own).map(Account::name).orElse(own),
                requester.actsFor(accountId));
    }

    /** Whether it is a company above others that has no voice of its own: a line of noughts would only puzzle. */
    private static boolean onlyHolds(Engagement.Part part, String id, Map<String, Account> scope) {
        return part.silent()
                && part.before().empty()
                && scope.values().stream().anyMatch(account -> id.equals(account.parentId()));
    }

    private static Engagement.Comparison comparison(ArchiveTotals totals, Period period) {
        Instant first = totals.first();
        if (first == null || !first.isBefore(period.start())) {
            return Engagement.Comparison.NONE;
        }
        return first.isAfter(period.previous().start()) ? Engagement.Comparison.PARTIAL : Engagement.Comparison.FULL;
    }

    private Map<String, Account> scope(@Nullable String accountId) {
        if (accountId != null && accounts.find(accountId).isEmpty()) {
            throw Problem.notFound("account", accountId).withField("accountId");
        }
        Set<String> wanted = accountId == null ? Set.of() : accounts.subtree(accountId);
        Map<String, Account> scope = new LinkedHashMap<>();
        String cursor = null;
        do {
            CursorPage<Account> page = accounts.list(cursor, CursorPage.MAX_LIMIT);
            for (Account account : page.items()) {
                if (accountId == null || wanted.contains(account.id())) {
                    scope.put(account.id(), account);
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return scope;
    }
}
