package org.rostrum.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanation.Effect;
import org.rostrum.api.identity.AccessExplanation.Step;
import org.rostrum.api.identity.AccessExplanation.Verdict;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;

/** Goes through the grants as the gate does, and tells of each what it comes to. */
@Component(service = AccessExplanations.class)
public final class Explanations implements AccessExplanations {
    private static final String READ = "grants:read";

    private final UserStore users;
    private final GrantStore grants;
    private final SecondFactorPolicyStore secondFactors;
    private final ShiroAccess access;
    private final Clock clock;

    @Activate
    public Explanations(
            @Reference UserStore users,
            @Reference GrantStore grants,
            @Reference SecondFactorPolicyStore secondFactors,
            @Reference ShiroAccess access,
            @Reference Clock clock) {
        this.users = users;
        this.grants = grants;
        this.secondFactors = secondFactors;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public AccessExplanation explain(String user, String permission, @Nullable String accountId) {
        Permissions.check("permission", List.of(permission));
        UserRow row = visible(user);
        boolean own = row.user().name().equals(access.caller().name());
        if (!own && accountId != null) {
            access.require(READ, accountId);
        } else if (!own) {
            access.require(READ);
        }
        AccountTree tree = access.tree;
        Instant now = clock.instant();
        List<GrantStore.Held> grants = held(row, now);
        Reach seen = own ? seenBy(grants, now) : access.reach(READ);
        // an account beside or above is as if it were not there
        List<String> lineage =
                accountId == null || tree == null || !seen.covers(accountId) ? List.of() : tree.lineage(accountId);
        List<String> exercised = tree == null ? lineage : tree.exercised(permission, lineage);
        List<Step> steps = new ArrayList<>();
        for (GrantStore.Held held : grants) {
            // a grant elsewhere is nothing for who may not read it there; one that decides is told to all who may ask
            Step step = step(held, permission, accountId, lineage, exercised, now);
            if (own || seen.covers(held.accountId()) || step.effect() == Effect.ALLOWS) {
                steps.add(step);
            }
        }
        steps.sort(Comparator.comparing(Step::effect).thenComparing(Step::grantId));
        boolean owed =
                users.database().read(connection -> secondFactors.isOwed(connection, row, counting(grants, now), tree));
        Verdict verdict = verdict(row, owed, accountId, lineage, steps);
        return new AccessExplanation(
                row.user().name(),
                permission,
                accountId,
                lineage.stream().filter(seen::covers).toList(),
                verdict == Verdict.GRANTED,
                verdict,
                steps,
                verdict == Verdict.WITHHELD && tree != null ? ceiling(tree, permission, lineage, seen) : null);
    }

    /** The engagement model that is the reason; whose it is only for who may see that account. */
    private static AccessExplanation.@Nullable Ceiling ceiling(
            AccountTree tree, String permission, List<String> lineage, Reach seen) {
        return tree.ceiling(permission, lineage)
                .map(found -> new AccessExplanation.Ceiling(
                        found.model(),
                        seen.covers(found.accountId()) ? found.accountId() : null,
                        seen.covers(found.hub()) ? found.hub() : null))
                .orElse(null);
    }

    /** Which accounts somebody knows of: those they hold anything for, and all below. */
    private Reach seenBy(List<GrantStore.Held> grants, Instant now) {
        Set<String> accounts = new TreeSet<>();
        for (GrantStore.Held held : grants) {
            String account = held.accountId();
            if (held.countsAt(now) && account == null) {
                return Reach.EVERYWHERE;
            }
            if (held.countsAt(now) && account != null) {
                accounts.add(account);
            }
        }
        AccountTree tree = access.tree;
        return Reach.of(tree == null ? accounts : tree.subtree(accounts));
    }

    private static List<GrantStore.Held> counting(List<GrantStore.Held> held, Instant now) {
        return held.stream().filter(grant -> grant.countsAt(now)).toList();
    }

    private static Verdict verdict(
            UserRow row, boolean secondFactorOwed, @Nullable String accountId, List<String> lineage, List<Step> steps) {
        if (row.user().disabled()) {
            return Verdict.DISABLED;
        }
        if (row.user().mustChangePassword()) {
            return Verdict.PASSWORD_TO_CHANGE;
        }
        if (secondFactorOwed) {
            return Verdict.SECOND_FACTOR_TO_SET_UP;
        }
        if (accountId != null && lineage.isEmpty()) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        boolean allowed = steps.stream().anyMatch(step -> step.effect() == Effect.ALLOWS);
        if (!allowed && steps.stream().anyMatch(step -> step.effect() == Effect.WITHHELD)) {
            return Verdict.WITHHELD;
        }
        return allowed ? Verdict.GRANTED : Verdict.NOT_GRANTED;
    }

    private static Step step(
            GrantStore.Held held,
            String permission,
            @Nullable String accountId,
            List<String> lineage,
            List<String> exercised,
            Instant now) {
        String fits = held.permissions().stream()
                .filter(one -> Wanted.parse(one).implies(Wanted.parse(permission)))
                .findFirst()
                .orElse(null);
        String at = held.accountId();
        boolean here = at == null || (accountId != null && lineage.contains(at));
        Effect effect = fits == null
                ? Effect.LACKS_PERMISSION
                : !here
                        ? Effect.ELSEWHERE
                        : held.hasEndedAt(now)
                                ? Effect.ENDED
                                : !held.countsAt(now)
                                        ? Effect.NOT_YET
                                        : at == null || exercised.contains(at) ? Effect.ALLOWS : Effect.WITHHELD;
        return new Step(
                held.grantId(), held.role(), held.group(), held.absent(), at, held.starts(), held.ends(), effect, fits);
    }

    @Override
    public List<EffectiveRights> rights(String user) {
        UserRow row = visible(user);
        Instant now = clock.instant();
        boolean own = row.user().name().equals(access.caller().name());
        Reach reach = own ? Reach.EVERYWHERE : access.requireSomewhere(READ);
        Map<String, Set<String>> byAccount = new TreeMap<>();
        for (GrantStore.Held held : held(row, now)) {
            if (held.countsAt(now) && reach.covers(held.accountId())) {
                byAccount
                        .computeIfAbsent(Objects.toString(held.accountId(), ""), account -> new TreeSet<>())
                        .addAll(exercised(held));
            }
        }
        return byAccount.entrySet().stream()
                .map(entry -> new EffectiveRights(
                        entry.getKey().isEmpty() ? null : entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** The permissions of the grant without those that an engagement model withholds at its account. */
    private List<String> exercised(GrantStore.Held held) {
        AccountTree tree = access.tree;
        String account = held.accountId();
        if (tree == null || account == null) {
            return held.permissions();
        }
        List<String> lineage = tree.lineage(account);
        List<String> left = new ArrayList<>();
        for (String permission : held.permissions()) {
            if (!tree.bounded(permission) || tree.exercised(permission, lineage).size() == lineage.size()) {
                left.add(permission);
            } else {
                // of several actions those that are not withheld
                int colon = permission.indexOf(':');
                for (String action : permission.substring(colon + 1).split(",", -1)) {
                    String one = permission.substring(0, colon + 1) + action;
                    if (tree.exercised(one, lineage).size() == lineage.size()) {
                        left.add(one);
                    }
                }
            }
        }
        return left;
    }

    private List<GrantStore.Held> held(UserRow row, Instant now) {
        return grants.database().read(connection -> grants.held(connection, row.id(), now));
    }

    /** The caller, or somebody the caller may see. */
    private UserRow visible(String user) {
        if (!access.caller().authenticated()) {
            access.requireSomewhere(READ);
        }
        String name = UserNames.normal(user);
        boolean own = name.equals(access.caller().name());
        Reach reach = own ? Reach.EVERYWHERE : access.requireSomewhere("users:read");
        return users.database()
                .read(connection -> users.find(connection, name))
                .filter(row -> reach.covers(row.user().accountId()) || worksFor(row, reach))
                .orElseThrow(() -> Problem.notFound("user", user));
    }

    /** A manager may see who works on their accounts. */
    private boolean worksFor(UserRow row, Reach reach) {
        return held(row, clock.instant()).stream()
                .map(GrantStore.Held::accountId)
                .anyMatch(account -> account != null && reach.covers(account));
    }
}
