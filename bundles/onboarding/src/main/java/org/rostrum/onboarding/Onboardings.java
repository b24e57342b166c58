package org.rostrum.onboarding;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.identity.GrantService;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.onboarding.NewOnboarding;
import org.rostrum.api.onboarding.Onboarding;
import org.rostrum.api.onboarding.OnboardingItem;
import org.rostrum.api.onboarding.OnboardingService;
import org.rostrum.api.onboarding.OnboardingTemplate;
import org.rostrum.api.onboarding.OnboardingTemplateDraft;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;

/** Onboardings under way: see {@link OnboardingService}. */
@Component(service = OnboardingService.class)
public final class Onboardings implements OnboardingService {
    private static final String READ = "accounts:read";
    private static final String WRITE = "accounts:write";
    private static final int LONGEST_REASON = 500;
    private static final int MOST_PEOPLE = 50;

    private final OnboardingStore store;
    private final Templates templates;
    private final Checklist checklist;
    private final AccountService accounts;
    private final GrantService grants;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public Onboardings(
            @Reference OnboardingStore store,
            @Reference Templates templates,
            @Reference Checklist checklist,
            @Reference AccountService accounts,
            @Reference GrantService grants,
            @Reference Access access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.store = store;
        this.templates = templates;
        this.checklist = checklist;
        this.accounts = accounts;
        this.grants = grants;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public List<OnboardingTemplate> templates() {
        return templates.list(access.requireSomewhere(READ));
    }

    @Override
    public Optional<OnboardingTemplate> template(long id) {
        return templates.find(id, access.requireSomewhere(READ));
    }

    @Override
    public OnboardingTemplate createTemplate(@Nullable String accountId, OnboardingTemplateDraft draft) {
        if (accountId == null) {
            access.require(WRITE);
        } else {
            access.require(WRITE, accountId);
        }
        return templates.create(accountId, draft);
    }

    @Override
    public OnboardingTemplate changeTemplate(long id, OnboardingTemplateDraft draft, long expectedVersion) {
        Reach writable = access.requireSomewhere(WRITE);
        return templates.change(id, draft, expectedVersion, writable, access.requireSomewhere(READ));
    }

    @Override
    public void removeTemplate(long id, long expectedVersion) {
        Reach writable = access.requireSomewhere(WRITE);
        templates.remove(id, expectedVersion, writable, access.requireSomewhere(READ));
    }

    @Override
    public Onboarding start(NewOnboarding wanted) {
        Reach writable = access.requireSomewhere(WRITE);
        if ((wanted.accountId() == null) == (wanted.newAccount() == null)) {
            throw Problem.invalid(
                    "accountId", "An onboarding is for an account that exists or for a new one.", "Give one of them.");
        }
        if (wanted.people().size() > MOST_PEOPLE) {
            throw Problem.invalid(
                    "people", "No more than " + MOST_PEOPLE + " people at once.", "Give the others their roles later.");
        }
        long id = store.database().transaction(connection -> {
            String accountId = account(wanted, writable);
            OnboardingTemplate template = templates
                    .find(wanted.templateId(), access.requireSomewhere(READ))
                    // as it is, with its owner
                    .flatMap(seen -> store.database().read(same -> store.template(same, seen.id())))
                    .filter(found -> templates.isFor(found, accountId))
                    .orElseThrow(() -> Problem.invalid(
                            "templateId",
                            "There is no template " + wanted.templateId() + " for this account.",
                            "Choose one that is listed, made for this account or for one above it."));
            if (store.isUnderWay(connection, accountId)) {
                throw Problem.of(Problem.Kind.CONFLICT, "The account \"" + accountId + "\" has a checklist already.")
                        .withField("accountId")
                        .withRemedy("Go on with that one, or end it first.");
            }
            for (NewOnboarding.Person person : wanted.people()) {
                grants.give(new NewGrant(person.user(), null, person.role(), accountId, null, null, null));
            }
            OnboardingStore.Run run = new OnboardingStore.Run(
                    0,
                    accountId,
                    template.id(),
                    template.name(),
                    template.version(),
                    template.items(),
                    wanted.due(),
                    access.caller().name(),
                    clock.instant(),
                    1);
            long made = store.insert(connection, run);
            auditLog.record("onboarding.start", subject(made), accountId, null, OnboardingJson.of(run));
            return made;
        });
        return find(id).orElseThrow();
    }

    private String account(NewOnboarding wanted, Reach writable) {
        NewAccount made = wanted.newAccount();
        if (made != null) {
            return accounts.create(made).id();
        }
        String id = Inputs.required("accountId", wanted.accountId());
        if (!writable.covers(id)) {
            access.require(WRITE, id);
        }
        return accounts.find(id)
                .map(Account::id)
                .orElseThrow(() -> Problem.invalid(
                        "accountId", "There is no account \"" + id + "\".", "Name an account that exists."));
    }

    @Override
    public Optional<Onboarding> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return store.database()
                .read(connection -> store.run(connection, id))
                .filter(run -> reach.covers(run.accountId()))
                .map(this::view);
    }

    @Override
    public CursorPage<Onboarding> list(
            @Nullable String accountId, @Nullable Boolean done, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int most = Inputs.limit(limit);
        Long before = Inputs.numericCursor(cursor);
        CursorPage<OnboardingStore.Run> page = CursorPage.of(
                store.database().read(connection -> store.runs(connection, accountId, reach, before, most + 1)),
                most,
                OnboardingStore.Run::id);
        return new CursorPage<>(
                page.items().stream()
                        .map(this::view)
                        .filter(onboarding -> done == null || done == onboarding.complete())
                        .toList(),
                page.nextCursor());
    }

    private Onboarding view(OnboardingStore.Run run) {
        Map<String, OnboardingStore.Mark> marks =
                store.database().read(connection -> store.marks(connection, run.id()));
        Optional<Account> account = accounts.find(run.accountId());
        ZoneId zone = account.map(Account::zone).orElse(ZoneOffset.UTC);
        List<Onboarding.Line> lines = checklist.lines(run.accountId(), run.items(), marks);
        int done = Checklist.done(lines);
        LocalDate due = run.due();
        boolean overdue = due != null
                && done < lines.size()
                && LocalDate.ofInstant(clock.instant(), zone).isAfter(due);
        boolean newer = store.database()
                .read(connection -> store.template(connection, run.templateId()))
                .filter(template -> template.version() > run.templateVersion())
                .isPresent();
        return new Onboarding(
                run.id(),
                run.accountId(),
                account.map(Account::name).orElse(run.accountId()),
                run.templateId(),
                run.templateName(),
                run.templateVersion(),
                newer,
                run.startedBy(),
                run.started(),
                due,
                overdue,
                done,
                lines.size(),
                lines,
                run.version());
    }

    @Override
    public Onboarding tick(long id, String item, boolean done) {
        Reach reach = access.requireSomewhere(WRITE);
        store.database().transact(connection -> {
            OnboardingStore.Run run = locked(connection, id, reach);
            if (item(run, item).kind() != OnboardingItem.Kind.TASK) {
                throw Problem.invalid(
                        "item",
                        "Whether \"" + item + "\" is done, the server finds out itself.",
                        "Do what it asks for, or waive it with a reason.");
            }
            store.mark(connection, id, item, done ? mark(null) : null);
            auditLog.record(
                    "onboarding.tick", subject(id), run.accountId(), null, OnboardingJson.mark(item, "done", done));
        });
        return find(id).orElseThrow();
    }

    @Override
    public Onboarding waive(long id, String item, @Nullable String reason) {
        Reach reach = access.requireSomewhere(WRITE);
        String why = Drafts.text("reason", reason, LONGEST_REASON);
        store.database().transact(connection -> {
            OnboardingStore.Run run = locked(connection, id, reach);
            item(run, item);
            store.mark(connection, id, item, why == null ? null : mark(why));
            auditLog.record(
                    why == null ? "onboarding.demand" : "onboarding.waive",
                    subject(id),
                    run.accountId(),
                    null,
                    OnboardingJson.mark(item, "reason", why == null ? "" : why));
        });
        return find(id).orElseThrow();
    }

    private OnboardingStore.Mark mark(@Nullable String reason) {
        return new OnboardingStore.Mark(access.caller().name(), clock.instant(), reason);
    }

    private static OnboardingItem item(OnboardingStore.Run run, String key) {
        return run.items().stream()
                .filter(item -> item.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "item", "The checklist has no item \"" + key + "\".", "Use the key of one that it lists."));
    }

    @Override
    public Onboarding takeOver(long id) {
        Reach reach = access.requireSomewhere(WRITE);
        store.database().transact(connection -> {
            OnboardingStore.Run run = locked(connection, id, reach);
            OnboardingTemplate template = store.template(connection, run.templateId())
                    .filter(found -> found.version() > run.templateVersion())
                    .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "There is no newer version of the template.")
                            .withRemedy("Go on with the checklist as it is."));
            store.takeOver(connection, id, template);
            OnboardingStore.Run after = store.run(connection, id).orElseThrow();
            auditLog.record(
                    "onboarding.take-over",
                    subject(id),
                    run.accountId(),
                    OnboardingJson.of(run),
                    OnboardingJson.of(after));
        });
        return find(id).orElseThrow();
    }

    @Override
    public void remove(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        store.database().transact(connection -> {
            OnboardingStore.Run run = reachable(connection, id, reach);
            if (!store.deleteRun(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, run.version());
            }
            auditLog.record("onboarding.end", subject(id), run.accountId(), OnboardingJson.of(run), null);
        });
    }

    private OnboardingStore.Run locked(Connection connection, long id, Reach reach) throws SQLException {
        store.touch(connection, id);
        return reachable(connection, id, reach);
    }

    private OnboardingStore.Run reachable(Connection connection, long id, Reach reach) throws SQLException {
        return store.run(connection, id)
                .filter(run -> reach.covers(run.accountId()))
                .orElseThrow(() -> Problem.notFound("onboarding", id));
    }

    private static String subject(long id) {
        return "onboarding/" + id;
    }
}
