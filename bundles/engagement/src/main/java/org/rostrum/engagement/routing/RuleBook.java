package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.engagement.Words;

/** Rules in the order in which they are tried. */
final class RuleBook {
    private final List<RuleMatcher> matchers;
    private final RuleIndex index;

    RuleBook(List<RoutingRule> rules) {
        this.matchers = rules.stream().map(RuleMatcher::new).toList();
        this.index = new RuleIndex(matchers);
    }

    boolean asksForContacts() {
        return matchers.stream().anyMatch(RuleMatcher::asksForContacts);
    }

    boolean asksForCases() {
        return matchers.stream().anyMatch(RuleMatcher::asksForCases);
    }

    List<RuleMatcher> matchers() {
        return matchers;
    }

    /** What the words of an activity say, without a look at what surrounds it. */
    private record Match(ArchivedActivity archived, Words words, List<RuleMatcher> matchers) {}

    /** Which rules apply, in the order of the activities and then of the rules. */
    List<Finding> findings(Connection connection, List<ArchivedActivity> activities, Lookout lookout, Instant now)
            throws SQLException {
        List<Match> matches = new ArrayList<>();
        for (ArchivedActivity archived : activities) {
            Words words = Words.of(archived.activity().content());
            List<RuleMatcher> applying = index.worthTrying(words).stream()
                    .mapToObj(matchers::get)
                    .filter(matcher -> matcher.applies(archived, words))
                    .toList();
            if (!applying.isEmpty()) {
                matches.add(new Match(archived, words, applying));
            }
        }
        Surroundings around =
                lookout.around(connection, matches.stream().map(Match::archived).toList(), this);
        List<Finding> found = new ArrayList<>();
        for (Match match : matches) {
            addFindings(match, around, now, found);
        }
        return found;
    }

    private static void addFindings(Match match, Surroundings around, Instant now, List<Finding> found) {
        ArchivedActivity archived = match.archived;
        for (RuleMatcher matcher : match.matchers) {
            if (matcher.unmet(archived, match.words, around) != null) {
                continue;
            }
            Conversation conversation = around.conversation(archived);
            Long contactId = conversation == null ? null : conversation.contactId();
            RuleMatcher.Why why = matcher.why(archived, match.words, around);
            found.add(new Finding(matcher.rule(), archived, contactId, now, why));
            if (!matcher.rule().goOn()) {
                break;
            }
        }
    }
}
