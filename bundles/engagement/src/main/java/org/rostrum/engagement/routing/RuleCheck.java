package org.rostrum.engagement.routing;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.Readers;

/** Whether what rules name is there. */
@Component(service = RuleCheck.class)
public final class RuleCheck {
    private final AccountService accounts;
    private final ChannelService channels;
    private final Access access;
    private final Readers readers;

    @Activate
    public RuleCheck(
            @Reference AccountService accounts,
            @Reference ChannelService channels,
            @Reference AccessExplanations explanations,
            @Reference Access access) {
        this.accounts = accounts;
        this.channels = channels;
        this.access = access;
        this.readers = new Readers(access, explanations);
    }

    /** The draft as it is kept. */
    RuleDraft checked(RuleDraft wanted) {
        RuleDraft draft = DraftCheck.checked(wanted);
        RuleConditions conditions = draft.conditions();
        for (String id : conditions.accountIds()) {
            if (access.asSystem("routing", () -> accounts.find(id)).isEmpty()) {
                throw Problem.invalid(
                        "conditions.accountIds",
                        "There is no account \"" + id + "\".",
                        "Name accounts that exist, or none for all of them.");
            }
        }
        channels("conditions.channelIds", conditions.channelIds());
        conditions.anyOf().forEach(set -> channels("conditions.anyOf.channelIds", set.channelIds()));
        conditions.noneOf().forEach(set -> channels("conditions.noneOf.channelIds", set.channelIds()));
        String assignee = draft.effects().assignee();
        if (assignee != null) {
            assignee(assignee, conditions.accountIds());
        }
        return draft;
    }

    private void channels(String field, List<String> ids) {
        for (String id : ids) {
            if (access.asSystem("routing", () -> channels.find(id)).isEmpty()) {
                throw Problem.invalid(
                        field, "There is no channel \"" + id + "\".", "Name channels that exist, or none for all.");
            }
        }
    }

    /** For a rule of all accounts it is seen when a conversation comes. */
    private void assignee(String user, List<String> accountIds) {
        for (String account : accountIds) {
            if (!readers.may(user, account)) {
                throw Problem.invalid(
                        "effects.assignee",
                        "\"" + user + "\" is nobody who may read the conversations of \"" + account + "\".",
                        "Name a user who holds " + Readers.READ + " there.");
            }
        }
    }
}
