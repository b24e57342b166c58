package org.rostrum.engagement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;

/**
 * Takes the archive's activities in order and applies the rules. What is found, the deliveries that follow from it and the
 * place reached are written in one transaction, so that nothing is routed twice and nothing is left out.
 */
final class Router {
    private static final int BATCH = 500;

    private final Database database;
    private final Archive archive;
    private final AccountService accounts;
    private final DeliveryService deliveries;
    private final Clock clock;
    private final RuleStore rules = new RuleStore();
    private final CaseStore cases = new CaseStore();

    Router(Database database, Archive archive, AccountService accounts, DeliveryService deliveries, Clock clock) {
        this.database = database;
        this.archive = archive;
        this.accounts = accounts;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** What one batch did. */
    record Batch(int activities, int leads, int tickets, int notices) {}

    /** Routes the next batch; {@code activities} is 0 when there is nothing left. */
    Batch routeNext() {
        return database.transaction(connection -> {
            long from = cases.lockProgress(connection);
            List<ArchivedActivity> activities = archive.after(from, BATCH);
            if (activities.isEmpty()) {
                return new Batch(0, 0, 0, 0);
            }
            List<RuleMatcher> matchers =
                    rules.enabled(connection).stream().map(RuleMatcher::new).toList();
            Batch batch = route(connection, activities, matchers);
            cases.setProgress(connection, activities.get(activities.size() - 1).sequence());
            return batch;
        });
    }

    private Batch route(Connection connection, List<ArchivedActivity> activities, List<RuleMatcher> matchers)
            throws SQLException {
        List<Finding> found = findings(activities, matchers);
        List<Finding> opened = opened(connection, found);
        CaseSums sums = new CaseSums();
        List<Long> ids = cases.insert(connection, database.engine(), opened, sums);
        sums.save(connection);

        String mark = cases.mark(connection);
        Map<String, String> names = new HashMap<>();
        IdentityHashMap<Finding, Long> idOf = new IdentityHashMap<>();
        for (int i = 0; i < opened.size(); i++) {
            idOf.put(opened.get(i), ids.get(i));
        }
        List<DeliveryRequest> requests = new ArrayList<>();
        Map<Integer, Long> caseOf = new HashMap<>();
        for (Finding finding : found) {
            String name = names.computeIfAbsent(finding.archived().accountId(), this::accountName);
            Long id = idOf.get(finding);
            if (id != null) {
                caseOf.put(requests.size(), id);
                requests.add(Outbox.ofCase(id, mark, finding, name));
            } else if (finding.rule().action() == RuleAction.NOTICE) {
                requests.add(Outbox.ofNotice(finding, name));
            }
        }
        List<Delivery> made = deliveries.enqueueAll(requests);
        Map<Long, Long> deliveryOf = new TreeMap<>();
        caseOf.forEach((place, id) -> deliveryOf.put(id, made.get(place).id()));
        cases.setDeliveries(connection, deliveryOf);
        int leads = count(opened, RuleAction.LEAD);
        int tickets = count(opened, RuleAction.TICKET);
        return new Batch(activities.size(), leads, tickets, requests.size() - leads - tickets);
    }

    private static int count(List<Finding> findings, RuleAction action) {
        return (int) findings.stream()
                .filter(finding -> finding.rule().action() == action)
                .count();
    }

    /** Those that open a case: the first of its kind for its conversation, and for those that have grown into it. */
    private List<Finding> opened(Connection connection, List<Finding> found) throws SQLException {
        Map<CaseStore.Key, Finding> first = new LinkedHashMap<>();
        for (Finding finding : found) {
            if (finding.rule().action() != RuleAction.NOTICE) {
                first.putIfAbsent(CaseStore.Key.of(finding), finding);
            }
        }
        Map<Long, Set<Long>> merged = archive.mergedInto(
                first.keySet().stream().map(CaseStore.Key::conversationId).collect(Collectors.toSet()));
        Set<CaseStore.Key> asked = new HashSet<>();
        first.keySet().forEach(key -> asked.addAll(key.withMerged(merged)));
        Set<CaseStore.Key> known = cases.known(connection, database.engine(), asked);
        first.keySet().removeIf(key -> key.withMerged(merged).stream().anyMatch(known::contains));
        return List.copyOf(first.values());
    }

    /** What the rules say of an activity, without a look at its conversation. */
    private record Match(ArchivedActivity archived, List<RoutingRule> rules) {}

    private List<Finding> findings(List<ArchivedActivity> activities, List<RuleMatcher> matchers) {
        List<Match> matches = new ArrayList<>();
        for (ArchivedActivity archived : activities) {
            Words words = Words.of(archived.activity().content());
            List<RoutingRule> applying = matchers.stream()
                    .filter(matcher -> matcher.applies(archived, words))
                    .map(RuleMatcher::rule)
                    .toList();
            if (!applying.isEmpty()) {
                matches.add(new Match(archived, applying));
            }
        }
        Map<Long, Conversation> conversations = archive.conversations(
                matches.stream().map(match -> match.archived.conversationId()).collect(Collectors.toSet()));
        List<Finding> found = new ArrayList<>();
        for (Match match : matches) {
            addFindings(match, conversations.get(match.archived.conversationId()), found);
        }
        return found;
    }

    private void addFindings(Match match, @Nullable Conversation conversation, List<Finding> found) {
        for (RoutingRule rule : match.rules) {
            if (rule.conditions().firstOfConversation() && !opens(match.archived, conversation)) {
                continue;
            }
            Long contactId = conversation == null ? null : conversation.contactId();
            found.add(new Finding(rule, match.archived, contactId, clock.instant()));
            if (!rule.goOn()) {
                break;
            }
        }
    }

    private static boolean opens(ArchivedActivity archived, @Nullable Conversation conversation) {
        return archived.activity().direction() == Direction.INBOUND
                && conversation != null
                && archived.activity().published().equals(conversation.firstInbound());
    }

    private String accountName(String id) {
        return accounts.find(id).map(Account::name).orElse(id);
    }
}
