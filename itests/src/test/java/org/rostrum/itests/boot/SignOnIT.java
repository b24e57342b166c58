package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Single sign-on at the assembled server through a real Keycloak, with a browser that walks through its pages. */
@EnabledIfEnvironmentVariable(named = Keycloak.VARIABLE, matches = ".+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignOnIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final String ROOT = "/api/v1";
    private static final String SESSION = "rostrumSession";
    private static final String CLIENT = "rostrum";
    private static final String SECRET = "known to both sides";

    private static Keycloak keycloak;
    private static String server;
    private static int port;

    @BeforeAll
    static void setUp() throws Exception {
        Files.writeString(SERVER.home().resolve("etc/org.rostrum.http.cfg"), "allowedPrivateHosts = 127.0.0.1\n");
        port = SERVER.ports().http();
        server = "http://127.0.0.1:" + port;
        keycloak = Keycloak.whenReady();
        String callback = server + ROOT + "/sign-on/staff";
        // of a run before against the same Keycloak
        for (JsonNode left : keycloak.admin("GET", "/clients?clientId=" + CLIENT, null)) {
            keycloak.admin("DELETE", "/clients/" + left.path("id").asText(), null);
        }
        keycloak.admin(
                "POST",
                "/clients",
                Map.of(
                        "clientId",
                        CLIENT,
                        "secret",
                        SECRET,
                        "publicClient",
                        false,
                        "standardFlowEnabled",
                        true,
                        "redirectUris",
                        List.of(callback + "/callback"),
                        "attributes",
                        Map.of(
                                "pkce.code.challenge.method", "S256",
                                "post.logout.redirect.uris", server + "/console/",
                                "backchannel.logout.url", callback + "/back-channel-logout",
                                "backchannel.logout.session.required", "true",
                                "frontchannel.logout.session.required", "true"),
                        "protocolMappers",
                        List.of(Map.of(
                                "name", "groups",
                                "protocol", "openid-connect",
                                "protocolMapper", "oidc-group-membership-mapper",
                                "config",
                                        Map.of(
                                                "claim.name", "groups",
                                                "full.path", "true",
                                                "id.token.claim", "true")))));
        Api api = SERVER.api();
        Api.Caller admin = SERVER.admin();
        api.post(admin, ROOT + "/accounts", Map.of("id", "north", "name", "North"))
                .expect(201);
        api.post(admin, ROOT + "/accounts", Map.of("id", "south", "name", "South"))
                .expect(201);
        api.post(admin, ROOT + "/groups", Map.of("name", "Publishers")).expect(201);
        api.post(admin, ROOT + "/grants", Map.of("group", "Publishers", "role", "viewer", "accountId", "north"))
                .expect(201);
        api.post(admin, ROOT + "/identity-providers", settings()).expect(201);
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("id", "staff");
        settings.put("displayName", "Staff account");
        settings.put("issuer", keycloak.issuer());
        settings.put("clientId", CLIENT);
        settings.put("clientSecret", SECRET);
        settings.put("groupsClaim", "groups");
        settings.put("groups", List.of(Map.of("value", "/agency/publishers", "group", "Publishers")));
        settings.put("createUsers", true);
        settings.put("accountId", "north");
        settings.put("signOutAtProvider", true);
        return settings;
    }

    private static URI begin() {
        return URI.create(server + ROOT + "/sign-on/staff?returnTo=/console/users");
    }

    /** To the provider's form, as far as the address with which it sends the browser back. */
    private static URI backFromProvider(Browser browser, String user) throws IOException, InterruptedException {
        Browser.Page form = browser.get(browser.get(begin()).location());
        Browser.Page back = browser.submit(form, Map.of("username", user, "password", user + " knows"));
        assertThat(back.location().getPath()).as(back.toString()).isEqualTo(ROOT + "/sign-on/staff/callback");
        return back.location();
    }

    private static Browser.Page signIn(Browser browser, String user) throws IOException, InterruptedException {
        return browser.get(backFromProvider(browser, user));
    }

    /** Who the browser is here. */
    private static Api.Answer session(Browser browser) {
        return SERVER.api().get(caller(browser), ROOT + "/session");
    }

    private static Api.Caller caller(Browser browser) {
        return Api.Caller.session(SESSION + "=" + browser.cookie(port, SESSION), "");
    }

    private static Api.Caller proven(Browser browser) {
        return caller(browser).proving(session(browser).json().path("csrf").asText());
    }

    private static void assertRefused(Browser.Page page, String reason) {
        assertThat(page.status()).as(page.toString()).isEqualTo(303);
        assertThat(page.location().toString()).startsWith(server + "/console/?signOn=" + reason);
    }

    @Test
    @Order(1)
    void provider_isChecked_andOffered_withoutItsSecret() {
        Api.Answer check = SERVER.api()
                .post(SERVER.admin(), ROOT + "/identity-providers/staff/check", Map.of())
                .expect(200);
        assertThat(check.json().path("usable").asBoolean()).as(check.toString()).isTrue();
        assertThat(SERVER.api()
                        .get(Api.Caller.NOBODY, ROOT + "/sign-on")
                        .expect(200)
                        .json()
                        .toString())
                .isEqualTo("{\"items\":[{\"id\":\"staff\",\"displayName\":\"Staff account\"}]}");
        assertThat(SERVER.api()
                        .get(SERVER.admin(), ROOT + "/identity-providers/staff")
                        .expect(200)
                        .body())
                .doesNotContain(SECRET);
    }

    @Test
    @Order(2)
    void person_isLetIn_madeJustInTime_withTheRoleOfTheGroup() throws Exception {
        Browser alice = new Browser();

        Browser.Page in = signIn(alice, "alice");

        assertThat(in.location()).isEqualTo(URI.create(server + "/console/users"));
        assertThat(alice.cookie(port, "rostrumSignOn")).isEmpty();
        JsonNode session = session(alice).expect(200).json();
        assertThat(session.path("user").asText()).isEqualTo("alice");
        assertThat(session.path("identityProvider").asText()).isEqualTo("staff");
        assertThat(SERVER.api()
                        .get(caller(alice), ROOT + "/accounts")
                        .expect(200)
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .containsExactly("north");
        SERVER.api().get(caller(alice), ROOT + "/users").expect(403);
        JsonNode user = SERVER.api()
                .get(SERVER.admin(), ROOT + "/users/alice")
                .expect(200)
                .json();
        assertThat(user.path("displayName").asText()).isEqualTo("Alice Adams");
        assertThat(user.path("accountId").asText()).isEqualTo("north");
    }

    @Test
    @Order(3)
    void groupTakenAwayThere_isGoneHere_atTheNextSignIn() throws Exception {
        String member = "/users/" + keycloak.userId("alice") + "/groups/" + keycloak.groupId("/agency/publishers");
        Browser alice = new Browser();
        keycloak.admin("DELETE", member, null);
        signIn(alice, "alice");
        SERVER.api().get(caller(alice), ROOT + "/accounts").expect(403);

        keycloak.admin("PUT", member, null);
        Browser again = new Browser();
        signIn(again, "alice");
        SERVER.api().get(caller(again), ROOT + "/accounts").expect(200);
    }

    @Test
    @Order(4)
    void administratorHere_isNotWhoeverIsCalledSoThere() throws Exception {
        Browser browser = new Browser();

        assertRefused(signIn(browser, "admin"), "name-taken");

        assertThat(browser.cookie(port, SESSION)).isEmpty();
        assertThat(SERVER.api()
                        .get(SERVER.admin(), ROOT + "/audit-events?action=session.refuse")
                        .expect(200)
                        .body())
                .contains("NAME_TAKEN");
    }

    @Test
    @Order(5)
    void wrongState_foreignBrowser_andUsedAnswers_areRefused() throws Exception {
        Browser bob = new Browser();
        URI back = backFromProvider(bob, "bob");
        assertRefused(new Browser().get(back), "expired");
        assertRefused(bob.get(URI.create(back.toString().replaceFirst("state=[^&]*", "state=other"))), "expired");
        // the cookie of this try is gone with the refusal
        URI second = bob.get(bob.get(begin()).location()).location();
        assertThat(bob.get(second).location()).isEqualTo(URI.create(server + "/console/users"));
        assertRefused(bob.get(second), "expired");

        // the code of another sign-in, with a state of one's own: its nonce and verifier are others
        Browser thief = new Browser();
        URI stolen = backFromProvider(bobAnew(), "bob");
        Browser.Page form = thief.get(begin());
        String state = form.location().getRawQuery().replaceFirst(".*state=([^&]*).*", "$1");
        assertRefused(
                thief.get(URI.create(stolen.toString().replaceFirst("state=[^&]*", "state=" + state))), "refused");
        assertThat(thief.cookie(port, SESSION)).isEmpty();
    }

    private static Browser bobAnew() {
        return new Browser();
    }

    @Test
    @Order(6)
    void keysThatTheProviderChanges_areLearned() throws Exception {
        keycloak.admin(
                "POST",
                "/components",
                Map.of(
                        "name", "newer",
                        "providerId", "rsa-generated",
                        "providerType", "org.keycloak.keys.KeyProvider",
                        "config",
                                Map.of(
                                        "priority", List.of("1000"),
                                        "keySize", List.of("2048"),
                                        "algorithm", List.of("RS256"))));
        Browser alice = new Browser();

        signIn(alice, "alice");

        session(alice).expect(200);
    }

    @Test
    @Order(7)
    void logoutAtTheProvider_endsTheSession_byTheBackChannel() throws Exception {
        Browser alice = new Browser();
        signIn(alice, "alice");
        session(alice).expect(200);

        keycloak.admin("POST", "/users/" + keycloak.userId("alice") + "/logout", Map.of());

        await("ended").atMost(Duration.ofSeconds(20)).untilAsserted(() -> session(alice)
                .expect(401));
        assertThat(SERVER.api()
                        .get(SERVER.admin(), ROOT + "/audit-events?action=session.end")
                        .expect(200)
                        .body())
                .contains("back-channel logout");
        assertThat(SERVER.api()
                        .send(
                                Api.Caller.NOBODY,
                                "POST",
                                ROOT + "/sign-on/staff/back-channel-logout",
                                new Api.Body("application/x-www-form-urlencoded", "logout_token=nothing"),
                                Map.of())
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Order(8)
    void signingOutHere_signsOutThere() throws Exception {
        Browser alice = new Browser();
        signIn(alice, "alice");

        JsonNode out = SERVER.api()
                .post(proven(alice), ROOT + "/sign-on/sign-out", Map.of())
                .expect(200)
                .json();

        session(alice).expect(401);
        Browser.Page there = alice.get(URI.create(out.path("location").asText()));
        assertThat(there.location()).as(there.toString()).isEqualTo(URI.create(server + "/console/"));
        alice.forget(port);
        // it asks for the password again
        assertThat(alice.get(alice.get(begin()).location()).status()).isEqualTo(200);
    }

    @Test
    @Order(9)
    void browserThatSignsOutThere_endsTheSession_byTheFrontChannel() throws Exception {
        JsonNode client =
                keycloak.admin("GET", "/clients?clientId=" + CLIENT, null).path(0);
        Map<String, Object> changed = new HashMap<>(Map.of("clientId", CLIENT, "frontchannelLogout", true));
        changed.put(
                "attributes",
                Map.of(
                        "frontchannel.logout.url",
                        server + ROOT + "/sign-on/staff/front-channel-logout",
                        "frontchannel.logout.session.required",
                        "true"));
        keycloak.admin("PUT", "/clients/" + client.path("id").asText(), changed);
        Browser alice = new Browser();
        signIn(alice, "alice");
        session(alice).expect(200);

        Browser.Page frames = alice.get(URI.create(keycloak.issuer() + "/protocol/openid-connect/logout"));
        if (frames.body().contains("logout-confirm")) {
            frames = alice.submit(frames, Map.of("confirmLogout", "Logout"));
        }
        String frame = frames.body().replaceFirst("(?s).*<iframe[^>]*src=\"([^\"]+)\".*", "$1");
        assertThat(frame).as(frames.body()).startsWith(server);
        // in a frame of another site no cookie comes along
        assertThat(new Browser().get(URI.create(frame.replace("&amp;", "&"))).status())
                .isEqualTo(204);

        session(alice).expect(401);
    }

    @Test
    @Order(10)
    void userDisabledHere_isOutNow_andNotLetInAgain() throws Exception {
        Browser bob = new Browser();
        signIn(bob, "bob");
        Api.Answer user = SERVER.api().get(SERVER.admin(), ROOT + "/users/bob").expect(200);
        SERVER.api()
                .send(
                        SERVER.admin(),
                        "PATCH",
                        ROOT + "/users/bob",
                        Api.Body.json(Map.of("disabled", true)),
                        Map.of("If-Match", user.headers().firstValue("ETag").orElseThrow()))
                .expect(200);

        session(bob).expect(401);
        assertRefused(signIn(new Browser(), "bob"), "disabled");
    }

    @Test
    @Order(11)
    void providerThatIsDown_isTold_andPasswordsStillOpen() throws Exception {
        Browser before = new Browser();
        URI back = backFromProvider(before, "alice");
        keycloak.run(false);
        try {
            assertRefused(before.get(back), "unavailable");
            Api.Answer check = SERVER.api()
                    .post(SERVER.admin(), ROOT + "/identity-providers/staff/check", Map.of())
                    .expect(200);
            assertThat(check.json().path("usable").asBoolean()).isFalse();
            assertRefused(new Browser().get(begin()), "unavailable");
            SERVER.api().signIn("admin", ExamServer.ADMINS_PASSWORD);
            assertThat(SERVER.api().get(SERVER.admin(), "/metrics").expect(200).body())
                    .contains("rostrum_oidc_sign_ins_total{outcome=\"success\",provider=\"staff\"")
                    .contains("rostrum_oidc_sign_ins_total{outcome=\"unavailable\",provider=\"staff\"");
        } finally {
            keycloak.run(true);
        }
    }
}
