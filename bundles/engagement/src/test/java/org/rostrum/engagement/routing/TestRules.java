package org.rostrum.engagement.routing;

import org.rostrum.api.accounts.AccountService;
import org.rostrum.engagement.assignment.TestAssigners;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.MemoryChannels;

/** Checks of rules for tests. */
public final class TestRules {
    private TestRules() {}

    /** Jan may read everything. */
    public static RuleCheck check(AccountService accounts) {
        return new RuleCheck(
                accounts,
                new MemoryChannels(),
                TestAssigners.explanations((user, account) -> user.equals("jan")),
                FixedAccess.everything());
    }
}
