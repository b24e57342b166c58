package org.rostrum.oidc;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.security.Access;
import org.rostrum.api.signon.GroupMapping;
import org.rostrum.api.signon.IdentityProviderDraft;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccountTree;
import org.rostrum.testkit.NumberedBox;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;
import org.rostrum.testkit.http.TestHttpClients;

/** The whole of this capability on an empty database, with a provider of its own. */
final class Desk implements AutoCloseable {
    static final String REDIRECT = "http://127.0.0.1:8181/api/v1/sign-on/staff/callback";

    final TestDatabase testDatabase;
    final ManualClock clock = new ManualClock(Instant.now());
    final Access access = FixedAccess.everything();
    final RecordingAuditLog auditLog = new RecordingAuditLog(access);
    final NumberedBox box = new NumberedBox();
    final RecordingSignOn external = new RecordingSignOn();
    final TestHttpClients clients = new TestHttpClients();
    final ScriptedProvider provider;
    final ProviderStore store;
    final PendingStore pending;
    final Discovery discovery;
    final IdTokens idTokens;
    final SignOn signOn;
    final Logouts logouts;
    final Providers providers;
    final ProviderReseal reseal;

    Desk(Database.Engine engine) throws IOException {
        testDatabase = TestDatabase.open(engine);
        provider = new ScriptedProvider();
        store = new ProviderStore(testDatabase.database(), external);
        pending = new PendingStore(store, clock);
        discovery = new Discovery(clients, clock);
        idTokens = new IdTokens(store, box, clock);
        signOn = new SignOn(store, pending, discovery, new CodeExchange(discovery, box), idTokens, external, access);
        logouts = new Logouts(store, discovery, idTokens, external, clock);
        providers = providers(access);
        reseal = new ProviderReseal(store, box);
    }

    Providers providers(Access of) {
        return new Providers(
                store,
                discovery,
                new Checks(discovery),
                external,
                box,
                new MemoryAccountTree().with("acme", null),
                of,
                auditLog);
    }

    Desk withProvider() {
        providers.create("staff", draft().build());
        return this;
    }

    /** A draft of the provider, to be changed. */
    Draft draft() {
        return new Draft(provider.issuer());
    }

    static final class Draft {
        @Nullable
        String displayName = "Staff";

        @Nullable
        String issuer;

        @Nullable
        String clientId = ScriptedProvider.CLIENT;

        @Nullable
        String secret = ScriptedProvider.SECRET;

        @Nullable
        List<String> scopes;

        @Nullable
        String groupsClaim = "groups";

        @Nullable
        List<GroupMapping> groups = List.of(new GroupMapping("/agency/publishers", "Publishers"));

        @Nullable
        Boolean createUsers = true;

        @Nullable
        String accountId = "acme";

        @Nullable
        Boolean linkByName;

        @Nullable
        Boolean enabled;

        @Nullable
        Integer skew = 30;

        @Nullable
        Boolean signOut = true;

        Draft(String issuer) {
            this.issuer = issuer;
        }

        IdentityProviderDraft build() {
            return new IdentityProviderDraft(
                    displayName,
                    issuer,
                    clientId,
                    secret,
                    scopes,
                    null,
                    groupsClaim,
                    groups,
                    createUsers,
                    accountId,
                    linkByName,
                    enabled,
                    skew,
                    signOut);
        }
    }

    /** All the way: to the provider, and back. */
    SignOn.Finished signIn() throws SignOnException {
        SignOn.Begun begun = signOn.begin("staff", REDIRECT, "/console/users");
        return finish(begun, provider.authorize(begun.address()));
    }

    SignOn.Finished finish(SignOn.Begun begun, SignOn.Returned returned) throws SignOnException {
        return signOn.finish("staff", returned, begun.browser(), "Test/1", false);
    }

    @Override
    public void close() {
        discovery.close();
        clients.close();
        provider.close();
        testDatabase.close();
    }
}
