package org.rostrum.onboarding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.identity.RoleCatalog;
import org.rostrum.api.onboarding.OnboardingItem;
import org.rostrum.api.onboarding.OnboardingTemplate;
import org.rostrum.api.onboarding.OnboardingTemplateDraft;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;

/** Templates, for callers who have passed the gate with what reach they were found to have. */
@Component(service = Templates.class)
public final class Templates {
    private static final int MOST = 500;

    private final OnboardingStore store;
    private final AccountTree tree;
    private final RoleCatalog roles;
    private final AuditLog auditLog;
    private final Access access;

    @Activate
    public Templates(
            @Reference OnboardingStore store,
            @Reference AccountTree tree,
            @Reference RoleCatalog roles,
            @Reference AuditLog auditLog,
            @Reference Access access) {
        this.store = store;
        this.tree = tree;
        this.roles = roles;
        this.auditLog = auditLog;
        this.access = access;
    }

    List<OnboardingTemplate> list(Reach reach) {
        return store.database().read(store::templates).stream()
                .flatMap(template -> seen(template, reach).stream())
                .toList();
    }

    Optional<OnboardingTemplate> find(long id, Reach reach) {
        return store.database()
                .read(connection -> store.template(connection, id))
                .flatMap(template -> seen(template, reach));
    }

    /** Whether the template is for the account: made for it, for one above it or for the whole installation. */
    boolean isFor(OnboardingTemplate template, String accountId) {
        String owner = template.accountId();
        return owner == null || tree.lineage(accountId).contains(owner);
    }

    /** Of an account above, without its name. */
    private Optional<OnboardingTemplate> seen(OnboardingTemplate template, Reach reach) {
        String owner = template.accountId();
        if (owner == null || reach.covers(owner)) {
            return Optional.of(template);
        }
        Set<String> below = tree.subtree(List.of(owner));
        return Collections.disjoint(below, reach.accounts())
                ? Optional.empty()
                : Optional.of(new OnboardingTemplate(
                        template.id(),
                        null,
                        template.name(),
                        template.description(),
                        template.items(),
                        template.version()));
    }

    OnboardingTemplate create(@Nullable String accountId, OnboardingTemplateDraft draft) {
        OnboardingTemplate wanted = Drafts.template(0, accountId, draft, 1);
        checkRoles(wanted.items());
        if (accountId != null
                && (tree.lineage(accountId).isEmpty()
                        || tree.mergedInto(accountId).isPresent())) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + accountId + "\".", "Name an account that exists.");
        }
        return store.database().transaction(connection -> {
            if (store.templates(connection).size() >= MOST) {
                throw Problem.of(Problem.Kind.CONFLICT, "There are " + MOST + " templates already.")
                        .withRemedy("Remove one first.");
            }
            long id = store.insert(connection, wanted);
            auditLog.record("onboarding-template.create", subject(id), accountId, null, OnboardingJson.of(wanted));
            return store.template(connection, id).orElseThrow();
        });
    }

    OnboardingTemplate change(
            long id, OnboardingTemplateDraft draft, long expectedVersion, Reach writable, Reach readable) {
        return store.database().transaction(connection -> {
            OnboardingTemplate before = own(connection, id, writable, readable);
            OnboardingTemplate wanted = Drafts.template(id, before.accountId(), draft, expectedVersion + 1);
            checkRoles(wanted.items());
            if (!store.update(connection, wanted, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            auditLog.record(
                    "onboarding-template.update",
                    subject(id),
                    before.accountId(),
                    OnboardingJson.of(before),
                    OnboardingJson.of(wanted));
            return wanted;
        });
    }

    /** Connectors may come later than their templates; roles are made here. */
    private void checkRoles(List<OnboardingItem> items) {
        for (int i = 0; i < items.size(); i++) {
            OnboardingItem item = items.get(i);
            String role = item.subject();
            if (item.kind() == OnboardingItem.Kind.ROLE
                    && role != null
                    && access.asSystem("onboarding", () -> roles.role(role)).isEmpty()) {
                throw Problem.invalid(
                        "items[" + i + "].subject",
                        "There is no role \"" + role + "\".",
                        "Name one that is listed at /roles, or make it first.");
            }
        }
    }

    void remove(long id, long expectedVersion, Reach writable, Reach readable) {
        store.database().transact(connection -> {
            OnboardingTemplate before = own(connection, id, writable, readable);
            if (!store.deleteTemplate(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            auditLog.record(
                    "onboarding-template.remove", subject(id), before.accountId(), OnboardingJson.of(before), null);
        });
    }

    /** One that the caller may change; of those that can only be seen it is said so, without a name. */
    private OnboardingTemplate own(Connection connection, long id, Reach writable, Reach readable) throws SQLException {
        OnboardingTemplate found = store.template(connection, id)
                .filter(template -> seen(template, readable).isPresent())
                .orElseThrow(() -> Problem.notFound("onboarding template", id));
        if (!writable.covers(found.accountId())) {
            throw Problem.of(
                            Problem.Kind.FORBIDDEN,
                            "The template belongs above what " + access.caller().name() + " may change.")
                    .withRemedy("Make one of your own, or ask those who made it.");
        }
        return found;
    }

    private static String subject(long id) {
        return "onboarding-template/" + id;
    }
}
