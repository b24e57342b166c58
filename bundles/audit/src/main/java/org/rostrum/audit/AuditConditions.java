package org.rostrum.audit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.security.Reach;

/** A filter of the trail, within what the caller may see, as conditions of a query. */
final class AuditConditions {
    private AuditConditions() {}

    static Conditions of(AuditFilter filter, Reach reach, @Nullable AccountTree tree) {
        Conditions conditions = new Conditions();
        text(conditions, "actor", filter.actor());
        text(conditions, "action", filter.action());
        text(conditions, "subject", filter.subject());
        conditions.andIfGiven("recorded >= ?", filter.from()).andIfGiven("recorded < ?", filter.to());
        String accountId = filter.accountId();
        if (accountId != null) {
            Set<String> below = tree == null ? Set.of() : tree.subtree(List.of(accountId));
            // one that is gone from the tree is in the trail for ever
            conditions.within(Reach.of(below.isEmpty() ? Set.of(accountId) : below), "account_id");
        }
        String text = filter.text();
        if (text != null) {
            conditions.and(
                    "subject || ' ' || coalesce(state_before, '') || ' ' || coalesce(state_after, '') like ? escape '!'",
                    "%" + escaped(text) + "%");
        }
        if (filter.actedFor()) {
            conditions.and(
                    "actor_type <> ? and actor_type <> 'ANONYMOUS' and account_id is not null"
                            + " and (actor_account_id is null or actor_account_id <> account_id)",
                    "SYSTEM");
        }
        return conditions.within(reach, "account_id");
    }

    /** The index that gives a page of the newest that the filter wants without putting them all in order first. */
    static String newest(AuditFilter filter) {
        String name = exact(filter.subject())
                ? "subject"
                : exact(filter.actor())
                        ? "actor"
                        : exact(filter.action())
                                ? "action"
                                : filter.from() != null || filter.to() != null ? "recorded" : "newest";
        return DerbyHints.index("audit_event_" + name);
    }

    private static boolean exact(@Nullable String wanted) {
        return wanted != null && !wanted.endsWith("*");
    }

    /** An asterisk at the end stands for any further text. */
    private static void text(Conditions conditions, String column, @Nullable String wanted) {
        if (wanted == null) {
            return;
        }
        if (wanted.endsWith("*")) {
            conditions.and(column + " like ? escape '!'", escaped(wanted.substring(0, wanted.length() - 1)) + "%");
        } else {
            conditions.and(column + " = ?", wanted);
        }
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
