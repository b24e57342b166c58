package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxBulkResult;
import org.rostrum.api.engagement.InboxBulkResult.Refused;
import org.rostrum.api.engagement.InboxChange;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxTarget;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;

/** Changes several conversations alike. */
final class BulkWork {
    private static final int MOST = 500;

    /** Finds a conversation that the caller may work on. */
    interface Lookup {
        /** @throws Problem NOT_FOUND */
        InboxConversation existing(long id) throws SQLException;
    }

    private final InboxWork work;

    BulkWork(InboxWork work) {
        this.work = work;
    }

    static void check(List<InboxTarget> targets) {
        if (targets.isEmpty() || targets.size() > MOST) {
            throw Problem.invalid(
                    "conversations",
                    "Between 1 and " + MOST + " conversations are changed at once.",
                    "Send fewer, or change them in several steps.");
        }
    }

    InboxBulkResult change(Connection connection, List<InboxTarget> targets, InboxChange change, Lookup lookup)
            throws SQLException {
        // two targets may be parts of one conversation by now
        Map<Long, InboxConversation> changed = new LinkedHashMap<>();
        List<Refused> refused = new ArrayList<>();
        Problem first = null;
        for (InboxTarget target : targets) {
            try {
                InboxConversation before = lookup.existing(target.id());
                if (!changed.containsKey(before.id())) {
                    expect(target.version(), before.version());
                    changed.put(before.id(), work.change(connection, before, change));
                }
            } catch (Problem problem) {
                first = first == null ? problem : first;
                refused.add(new Refused(target.id(), problem.detail(), problem.remedy()));
            }
        }
        if (changed.isEmpty() && first != null) {
            throw first;
        }
        return new InboxBulkResult(List.copyOf(changed.values()), refused);
    }

    private static void expect(@Nullable Long seen, long version) {
        if (seen != null && seen != version) {
            throw EntityTags.stale(seen, version);
        }
    }
}
