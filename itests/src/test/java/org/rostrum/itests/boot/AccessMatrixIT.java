package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.rostrum.itests.boot.MatrixWorld.CHILD;
import static org.rostrum.itests.boot.MatrixWorld.OWN;
import static org.rostrum.itests.boot.MatrixWorld.PARENT;
import static org.rostrum.itests.boot.MatrixWorld.PLACES;
import static org.rostrum.itests.boot.MatrixWorld.ROOT;
import static org.rostrum.itests.boot.MatrixWorld.SIBLING;
import static org.rostrum.itests.boot.MatrixWorld.items;
import static org.rostrum.itests.boot.MatrixWorld.made;
import static org.rostrum.itests.boot.MatrixWorld.run;
import static org.rostrum.itests.boot.MatrixWorld.schedule;
import static org.rostrum.itests.boot.MatrixWorld.template;
import static org.rostrum.itests.boot.MatrixWorld.user;
import static org.rostrum.itests.boot.MatrixWorld.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rostrum.itests.boot.MatrixWorld.Operation;
import org.rostrum.itests.boot.MatrixWorld.Role;

/**
 * Every operation that the running server describes × every built-in role, held for one account × the things of that account,
 * of the one below, beside and above it. What a role does not name is refused everywhere; what it names is let in at the account
 * and below, and is unknown beside and above. An operation that names a thing of a kind that is not listed here fails.
 */
class AccessMatrixIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final Set<String> FOREIGN = Set.of(SIBLING, PARENT);

    /** What concerns the installation as a whole: nobody may who holds the role for an account. */
    private static final Set<String> INSTALLATION = Set.of(
            "archive:verify",
            "audit:verify",
            "identity-providers:read",
            "identity-providers:write",
            "plugins:read",
            "plugins:install",
            "roles:write",
            "secrets:read",
            "secrets:rotate",
            "sign-in-policy:read",
            "sign-in-policy:write");

    /** Paths whose parameter names no thing of an account. */
    private static final Set<String> NO_ACCOUNT = Set.of(
            "/case-sources/{adapter}",
            "/connectors/{type}",
            "/exclusions/{id}",
            "/identity-links/{provider}",
            "/inbox/views/{id}",
            "/roles/{name}",
            "/routing-trials/{id}",
            "/sessions/{id}",
            "/sign-on/{id}",
            "/stand-ins/{id}",
            "/tokens/{id}",
            "/webhooks/{channelId}");

    /** Let in, these have nothing to show here: there are no dead letters, nobody has replied, is in the groups or signs in from elsewhere. */
    private static final Set<String> MAY_BE_MISSING = Set.of(
            "getDeadLetter",
            "discardDeadLetter",
            "getDeadLetterPayload",
            "editDeadLetter",
            "replayDeadLetter",
            "getArchiveVerification",
            "removeGroupMember",
            "unlinkIdentityOf",
            "retryInboxReply",
            "getAccountLogo");

    /** Let in, these ask for more: the run is somebody else's, and a root is the whole installation's. */
    private static final Set<String> MAY_ASK_FOR_MORE =
            Set.of("cancelReportRun", "moveAccount", "previewAccountMerge", "mergeAccount");

    /** What accounts above have made for those below as well. */
    private static final Set<String> FROM_ABOVE = Set.of("getOnboardingTemplate");

    /** What some lists are not there without. */
    private static final Map<String, String> NEEDED =
            Map.of("getResponseFigures", "?account=" + OWN, "findContacts", "?text=Ann");

    private static MatrixWorld world;

    @BeforeAll
    static void prepare() {
        world = MatrixWorld.prepare(SERVER);
    }

    @Test
    void everyOperation_thatNamesAThing_isLookedAt() {
        assertThat(world.operations()).hasSizeGreaterThan(85);
        assertThat(world.roles()).extracting(Role::name).contains("viewer", "account-manager", "auditor", "integrator");
        List<String> unknown = world.operations().stream()
                .filter(operation -> operation.template().contains("{"))
                .filter(operation -> NO_ACCOUNT.stream().noneMatch(operation.template()::startsWith))
                .filter(operation -> !INSTALLATION.contains(String.valueOf(operation.permission())))
                .filter(operation -> !PLACES.stream().allMatch(place -> world.thing(kind(operation), place) != null))
                .filter(operation -> !operation.template().startsWith("/leads/"))
                .map(Operation::toString)
                .toList();
        assertThat(unknown).isEmpty();
    }

    private static String kind(Operation operation) {
        return operation.template().split("/", -1)[1];
    }

    @TestFactory
    Stream<DynamicTest> thingsOfAccounts() {
        return world.roles().stream().flatMap(role -> world.operations().stream()
                .filter(operation -> operation.permission() != null)
                .filter(operation -> operation.template().contains("{"))
                .filter(operation -> world.has(kind(operation)))
                .filter(operation -> NO_ACCOUNT.stream().noneMatch(operation.template()::startsWith))
                .map(operation -> dynamicTest(role.name() + ": " + operation, () -> tryAt(role, operation))));
    }

    private static void tryAt(Role role, Operation operation) {
        boolean held = role.permissions().contains(operation.permission());
        Map<String, Integer> statuses = new TreeMap<>();
        for (String place : PLACES) {
            Api.Answer answer = call(role.caller(), operation, place);
            statuses.put(place, answer.status());
            if (!held) {
                assertThat(answer.status()).as("at %s: %s", place, answer).isEqualTo(403);
            } else if (place.equals(PARENT) && FROM_ABOVE.contains(operation.id())) {
                assertThat(answer.expect(200).body()).doesNotContain(PARENT);
            } else if (FOREIGN.contains(place)) {
                // 400: the input is looked at first, whatever it is for
                assertThat(answer.status()).as("at %s: %s", place, answer).isIn(400, 403, 404);
            } else if (!(answer.status() == 404 && MAY_BE_MISSING.contains(operation.id()))
                    && !(answer.status() == 403 && MAY_ASK_FOR_MORE.contains(operation.id()))) {
                assertThat(answer.status()).as("at %s: %s", place, answer).isNotIn(401, 403, 404, 500);
            }
        }
        if (held && !operation.body()) {
            assertThat(statuses.get(SIBLING)).as("%s", statuses).isNotEqualTo(400);
        }
    }

    private static Api.Answer call(Api.Caller caller, Operation operation, String place) {
        String id = Objects.requireNonNull(world.thing(kind(operation), place));
        String path = ROOT
                + operation
                        .template()
                        .replaceFirst("\\{(id|sequence|name)}", id)
                        .replace("{user}", "nobody")
                        .replace("{delivery}", "1")
                        .replace("{provider}", "nowhere")
                        .replace("{contact}", "1")
                        .replace("{join}", "1")
                        .replace("{format}", "csv");
        // of a version that there never is, so that nothing is changed by those who may
        Map<String, String> headers =
                Set.of("PUT", "PATCH", "DELETE").contains(operation.method()) ? Map.of("If-Match", "\"0\"") : Map.of();
        return SERVER.api()
                .send(
                        caller,
                        operation.method(),
                        path,
                        operation.body() ? new Api.Body("application/json", "{}") : null,
                        headers);
    }

    /** What lists, sums and exports tell names no account beside or above. */
    @TestFactory
    Stream<DynamicTest> lists() {
        return world.roles().stream().flatMap(role -> world.operations().stream()
                .filter(operation -> operation.method().equals("GET"))
                .filter(operation -> operation.permission() != null)
                .filter(operation -> !operation.template().contains("{"))
                .map(operation -> dynamicTest(role.name() + ": " + operation, () -> {
                    String query = NEEDED.getOrDefault(operation.id(), "");
                    Api.Answer answer = SERVER.api().get(role.caller(), ROOT + operation.template() + query);
                    boolean held = role.permissions().contains(operation.permission())
                            && !INSTALLATION.contains(operation.permission());
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(held ? 200 : 403);
                    assertThat(answer.body()).as(answer.toString()).doesNotContain(SIBLING);
                    // where the own account is stands in the trail as it was written
                    if (!operation.template().startsWith("/audit-events")) {
                        assertThat(answer.body()).as(answer.toString()).doesNotContain(PARENT);
                    }
                    assertThat(answer.body())
                            .as(answer.toString())
                            .doesNotContain("\"accountId\":\"" + PARENT)
                            .doesNotContain("\"accountId\":\"" + SIBLING);
                })));
    }

    /** By operation, a body that makes a new thing of an account. */
    private static Map<String, Object> creations(String place, String role) {
        String name = role + "-at-" + place;
        Map<String, Object> creations = new LinkedHashMap<>();
        creations.put("createAccount", Map.of("id", name, "name", name, "parentId", place));
        creations.put("createUser", user(name, place));
        creations.put("createGroup", Map.of("name", name, "accountId", place));
        creations.put("giveGrant", Map.of("user", "admin", "role", "executive", "accountId", place, "reason", name));
        creations.put(
                "createChannel",
                Map.of("accountId", place, "connector", "import", "name", name, "id", name, "settings", Map.of()));
        creations.put(
                "createRoutingRule",
                Map.of(
                        "name",
                        name,
                        "action",
                        "TICKET",
                        "owner",
                        "desk@example.org",
                        "enabled",
                        false,
                        "conditions",
                        Map.of("accountIds", List.of(place))));
        creations.put("createReportSchedule", schedule(place));
        creations.put("createOutgoingWebhook", webhook(place));
        creations.put("startReportRun", run(place));
        creations.put("createOnboardingTemplate", template(place));
        creations.put(
                "startOnboarding",
                Map.of(
                        "templateId",
                        world.opening(),
                        "newAccount",
                        Map.of("id", "new-" + name, "name", name, "parentId", place)));
        return creations;
    }

    @TestFactory
    Stream<DynamicTest> creations() {
        Map<String, Operation> byId = new HashMap<>();
        world.operations().forEach(operation -> byId.put(operation.id(), operation));
        return world.roles().stream()
                .flatMap(role -> PLACES.stream().flatMap(place -> creations(place, role.name()).entrySet().stream()
                        .map(creation -> dynamicTest(
                                role.name() + ": " + creation.getKey() + " at " + place,
                                () -> create(
                                        role,
                                        Objects.requireNonNull(byId.get(creation.getKey())),
                                        place,
                                        creation.getValue())))));
    }

    private static void create(Role role, Operation operation, String place, Object body) {
        long before = lastEntry();
        Api.Answer answer = SERVER.api().post(role.caller(), ROOT + operation.template(), body);
        if (!role.permissions().contains(operation.permission()) || FOREIGN.contains(place)) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
            return;
        }
        assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403, 404, 500);
        if (answer.status() < 300) {
            // nothing is changed that the trail does not tell
            assertThat(lastEntry()).as(answer.toString()).isGreaterThan(before);
        }
    }

    private static long lastEntry() {
        return SERVER.api()
                .get(SERVER.admin(), ROOT + "/audit-events?limit=1")
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("sequence")
                .asLong();
    }

    /** What somebody does for another account than their own is told in both names. */
    @Test
    void actingForAChild_isRecordedWithBothAccounts() {
        Api api = SERVER.api();
        Role manager = world.roles().stream()
                .filter(role -> role.name().equals("account-manager"))
                .findFirst()
                .orElseThrow();
        made(api, manager.caller(), "/users", user("acted-for", CHILD));
        JsonNode entry = items(api, SERVER.admin(), "/audit-events?subject=user/acted-for&actedFor=true")
                .get(0);
        assertThat(entry.path("actor").asText()).isEqualTo("robot-account-manager");
        assertThat(entry.path("actorAccountId").asText()).isEqualTo(OWN);
        assertThat(entry.path("accountId").asText()).isEqualTo(CHILD);
    }

    /** A change counts at once in what is open. */
    @Test
    void revokedGrant_countsNoMore_withTheNextCall() {
        Api api = SERVER.api();
        Api.Caller admin = SERVER.admin();
        made(api, admin, "/users", user("soon-without", OWN));
        JsonNode grant =
                made(api, admin, "/grants", Map.of("user", "soon-without", "role", "viewer", "accountId", OWN));
        Api.Caller caller = Api.Caller.token(made(api, admin, "/tokens", Map.of("user", "soon-without", "name", "x"))
                .path("secret")
                .asText());
        api.get(caller, ROOT + "/channels").expect(200);
        String path = ROOT + "/grants/" + grant.path("id").asText();
        api.send(admin, "DELETE", path, null, Map.of("If-Match", "\"1\"")).expect(204);
        api.get(caller, ROOT + "/channels").expect(403);
        JsonNode why = api.get(
                        admin, ROOT + "/users/soon-without/explanation?permission=channels:read&accountId=" + OWN)
                .expect(200)
                .json();
        assertThat(why.path("allowed").asBoolean()).isFalse();
        assertThat(why.path("steps").path(0).path("effect").asText()).isEqualTo("ENDED");
    }
}
