package org.rostrum.identity;

import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;

/** Where a provisioning client works, and in whose name. */
@Component(service = Provisioning.class)
public final class Provisioning {
    static final String READ = "scim:read";
    static final String WRITE = "scim:write";

    private final ShiroAccess access;

    @Activate
    public Provisioning(@Reference ShiroAccess access) {
        this.access = access;
    }

    /**
     * Works with what the client's user may do, without what the token is limited to: a token for provisioning alone could
     * otherwise fill no group that gives a role. The caller has been let in by the token.
     */
    <T> T asUser(Work<T> work) throws SQLException {
        Runnable release = access.bind(access.identity().withoutLimits());
        try {
            return work.run();
        } finally {
            release.run();
        }
    }

    /** What is done with the tables. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    String caller() {
        return access.caller().name();
    }

    /**
     * The account that what the client makes belongs to.
     *
     * @param reach where it may provision
     * @return null for the organisation as a whole
     */
    @Nullable
    String home(Reach reach) {
        if (reach.everywhere()) {
            return null;
        }
        Set<String> tops = new TreeSet<>();
        AccountTree tree = access.tree;
        for (String account : reach.accounts()) {
            if (tree == null
                    || tree.lineage(account).stream()
                                    .filter(reach.accounts()::contains)
                                    .count()
                            == 1) {
                tops.add(account);
            }
        }
        String own = access.caller().accountId();
        if (own != null && tops.contains(own)) {
            return own;
        }
        if (tops.size() != 1) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "The client may provision for several accounts: " + tops + ".")
                    .withRemedy("Limit the token to one of them, as in " + WRITE + "@"
                            + tops.iterator().next() + ".");
        }
        return tops.iterator().next();
    }
}
