package org.rostrum.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.secret.SecretBox;
import org.rostrum.api.security.Access;
import org.rostrum.api.signon.GroupMapping;
import org.rostrum.api.signon.IdentityProvider;
import org.rostrum.api.signon.IdentityProviderDraft;
import org.rostrum.api.signon.IdentityProviderService;
import org.rostrum.api.signon.ProviderCheck;

/** The providers, set up by administrators: see {@link IdentityProviderService}. */
@Component(service = IdentityProviderService.class)
public final class Providers implements IdentityProviderService {
    private static final String READ = "identity-providers:read";
    private static final String WRITE = "identity-providers:write";
    private static final String USERS = "users:write";
    private static final int MOST = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final ProviderStore store;
    private final Discovery discovery;
    private final Checks checks;
    private final ExternalSignOn signOn;
    private final SecretBox box;
    private final AccountTree tree;
    private final Access access;
    private final AuditLog auditLog;

    @Activate
    public Providers(
            @Reference ProviderStore store,
            @Reference Discovery discovery,
            @Reference Checks checks,
            @Reference ExternalSignOn signOn,
            @Reference SecretBox box,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference AuditLog auditLog) {
        this.database = store.database();
        this.store = store;
        this.discovery = discovery;
        this.checks = checks;
        this.signOn = signOn;
        this.box = box;
        this.tree = tree;
        this.access = access;
        this.auditLog = auditLog;
    }

    @Override
    public List<IdentityProvider> list() {
        access.require(READ);
        return database.read(store::list).stream().map(Settings::view).toList();
    }

    @Override
    public Optional<IdentityProvider> find(String id) {
        access.require(READ);
        return database.read(connection -> store.find(connection, id)).map(Settings::view);
    }

    @Override
    public IdentityProvider create(String id, IdentityProviderDraft draft) {
        access.require(WRITE);
        String secret = emptyToNull(Drafts.secret(draft.clientSecret()));
        IdentityProvider wanted = Drafts.provider(Drafts.id(id), draft, secret != null, 1);
        checkUsers(wanted);
        Map<String, Long> groups = signOn.givableGroups(groupNames(wanted));
        try {
            database.transact(connection -> {
                if (store.list(connection).size() >= MOST) {
                    throw Problem.of(Problem.Kind.CONFLICT, "There are " + MOST + " providers already.")
                            .withRemedy("Remove one first.");
                }
                store.insert(
                        connection,
                        wanted,
                        secret == null ? null : box.seal(ProviderReseal.context(id), secret),
                        groups);
                auditLog.record("identity-provider.create", subject(id), null, null, json(wanted));
            });
        } catch (DatabaseException failure) {
            if (failure.isDuplicateKey()) {
                throw Problem.of(Problem.Kind.CONFLICT, "There is a provider \"" + id + "\" already.")
                        .withField("id")
                        .withRemedy("Choose another id.")
                        .withCause(failure);
            }
            throw failure;
        }
        return wanted;
    }

    @Override
    public IdentityProvider change(String id, IdentityProviderDraft draft, long expectedVersion) {
        access.require(WRITE);
        String given = Drafts.secret(draft.clientSecret());
        IdentityProvider changed = database.transaction(connection -> {
            Settings before = at(store.find(connection, id), id, expectedVersion);
            String sealed = before.sealedSecret();
            IdentityProvider wanted = Drafts.provider(id, draft, false, expectedVersion + 1);
            if (given != null) {
                sealed = given.isEmpty() ? null : box.seal(ProviderReseal.context(id), given);
            } else if (!wanted.issuer().equals(before.view().issuer())) {
                // it must not be sent to somebody else
                sealed = null;
            }
            IdentityProvider after = Drafts.provider(id, draft, sealed != null, expectedVersion + 1);
            checkUsers(after);
            store.update(connection, after, sealed, signOn.givableGroups(groupNames(after)));
            if (!after.enabled() || !after.issuer().equals(before.view().issuer())) {
                signOn.endAll(id);
            }
            if (!after.issuer().equals(before.view().issuer())) {
                // its subjects are others
                signOn.forget(id);
            }
            auditLog.record("identity-provider.update", subject(id), null, json(before.view()), json(after));
            return after;
        });
        discovery.forget();
        return changed;
    }

    @Override
    public void remove(String id, long expectedVersion) {
        access.require(WRITE);
        database.transact(connection -> {
            Settings before = at(store.find(connection, id), id, expectedVersion);
            store.delete(connection, id);
            signOn.endAll(id);
            signOn.forget(id);
            auditLog.record("identity-provider.remove", subject(id), null, json(before.view()), null);
        });
        discovery.forget();
    }

    @Override
    public ProviderCheck check(String id) {
        access.require(WRITE);
        return checks.check(database.read(connection -> store.find(connection, id))
                .orElseThrow(() -> Problem.notFound("identity provider", id)));
    }

    @Override
    public void link(String id, String subject, String user) {
        access.require(WRITE);
        if (database.read(connection -> store.find(connection, id)).isEmpty()) {
            throw Problem.notFound("identity provider", id);
        }
        signOn.link(id, subject, user);
    }

    private static Settings at(Optional<Settings> found, String id, long expectedVersion) {
        Settings settings = found.orElseThrow(() -> Problem.notFound("identity provider", id));
        if (settings.view().version() != expectedVersion) {
            throw EntityTags.stale(expectedVersion, settings.view().version());
        }
        return settings;
    }

    /** Whoever has users made, or taken for somebody outside, must be one who may do so by hand. */
    private void checkUsers(IdentityProvider provider) {
        String account = provider.accountId();
        if (account != null && tree.lineage(account).isEmpty()) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + account + "\".", "Name an account that exists.");
        }
        if (provider.linkByName() || (provider.createUsers() && account == null)) {
            access.require(USERS);
        } else if (provider.createUsers() && account != null) {
            access.require(USERS, account);
        }
    }

    private static List<String> groupNames(IdentityProvider provider) {
        return provider.groups().stream().map(GroupMapping::group).distinct().toList();
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String subject(String id) {
        return "identity-provider/" + id;
    }

    private static String json(IdentityProvider provider) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", provider.id());
        state.put("displayName", provider.displayName());
        state.put("issuer", provider.issuer());
        state.put("clientId", provider.clientId());
        state.put("hasClientSecret", provider.hasClientSecret());
        state.put("scopes", provider.scopes());
        state.put("userNameClaim", provider.userNameClaim());
        state.put("groupsClaim", Objects.toString(provider.groupsClaim(), null));
        state.put(
                "groups",
                provider.groups().stream()
                        .map(mapping -> Map.of("value", mapping.value(), "group", mapping.group()))
                        .collect(Collectors.toList()));
        state.put("createUsers", provider.createUsers());
        state.put("accountId", Objects.toString(provider.accountId(), null));
        state.put("linkByName", provider.linkByName());
        state.put("enabled", provider.enabled());
        state.put("clockSkewSeconds", provider.clockSkewSeconds());
        state.put("signOutAtProvider", provider.signOutAtProvider());
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of text and numbers are always JSON", impossible);
        }
    }
}
