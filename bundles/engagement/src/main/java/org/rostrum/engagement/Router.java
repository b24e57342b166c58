package org.rostrum.engagement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Map<String, String> names = new HashMap<>();
        Set<String> opened = new HashSet<>();
        List<DeliveryRequest> requests = new ArrayList<>();
        List<Long> caseIds = new ArrayList<>();
        CaseSums sums = new CaseSums();
        int leads = 0;
        int tickets = 0;
        for (ArchivedActivity archived : activities) {
            for (Finding finding : findings(archived, matchers)) {
                String name = names.computeIfAbsent(archived.accountId(), this::accountName);
                RuleAction action = finding.rule().action();
                if (action == RuleAction.NOTICE) {
                    requests.add(Outbox.ofNotice(finding, name));
                    caseIds.add(0L);
                } else if (opened.add(action + "/" + archived.conversationId())
                        && !cases.exists(connection, action, archived.conversationId())) {
                    long id = cases.insert(connection, finding, sums);
                    requests.add(Outbox.ofCase(id, finding, name));
                    caseIds.add(id);
                    leads += action == RuleAction.LEAD ? 1 : 0;
                    tickets += action == RuleAction.TICKET ? 1 : 0;
                }
            }
        }
        sums.save(connection);
        List<Delivery> made = deliveries.enqueueAll(requests);
        for (int i = 0; i < made.size(); i++) {
            if (caseIds.get(i) != 0) {
                cases.setDelivery(connection, caseIds.get(i), made.get(i).id());
            }
        }
        return new Batch(activities.size(), leads, tickets, requests.size() - leads - tickets);
    }

    private List<Finding> findings(ArchivedActivity archived, List<RuleMatcher> matchers) {
        List<Finding> found = new ArrayList<>();
        Words words = Words.of(archived.activity().content());
        for (RuleMatcher matcher : matchers) {
            if (!matcher.applies(archived, words)) {
                continue;
            }
            Conversation conversation =
                    archive.conversation(archived.conversationId()).orElse(null);
            if (matcher.rule().conditions().firstOfConversation() && !opens(archived, conversation)) {
                continue;
            }
            Long contactId = conversation == null ? null : conversation.contactId();
            found.add(new Finding(matcher.rule(), archived, contactId, clock.instant()));
            if (!matcher.rule().goOn()) {
                break;
            }
        }
        return found;
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
