package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxService;
import org.rostrum.api.engagement.RoutingConflict;
import org.rostrum.api.engagement.RoutingDecision;
import org.rostrum.api.engagement.RoutingInsight;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingRuleVersion;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RoutingTrace;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.Readers;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.Words;
import org.rostrum.engagement.due.AccountHours;

/** Decisions, versions and conflicts of rules, in the database. */
@Component(service = RoutingInsight.class)
public final class JdbcInsight implements RoutingInsight {
    private static final String PART = "routing";
    private static final String READ_RULES = "routing-rules:read";

    private final Database database;
    private final Archive archive;
    private final InboxService inbox;
    private final RoutingService routing;
    private final ChannelService channels;
    private final Access access;
    private final Lookout lookout;
    private final RuleStore rules = new RuleStore();
    private final VersionStore versions = new VersionStore();
    private final DecisionStore decisions = new DecisionStore();

    /** @param tables makes the tables */
    @Activate
    public JdbcInsight(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference Archive archive,
            @Reference InboxService inbox,
            @Reference RoutingService routing,
            @Reference ChannelService channels,
            @Reference AccountHours hours,
            @Reference Access access) {
        this.database = database;
        this.archive = archive;
        this.inbox = inbox;
        this.routing = routing;
        this.channels = channels;
        this.access = access;
        this.lookout = new Lookout(archive, database.engine(), hours);
    }

    @Override
    public List<RoutingDecision> decisions(long conversationId) {
        access.requireSomewhere(Readers.READ);
        InboxConversation conversation = visible(conversationId);
        return database.read(connection -> decisions.of(connection, conversation.id()));
    }

    private InboxConversation visible(long conversationId) {
        return inbox.find(conversationId).orElseThrow(() -> Problem.notFound("conversation", conversationId));
    }

    @Override
    public RoutingTrace trace(long conversationId) {
        access.requireSomewhere(Readers.READ);
        InboxConversation conversation = visible(conversationId);
        return access.asSystem(PART, () -> {
            ArchivedActivity last = archive.find(conversation.inboundSequence())
                    .orElseThrow(() -> Problem.notFound("activity", conversation.inboundSequence()));
            return database.read(
                    connection -> new RoutingTrace(conversation.id(), last.sequence(), steps(connection, last)));
        });
    }

    private List<RoutingTrace.Step> steps(Connection connection, ArchivedActivity last) throws SQLException {
        RuleBook book = new RuleBook(rules.enabled(connection));
        Surroundings around = lookout.around(connection, List.of(last), book);
        Words words = Words.of(last.activity().content());
        List<RoutingTrace.Step> steps = new ArrayList<>();
        for (RuleMatcher matcher : book.matchers()) {
            RoutingRule rule = matcher.rule();
            String unmet = matcher.unmet(last, words, around);
            List<String> found =
                    unmet == null ? matcher.why(last, words, around).words() : List.of();
            steps.add(new RoutingTrace.Step(rule.id(), rule.name(), rule.action(), unmet, found));
            if (unmet == null && !rule.goOn()) {
                break;
            }
        }
        return steps;
    }

    @Override
    public CursorPage<RoutingRuleVersion> versions(long ruleId, @Nullable String cursor, int limit) {
        access.requireSomewhere(READ_RULES);
        RoutingRule rule = routing.rule(ruleId).orElseThrow(() -> Problem.notFound("routing rule", ruleId));
        Long before = Inputs.numericCursor(cursor);
        int most = Inputs.limit(limit);
        List<RoutingRuleVersion> found = database.read(
                connection -> versions.list(connection, rule.id(), before == null ? Long.MAX_VALUE : before, most + 1));
        if (found.isEmpty() && before == null) {
            // it was made before versions were kept, and has not changed since
            return new CursorPage<>(List.of(new RoutingRuleVersion(rule, null)), null);
        }
        return CursorPage.of(found, most, version -> version.rule().version());
    }

    @Override
    public List<RoutingConflict> conflicts() {
        access.requireSomewhere(READ_RULES);
        List<RoutingRule> visible =
                routing.rules().stream().filter(RoutingRule::enabled).toList();
        return Conflicts.of(visible, access.asSystem(PART, this::listening));
    }

    /** Mail addresses in the settings of channels, of whichever connector. */
    private Set<String> listening() {
        Set<String> addresses = new TreeSet<>();
        String cursor = null;
        do {
            CursorPage<Channel> page = channels.list(null, cursor, CursorPage.MAX_LIMIT);
            for (Channel channel : page.items()) {
                channel.settings().values().stream()
                        .filter(value -> value.indexOf('@') > 0)
                        .forEach(value -> addresses.add(value.strip().toLowerCase(Locale.ROOT)));
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return addresses;
    }
}
