package org.rostrum.engagement.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.engagement.InboxView;
import org.rostrum.api.engagement.InboxViewFilter;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;

/** Finds what filters name that is not there any more; asks for each thing once. */
final class Gone {
    private static final Set<String> ALWAYS_THERE = Set.of("me", "none");

    private final AccountTree tree;
    private final ChannelService channels;
    private final UserService users;
    private final Access access;
    private final ViewStore store;
    private final Connection connection;
    private final Reach reach;
    private final Map<String, Boolean> known = new HashMap<>();

    Gone(
            AccountTree tree,
            ChannelService channels,
            UserService users,
            Access access,
            ViewStore store,
            Connection connection,
            Reach reach) {
        this.tree = tree;
        this.channels = channels;
        this.users = users;
        this.access = access;
        this.store = store;
        this.connection = connection;
        this.reach = reach;
    }

    InboxView told(InboxView view) throws SQLException {
        InboxViewFilter filter = view.filter();
        List<String> gone = new ArrayList<>();
        String account = filter.account();
        if (account != null && !(reach.covers(account) && !tree.lineage(account).isEmpty())) {
            gone.add("account");
        }
        String channel = filter.channel();
        if (channel != null && !isChannel(channel)) {
            gone.add("channel");
        }
        String assignee = filter.assignee();
        if (assignee != null && !ALWAYS_THERE.contains(assignee) && !isUser(assignee)) {
            gone.add("assignee");
        }
        String label = filter.label();
        if (label != null && !isLabel(label)) {
            gone.add("label");
        }
        return new InboxView(
                view.id(),
                view.owner(),
                view.name(),
                view.sharedWith(),
                filter,
                view.order(),
                gone,
                view.changed(),
                view.version());
    }

    private boolean isChannel(String id) {
        return known.computeIfAbsent("channel " + id, key -> access.asSystem(ViewCheck.PART, () -> channels.find(id))
                .filter(channel -> reach.covers(channel.accountId()))
                .isPresent());
    }

    private boolean isUser(String name) {
        return known.computeIfAbsent("user " + name, key -> access.asSystem(ViewCheck.PART, () -> users.find(name))
                .filter(user -> !user.disabled())
                .isPresent());
    }

    private boolean isLabel(String label) throws SQLException {
        Boolean before = known.get("label " + label);
        if (before != null) {
            return before;
        }
        boolean used = store.isUsed(connection, label);
        known.put("label " + label, used);
        return used;
    }
}
