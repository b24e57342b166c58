package org.rostrum.engagement.view;

import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.engagement.InboxViewDraft;
import org.rostrum.api.engagement.InboxViewFilter;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.search.WordStore;

/** What a view must look like before it is kept. */
final class ViewCheck {
    static final String PART = "inbox-views";
    private static final String WORK = "inbox:work";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_TEXT = 200;

    private final AccountTree tree;
    private final ChannelService channels;
    private final Access access;

    ViewCheck(AccountTree tree, ChannelService channels, Access access) {
        this.tree = tree;
        this.channels = channels;
        this.access = access;
    }

    InboxViewDraft checked(InboxViewDraft draft, Reach reach) {
        String shared = blankToNull(draft.sharedWith());
        if (shared != null) {
            there("sharedWith", shared, reach);
            access.require(WORK, shared);
        }
        InboxViewFilter filter = draft.filter();
        String account = blankToNull(filter.account());
        if (account != null) {
            there("filter.account", account, reach);
            refuseElsewhere("filter.account", account, shared);
        }
        String mentioned = blankToNull(filter.mentioned());
        if (mentioned != null && !mentioned.equals("me")) {
            throw Problem.invalid("filter.mentioned", "Nobody sees what others were mentioned in.", "Send \"me\".");
        }
        String q = blankToNull(filter.q());
        return new InboxViewDraft(
                Inputs.name("name", draft.name(), LONGEST_NAME),
                shared,
                new InboxViewFilter(
                        account,
                        channel(filter.channel(), reach, shared),
                        filter.status(),
                        line("filter.assignee", filter.assignee(), LONGEST_TEXT),
                        filter.priority(),
                        line("filter.label", filter.label(), LONGEST_LABEL),
                        mentioned,
                        line("filter.text", filter.text(), LONGEST_TEXT),
                        q == null ? null : WordStore.searchable("filter.q", q)),
                draft.order());
    }

    private void there(String field, String account, Reach reach) {
        if (!reach.covers(account)
                || tree.lineage(account).isEmpty()
                || tree.mergedInto(account).isPresent()) {
            throw Problem.invalid(field, "There is no account \"" + account + "\".", "Name an account that exists.");
        }
    }

    /** Whoever sees a shared view sees all that its filter names. */
    private void refuseElsewhere(String field, String account, @Nullable String shared) {
        if (shared != null && !tree.lineage(account).contains(shared)) {
            throw Problem.invalid(
                    field,
                    "\"" + account + "\" is not \"" + shared + "\", nor below it.",
                    "Share the view with the account that it is about, or with nobody.");
        }
    }

    private @Nullable String channel(@Nullable String wanted, Reach reach, @Nullable String shared) {
        String id = blankToNull(wanted);
        if (id == null) {
            return null;
        }
        Channel channel = access.asSystem(PART, () -> channels.find(id))
                .filter(found -> reach.covers(found.accountId()))
                .orElseThrow(() -> Problem.invalid(
                        "filter.channel", "There is no channel \"" + id + "\".", "Name one that exists, or none."));
        refuseElsewhere("filter.channel", channel.accountId(), shared);
        return channel.id();
    }

    private static @Nullable String line(String field, @Nullable String value, int most) {
        String line = blankToNull(value);
        return line == null ? null : Inputs.name(field, line, most);
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
