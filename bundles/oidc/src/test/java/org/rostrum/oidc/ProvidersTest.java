package org.rostrum.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.signon.GroupMapping;
import org.rostrum.api.signon.IdentityProvider;
import org.rostrum.api.signon.ProviderCheck;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.TestDatabase;
import org.rostrum.testkit.http.TestHttpClients;

class ProvidersTest {
    private static Desk desk() throws IOException {
        return new Desk(Database.Engine.DERBY);
    }

    static Stream<Database.Engine> engines() {
        return TestDatabase.engines();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void provider_isSetUp_changed_andRemoved(Database.Engine engine) throws Exception {
        try (Desk desk = new Desk(engine)) {
            IdentityProvider made = desk.providers.create("staff", desk.draft().build());
            assertThat(desk.providers.find("staff")).contains(made);
            assertThat(made.hasClientSecret()).isTrue();
            assertThat(made.groups()).containsExactly(new GroupMapping("/agency/publishers", "Publishers"));

            Desk.Draft changed = desk.draft();
            changed.displayName = "Everybody";
            changed.secret = null;
            changed.groups = List.of(new GroupMapping("x", "Readers"), new GroupMapping("x", "Publishers"));
            IdentityProvider after = desk.providers.change("staff", changed.build(), 1);
            assertThat(after.hasClientSecret()).isTrue();
            assertThat(after.version()).isEqualTo(2);
            assertThat(desk.providers.list())
                    .extracting(IdentityProvider::displayName)
                    .containsExactly("Everybody");
            assertThat(after.groups()).hasSize(2);
            assertThatThrownBy(() -> desk.providers.change("staff", changed.build(), 1))
                    .isInstanceOfSatisfying(Problem.class, stale -> assertThat(stale.kind())
                            .isEqualTo(Problem.Kind.PRECONDITION_FAILED));

            desk.providers.remove("staff", 2);
            assertThat(desk.providers.list()).isEmpty();
            assertThat(desk.external.ended).containsExactly("staff", "forget staff");
            assertThat(desk.auditLog.events().toString())
                    .contains("identity-provider.create", "identity-provider.update", "identity-provider.remove")
                    .doesNotContain(ScriptedProvider.SECRET);
        }
    }

    @Test
    void secret_isNeverSentToAnotherIssuer_whoseSubjectsAreOthers() throws Exception {
        try (Desk desk = desk().withProvider()) {
            Desk.Draft moved = desk.draft();
            moved.issuer = "https://elsewhere.example";
            moved.secret = null;

            assertThat(desk.providers.change("staff", moved.build(), 1).hasClientSecret())
                    .isFalse();
            assertThat(desk.external.ended).containsExactly("staff", "forget staff");
        }
    }

    static Stream<Arguments> badDrafts() {
        List<Arguments> bad = new ArrayList<>();
        bad("displayName", bad, draft -> draft.displayName = " ");
        bad("issuer", bad, draft -> draft.issuer = null);
        bad("issuer", bad, draft -> draft.issuer = "http://sso.example.com");
        bad("issuer", bad, draft -> draft.issuer = "file:///etc/passwd");
        bad("issuer", bad, draft -> draft.issuer = "https://user:secret@sso.example.com");
        bad("issuer", bad, draft -> draft.issuer = "https://sso.example.com/?a=b");
        bad("issuer", bad, draft -> draft.issuer = "nothing at all");
        bad("clientId", bad, draft -> draft.clientId = "");
        bad("clientSecret", bad, draft -> draft.secret = "x".repeat(1001));
        bad("scopes", bad, draft -> draft.scopes = List.of("two words"));
        bad("groupsClaim", bad, draft -> draft.groupsClaim = " ");
        bad("groups.group", bad, draft -> draft.groups = List.of(new GroupMapping("x", "Nobody")));
        bad("groups.value", bad, draft -> draft.groups = List.of(new GroupMapping("", "Readers")));
        bad("clockSkewSeconds", bad, draft -> draft.skew = 301);
        bad("clockSkewSeconds", bad, draft -> draft.skew = -1);
        bad("accountId", bad, draft -> draft.accountId = "absent");
        return bad.stream();
    }

    private static void bad(String field, List<Arguments> all, Consumer<Desk.Draft> change) {
        all.add(Arguments.of(field, change));
    }

    @Test
    void settings_thatAreNoGood_areRefused_withTheField() throws Exception {
        try (Desk desk = desk()) {
            badDrafts().forEach(bad -> {
                Desk.Draft draft = desk.draft();
                @SuppressWarnings("unchecked")
                Consumer<Desk.Draft> change = (Consumer<Desk.Draft>) bad.get()[1];
                change.accept(draft);
                assertThatThrownBy(() -> desk.providers.create("staff", draft.build()))
                        .isInstanceOfSatisfying(Problem.class, problem -> {
                            assertThat(problem.field()).isEqualTo(bad.get()[0]);
                            assertThat(problem.remedy()).isNotBlank();
                        });
            });
            assertThatThrownBy(() -> desk.providers.create("../x", desk.draft().build()))
                    .isInstanceOf(Problem.class);
            assertThat(desk.providers.list()).isEmpty();
        }
    }

    @Test
    void id_isTakenOnce() throws Exception {
        try (Desk desk = desk().withProvider()) {
            assertThatThrownBy(() -> desk.providers.create("staff", desk.draft().build()))
                    .isInstanceOfSatisfying(
                            Problem.class, taken -> assertThat(taken.kind()).isEqualTo(Problem.Kind.CONFLICT));
        }
    }

    @Test
    void whoever_mayNotMakeUsers_cannotHaveThemMade() throws Exception {
        try (Desk desk = desk()) {
            Providers limited = desk.providers(FixedAccess.only("identity-providers:read", "identity-providers:write"));
            Desk.Draft draft = desk.draft();
            assertThatThrownBy(() -> limited.create("staff", draft.build())).hasMessageContaining("users:write");
            draft.createUsers = false;
            draft.linkByName = true;
            assertThatThrownBy(() -> limited.create("staff", draft.build())).hasMessageContaining("users:write");
            draft.linkByName = false;
            assertThat(limited.create("staff", draft.build()).createUsers()).isFalse();
        }
    }

    @Test
    void whoever_mayOnlyRead_changesNothing() throws Exception {
        try (Desk desk = desk().withProvider()) {
            Providers reader = desk.providers(FixedAccess.only("identity-providers:read"));
            assertThat(reader.list()).hasSize(1);
            assertThatThrownBy(() -> reader.create("other", desk.draft().build()))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> reader.change("staff", desk.draft().build(), 1))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> reader.remove("staff", 1)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> reader.link("staff", "1", "vera")).isInstanceOf(Problem.class);
            assertThat(desk.external.ended).isEmpty();
            desk.providers.link("staff", "1", "vera");
            assertThat(desk.external.ended).containsExactly("link staff 1 vera");
            assertThatThrownBy(() -> desk.providers.link("absent", "1", "vera")).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> reader.check("staff")).isInstanceOf(Problem.class);
            Providers nobody = desk.providers(FixedAccess.only("users:read"));
            assertThatThrownBy(nobody::list).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> nobody.find("staff")).isInstanceOf(Problem.class);
        }
    }

    @Test
    void check_saysInWordsWhatIsWrong() throws Exception {
        try (Desk desk = desk().withProvider()) {
            ProviderCheck good = desk.providers.check("staff");
            assertThat(good.usable()).isTrue();
            assertThat(good.toString()).contains("1 signing key", "back-channel logout");

            desk.provider.metadata.put("code_challenge_methods_supported", List.of("plain"));
            desk.provider.metadata.put("id_token_signing_alg_values_supported", List.of("HS256"));
            desk.provider.metadata.remove("end_session_endpoint");
            desk.provider.metadata.remove("backchannel_logout_supported");
            ProviderCheck weak = desk.providers.check("staff");
            assertThat(weak.usable()).isFalse();
            assertThat(weak.toString())
                    .contains("S256", "HS256", "end_session_endpoint", "does not offer back-channel");

            desk.provider.metadata.put("jwks_uri", "http://elsewhere.example/keys");
            assertThat(desk.providers.check("staff").toString()).contains("jwks_uri cannot be used");
            desk.provider.metadata.put("issuer", "https://elsewhere.example");
            assertThat(desk.providers.check("staff").toString()).contains("calls itself \"https://elsewhere.example\"");
            desk.provider.broken = true;
            assertThat(desk.providers.check("staff").toString()).contains("answered 503");
            desk.provider.close();
            assertThat(desk.providers.check("staff").usable()).isFalse();
        }
    }

    @Test
    void networkOfTheServer_isClosed_unlessItsOwnerOpensIt() throws Exception {
        try (Desk desk = desk().withProvider();
                TestHttpClients shipped = TestHttpClients.asShipped()) {
            Discovery closed = new Discovery(shipped, desk.clock);
            ProviderCheck check = new Checks(closed)
                    .check(desk.testDatabase
                            .database()
                            .read(connection -> desk.store.find(connection, "staff"))
                            .orElseThrow());
            closed.close();

            assertThat(check.usable()).isFalse();
            assertThat(check.toString()).contains("not a public address");
        }
    }
}
