package org.rostrum.engagement.routing;

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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleEffects;
import org.rostrum.engagement.CaseStore;
import org.rostrum.engagement.CaseSums;
import org.rostrum.engagement.Outbox;
import org.rostrum.engagement.due.BusinessTime;

/**
 * Takes the archive's activities in order and applies the rules. What is found, the deliveries that follow from it and the
 * place reached are written in one transaction, so that nothing is routed twice and nothing is left out.
 */
public final class Router {
    private static final int BATCH = 500;

    private final Database database;
    private final Archive archive;
    private final AccountService accounts;
    private final DeliveryService deliveries;
    private final Clock clock;
    private final RuleStore rules = new RuleStore();
    private final CaseStore cases = new CaseStore();
    private final DecisionStore decisions = new DecisionStore();
    private final Lookout lookout;

    /** @param hours when accounts are open */
    public Router(
            Database database,
            Archive archive,
            AccountService accounts,
            DeliveryService deliveries,
            Function<String, BusinessTime> hours,
            Clock clock) {
        this.lookout = new Lookout(archive, database.engine(), hours);
        this.database = database;
        this.archive = archive;
        this.accounts = accounts;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** What one batch did. */
    public record Batch(int activities, int leads, int tickets, int notices) {}

    /** Routes the next batch; {@code activities} is 0 when there is nothing left. */
    public Batch routeNext() {
        return database.transaction(connection -> {
            long from = cases.lockProgress(connection);
            List<ArchivedActivity> activities = archive.after(from, BATCH);
            if (activities.isEmpty()) {
                return new Batch(0, 0, 0, 0);
            }
            RuleBook book = new RuleBook(rules.enabled(connection));
            Batch batch = route(connection, activities, book);
            cases.setProgress(connection, activities.get(activities.size() - 1).sequence());
            return batch;
        });
    }

    private Batch route(Connection connection, List<ArchivedActivity> activities, RuleBook book) throws SQLException {
        List<Finding> found = book.findings(connection, activities, lookout, clock.instant());
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
        decisions.add(connection, database.engine(), decided(found, idOf));
        int leads = count(opened, RuleAction.LEAD);
        int tickets = count(opened, RuleAction.TICKET);
        return new Batch(activities.size(), leads, tickets, requests.size() - leads - tickets);
    }

    /** Those that lead to anything; that a conversation goes on about its ticket does not. */
    private static List<DecisionStore.Decided> decided(List<Finding> found, Map<Finding, Long> caseOf) {
        return found.stream()
                .map(finding -> new DecisionStore.Decided(finding, caseOf.get(finding)))
                .filter(decided -> decided.caseId() != null
                        || !opensCase(decided.finding())
                        || !decided.finding().rule().effects().equals(RuleEffects.NONE))
                .toList();
    }

    private static boolean opensCase(Finding finding) {
        return switch (finding.rule().action()) {
            case LEAD, TICKET -> true;
            case NOTICE, INBOX -> false;
        };
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
            if (opensCase(finding)) {
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

    private String accountName(String id) {
        return accounts.find(id).map(Account::name).orElse(id);
    }
}
