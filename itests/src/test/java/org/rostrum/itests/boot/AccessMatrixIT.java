package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every operation that the running server describes × every built-in role, held for one account × the things of that account,
 * of the one below, beside and above it. What a role does not name is refused everywhere; what it names is let in at the account
 * and below, and is unknown beside and above. An operation that names a thing of a kind that is not listed here fails.
 */
class AccessMatrixIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final String ROOT = "/api/v1";
    private static final String OWN = "m-own";
    private static final String CHILD = "m-child";
    private static final String SIBLING = "m-sibling";
    private static final String PARENT = "m-parent";
    private static final List<String> PLACES = List.of(OWN, CHILD, SIBLING, PARENT);
    private static final Set<String> FOREIGN = Set.of(SIBLING, PARENT);
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");

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
            "/connectors/{type}",
            "/exclusions/{id}",
            "/roles/{name}",
            "/sessions/{id}",
            "/sign-on/{id}",
            "/stand-ins/{id}",
            "/tokens/{id}",
            "/webhooks/{channelId}");

    /** Let in, these have nothing to show here: there are no dead letters, and nobody is in the groups. */
    private static final Set<String> MAY_BE_MISSING = Set.of(
            "getDeadLetter",
            "discardDeadLetter",
            "getDeadLetterPayload",
            "editDeadLetter",
            "replayDeadLetter",
            "getArchiveVerification",
            "removeGroupMember",
            "getAccountLogo");

    /** Let in, these ask for more: the run is somebody else's, and a root is the whole installation's. */
    private static final Set<String> MAY_ASK_FOR_MORE =
            Set.of("cancelReportRun", "moveAccount", "previewAccountMerge", "mergeAccount");

    /** What accounts above have made for those below as well. */
    private static final Set<String> FROM_ABOVE = Set.of("getOnboardingTemplate");

    private record Operation(String id, String method, String template, @Nullable String permission, boolean body) {
        @Override
        public String toString() {
            return id + " " + method + " " + template;
        }
    }

    private record Role(String name, Set<String> permissions, Api.Caller caller) {}

    private static final List<Operation> OPERATIONS = new ArrayList<>();
    private static final List<Role> ROLES = new ArrayList<>();
    /** By the first segment of the path, the things of each account. */
    private static final Map<String, Map<String, String>> THINGS = new HashMap<>();

    /** A template of the whole installation. */
    private static long opening;

    @BeforeAll
    static void prepare() {
        JsonNode document = SERVER.api()
                .get(Api.Caller.NOBODY, ROOT + "/openapi.json")
                .expect(200)
                .json();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> VERBS.contains(entry.getKey()))
                .forEach(entry -> OPERATIONS.add(new Operation(
                        entry.getValue().path("operationId").asText(),
                        entry.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        entry.getValue().has("x-permission")
                                ? entry.getValue().path("x-permission").asText()
                                : null,
                        entry.getValue().has("requestBody")))));
        Api api = SERVER.api();
        Api.Caller admin = SERVER.admin();
        account(PARENT, null);
        account(OWN, PARENT);
        account(CHILD, OWN);
        account(SIBLING, PARENT);
        opening = made(api, admin, "/onboarding-templates", template(null))
                .path("id")
                .asLong();
        for (String place : PLACES) {
            fill(api, admin, place);
        }
        await("everything is routed")
                .atMost(Duration.ofMinutes(1))
                .until(() -> api.get(admin, ROOT + "/routing-rules/progress")
                                .json()
                                .path("tickets")
                                .asInt()
                        == PLACES.size());
        for (JsonNode ticket : items(api, admin, "/tickets")) {
            thing(
                    "tickets",
                    ticket.path("accountId").asText(),
                    ticket.path("id").asText());
        }
        for (JsonNode delivery : items(api, admin, "/deliveries")) {
            thing(
                    "deliveries",
                    delivery.path("accountId").asText(),
                    delivery.path("id").asText());
            thing(
                    "dead-letters",
                    delivery.path("accountId").asText(),
                    delivery.path("id").asText());
        }
        for (JsonNode run : items(api, admin, "/report-runs")) {
            await("report").atMost(Duration.ofMinutes(1)).until(() -> api.get(
                            admin, ROOT + "/report-runs/" + run.path("id").asText())
                    .json()
                    .path("state")
                    .asText()
                    .equals("COMPLETED"));
        }
        for (JsonNode role : api.get(admin, ROOT + "/roles").json().path("items")) {
            if (!role.path("name").asText().equals("administrator")) {
                ROLES.add(role(api, admin, role));
            }
        }
    }

    private static void account(String id, @Nullable String parent) {
        Map<String, Object> account = new HashMap<>(Map.of("id", id, "name", id));
        if (parent != null) {
            account.put("parentId", parent);
        }
        SERVER.api().post(SERVER.admin(), ROOT + "/accounts", account).expect(201);
        thing("accounts", id, id);
    }

    private static void thing(String kind, String place, String id) {
        THINGS.computeIfAbsent(kind, one -> new HashMap<>()).putIfAbsent(place, id);
    }

    private static JsonNode items(Api api, Api.Caller caller, String path) {
        String separator = path.contains("?") ? "&" : "?";
        return api.get(caller, ROOT + path + separator + "limit=500")
                .expect(200)
                .json()
                .path("items");
    }

    private static void fill(Api api, Api.Caller admin, String place) {
        String rule = api.post(
                        admin,
                        ROOT + "/routing-rules",
                        Map.of(
                                "name",
                                "rule of " + place,
                                "position",
                                1,
                                "action",
                                "TICKET",
                                "owner",
                                "desk@example.org",
                                "adapter",
                                "absent",
                                "conditions",
                                Map.of("accountIds", List.of(place))))
                .expect(201)
                .json()
                .path("id")
                .asText();
        thing("routing-rules", place, rule);
        String activity =
                """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"https://social.example/%1$s/activity",\
                "type":"Create","actor":{"type":"Person","id":"https://social.example/users/%1$s","name":"Ann"},\
                "published":"2026-03-01T12:00:00Z","object":{"id":"https://social.example/%1$s/note","type":"Note",\
                "content":"It is broken, please help (%1$s)"}}
                """
                        .formatted(place);
        String run = api.send(
                        admin,
                        "POST",
                        ROOT + "/imports?fileName=notes.jsonl&account=" + place,
                        new Api.Body("application/octet-stream", activity),
                        Map.of())
                .expect(202)
                .json()
                .path("id")
                .asText();
        thing("imports", place, run);
        await("import").atMost(Duration.ofMinutes(1)).until(() -> api.get(admin, ROOT + "/imports/" + run)
                .json()
                .path("state")
                .asText()
                .equals("COMPLETED"));
        JsonNode archived = items(api, admin, "/activities?account=" + place).get(0);
        thing("activities", place, archived.path("sequence").asText());
        thing("conversations", place, archived.path("conversationId").asText());
        thing("channels", place, archived.path("channelId").asText());
        JsonNode conversation = api.get(
                        admin,
                        ROOT + "/conversations/"
                                + archived.path("conversationId").asText())
                .json();
        thing("contacts", place, conversation.path("contactId").asText());
        thing(
                "report-runs",
                place,
                made(api, admin, "/report-runs", run(place)).path("id").asText());
        thing(
                "report-schedules",
                place,
                made(api, admin, "/report-schedules", schedule(place))
                        .path("id")
                        .asText());
        thing(
                "grants",
                place,
                made(api, admin, "/grants", Map.of("user", "admin", "role", "viewer", "accountId", place))
                        .path("id")
                        .asText());
        thing(
                "groups",
                place,
                made(api, admin, "/groups", Map.of("name", "group of " + place, "accountId", place))
                        .path("id")
                        .asText());
        thing(
                "onboarding-templates",
                place,
                made(api, admin, "/onboarding-templates", template(place))
                        .path("id")
                        .asText());
        thing(
                "onboardings",
                place,
                made(api, admin, "/onboardings", Map.of("templateId", opening, "accountId", place))
                        .path("id")
                        .asText());
        thing(
                "users",
                place,
                made(api, admin, "/users", user("of-" + place, place))
                        .path("user")
                        .path("name")
                        .asText());
    }

    private static JsonNode made(Api api, Api.Caller caller, String path, Object body) {
        Api.Answer answer = api.post(caller, ROOT + path, body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    private static Map<String, Object> run(String place) {
        return Map.of("report", "engagement", "accountId", place, "period", "MONTH", "formats", List.of("CSV"));
    }

    private static Map<String, Object> schedule(String place) {
        return Map.of(
                "name",
                "schedule of " + place,
                "report",
                "engagement",
                "accountId",
                place,
                "period",
                "MONTH",
                "recurrence",
                Map.of("frequency", "MONTHLY", "time", "06:00", "dayOfMonth", 1),
                "recipients",
                List.of("boss@example.org"),
                "owner",
                "owner@example.org",
                "enabled",
                false);
    }

    private static Map<String, Object> template(@Nullable String place) {
        Map<String, Object> template = new HashMap<>();
        template.put("name", "Opening");
        template.put("accountId", place);
        template.put("items", List.of(Map.of("kind", "TASK", "title", "Ask legal for the imprint")));
        return template;
    }

    private static Map<String, Object> user(String name, String place) {
        return Map.of("name", name, "accountId", place, "service", true);
    }

    /** A program's user that holds the role for the own account, and nothing else. */
    private static Role role(Api api, Api.Caller admin, JsonNode role) {
        String name = role.path("name").asText();
        String user = "robot-" + name;
        made(api, admin, "/users", Map.of("name", user, "accountId", OWN, "service", true));
        made(api, admin, "/grants", Map.of("user", user, "role", name, "accountId", OWN));
        String secret = made(api, admin, "/tokens", Map.of("user", user, "name", "matrix"))
                .path("secret")
                .asText();
        Set<String> permissions = new TreeSet<>();
        for (JsonNode permission : role.path("permissions")) {
            String[] parts = permission.asText().split(":", 2);
            for (String action : parts[1].split(",", -1)) {
                permissions.add(parts[0] + ":" + action);
            }
        }
        return new Role(name, permissions, Api.Caller.token(secret));
    }

    @Test
    void everyOperation_thatNamesAThing_isLookedAt() {
        assertThat(OPERATIONS).hasSizeGreaterThan(85);
        assertThat(ROLES).extracting(Role::name).contains("viewer", "account-manager", "auditor", "integrator");
        List<String> unknown = OPERATIONS.stream()
                .filter(operation -> operation.template().contains("{"))
                .filter(operation -> NO_ACCOUNT.stream().noneMatch(operation.template()::startsWith))
                .filter(operation -> !INSTALLATION.contains(String.valueOf(operation.permission())))
                .filter(operation ->
                        !THINGS.getOrDefault(kind(operation), Map.of()).keySet().containsAll(PLACES))
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
        return ROLES.stream().flatMap(role -> OPERATIONS.stream()
                .filter(operation -> operation.permission() != null)
                .filter(operation -> operation.template().contains("{"))
                .filter(operation -> THINGS.containsKey(kind(operation)))
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
        String id = Objects.requireNonNull(
                THINGS.getOrDefault(kind(operation), Map.of()).get(place));
        String path = ROOT
                + operation
                        .template()
                        .replaceFirst("\\{(id|sequence|name)}", id)
                        .replace("{user}", "nobody")
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
        return ROLES.stream().flatMap(role -> OPERATIONS.stream()
                .filter(operation -> operation.method().equals("GET"))
                .filter(operation -> operation.permission() != null)
                .filter(operation -> !operation.template().contains("{"))
                .map(operation -> dynamicTest(role.name() + ": " + operation, () -> {
                    String query = operation.id().equals("getResponseFigures") ? "?account=" + OWN : "";
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
        creations.put("startReportRun", run(place));
        creations.put("createOnboardingTemplate", template(place));
        creations.put(
                "startOnboarding",
                Map.of(
                        "templateId",
                        opening,
                        "newAccount",
                        Map.of("id", "new-" + name, "name", name, "parentId", place)));
        return creations;
    }

    @TestFactory
    Stream<DynamicTest> creations() {
        Map<String, Operation> byId = new HashMap<>();
        OPERATIONS.forEach(operation -> byId.put(operation.id(), operation));
        return ROLES.stream()
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
        Role manager = ROLES.stream()
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
