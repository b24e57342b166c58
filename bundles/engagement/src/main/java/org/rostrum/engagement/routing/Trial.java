package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingTrial.Outcome;
import org.rostrum.api.engagement.RoutingTrial.Sample;
import org.rostrum.api.engagement.RoutingTrialDraft;
import org.rostrum.api.engagement.RoutingTrials;
import org.rostrum.api.paging.CursorPage;

/** Tries rules on the archive: those that are kept, and the same with a draft among them. */
final class Trial {
    private static final int SAMPLES = 10;
    private static final int SAMPLE_TEXT = 200;
    /** What a rule that is not kept has instead of an id. */
    private static final long NEW = 0;

    private final Database database;
    private final Archive archive;
    private final Lookout lookout;
    private final RuleStore store = new RuleStore();

    Trial(Database database, Archive archive, Lookout lookout) {
        this.database = database;
        this.archive = archive;
        this.lookout = lookout;
    }

    /** What came of it. */
    record Result(long examined, long conversations, long unrouted, List<Outcome> outcomes, @Nullable String message) {}

    /** Told how far it is; may throw to end it. */
    @FunctionalInterface
    interface Progress {
        void at(long examined, long conversations);
    }

    /** Conversations to which a rule applies, with the newest ones of them. */
    private static final class Tally {
        private final Set<Long> conversations = new HashSet<>();
        private final List<Finding> newest = new ArrayList<>();
    }

    Result run(RoutingTrialDraft draft, Instant now, Progress progress) {
        List<RoutingRule> kept = database.read(store::enabled);
        List<RoutingRule> tried = withDraft(kept, draft, now);
        RuleBook before = new RuleBook(kept);
        RuleBook after = new RuleBook(tried);
        boolean same = kept.equals(tried);
        Map<Long, Tally> talliesBefore = new HashMap<>();
        Map<Long, Tally> talliesAfter = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        long examined = 0;
        ActivityFilter filter = new ActivityFilter(draft.accountId(), null, null, null, draft.from(), draft.to());
        String cursor = null;
        do {
            CursorPage<ArchivedActivity> page = archive.list(filter, cursor, CursorPage.MAX_LIMIT);
            database.read(connection -> {
                add(connection, after, page.items(), now, talliesAfter);
                if (!same) {
                    add(connection, before, page.items(), now, talliesBefore);
                }
                return page;
            });
            page.items().forEach(archived -> seen.add(archived.conversationId()));
            examined += page.items().size();
            cursor = page.nextCursor();
            progress.at(examined, seen.size());
        } while (cursor != null && examined < RoutingTrials.MOST);
        Set<Long> routed = new HashSet<>();
        talliesAfter.values().forEach(tally -> routed.addAll(tally.conversations));
        return new Result(
                examined,
                seen.size(),
                seen.size() - routed.size(),
                outcomes(tried, talliesAfter, same ? talliesAfter : talliesBefore),
                cursor == null
                        ? null
                        : "Only the newest " + examined + " activities were looked at. Choose a shorter time for all.");
    }

    private static List<RoutingRule> withDraft(List<RoutingRule> kept, RoutingTrialDraft draft, Instant now) {
        if (draft.rule() == null) {
            return kept;
        }
        Long replaced = draft.ruleId();
        List<RoutingRule> rules = new ArrayList<>(kept);
        rules.removeIf(rule -> replaced != null && rule.id() == replaced);
        if (draft.rule().enabled()) {
            rules.add(RoutingRule.of(replaced == null ? NEW : replaced, draft.rule(), now, 1));
        }
        // a new one would have the greatest id
        rules.sort(Comparator.comparingInt(RoutingRule::position)
                .thenComparingLong(rule -> rule.id() == NEW ? Long.MAX_VALUE : rule.id()));
        return rules;
    }

    private void add(
            Connection connection,
            RuleBook book,
            List<ArchivedActivity> activities,
            Instant now,
            Map<Long, Tally> tallies)
            throws SQLException {
        for (Finding finding : book.findings(connection, activities, lookout, now)) {
            Tally tally = tallies.computeIfAbsent(finding.rule().id(), id -> new Tally());
            if (tally.conversations.add(finding.archived().conversationId()) && tally.newest.size() < SAMPLES) {
                tally.newest.add(finding);
            }
        }
    }

    private static List<Outcome> outcomes(List<RoutingRule> rules, Map<Long, Tally> after, Map<Long, Tally> before) {
        Map<Long, Outcome> outcomes = new LinkedHashMap<>();
        Tally none = new Tally();
        for (RoutingRule rule : rules) {
            Tally now = after.getOrDefault(rule.id(), none);
            Tally then = before.getOrDefault(rule.id(), none);
            List<Sample> samples =
                    now.newest.stream().map(finding -> sample(finding, then)).toList();
            outcomes.put(
                    rule.id(),
                    new Outcome(
                            rule.id(),
                            rule.name(),
                            rule.action(),
                            rule.owner(),
                            now.conversations.size(),
                            then.conversations.size(),
                            samples));
        }
        return List.copyOf(outcomes.values());
    }

    private static Sample sample(Finding finding, Tally before) {
        String text = finding.summary();
        int end = Math.min(SAMPLE_TEXT, text.length());
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        long conversation = finding.archived().conversationId();
        return new Sample(
                conversation,
                finding.archived().sequence(),
                text.substring(0, end),
                finding.why().words(),
                !before.conversations.contains(conversation));
    }
}
