package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Somebody with many roles for one account tries the ids of another account's things, wherever an id can stand. What is there is
 * answered as what is not: in status and in words. {@link AccessMatrixIT} looks at who is let in where.
 */
final class ForeignAttacks {
    private static final String ROOT = Described.ROOT;
    private static final String OWN = "attack-own";
    private static final String FOREIGN = "attack-foreign";
    private static final String NOT_THERE = "attack-nowhere";
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** What a body or a query names accounts by. */
    private static final Pattern ACCOUNT = Pattern.compile("account|accountId|parentId");

    private final Api api;
    private final Api.Caller admin;
    private final Described described;
    private final Map<String, String> things = new LinkedHashMap<>();
    private final Api.Caller attacker;

    ForeignAttacks(ExamServer server, Described described) {
        this.api = server.api();
        this.admin = server.admin();
        this.described = described;
        made("/accounts", Map.of("id", OWN, "name", OWN));
        made("/accounts", Map.of("id", FOREIGN, "name", FOREIGN));
        fill();
        this.attacker = attacker();
    }

    private JsonNode made(String path, Object body) {
        Api.Answer answer = api.post(admin, ROOT + path, body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    private void fill() {
        things.put("accounts", FOREIGN);
        things.put(
                "users",
                made("/users", Map.of("name", "foreign.robot", "accountId", FOREIGN, "service", true))
                        .path("user")
                        .path("name")
                        .asText());
        things.put("groups", id("/groups", Map.of("name", "foreign group", "accountId", FOREIGN)));
        things.put("grants", id("/grants", Map.of("user", "foreign.robot", "role", "viewer", "accountId", FOREIGN)));
        things.put(
                "routing-rules",
                id(
                        "/routing-rules",
                        Map.of(
                                "name", "foreign rule",
                                "action", "TICKET",
                                "owner", "desk@example.org",
                                "enabled", false,
                                "conditions", Map.of("accountIds", List.of(FOREIGN)))));
        things.put(
                "report-runs",
                id(
                        "/report-runs",
                        Map.of(
                                "report",
                                "engagement",
                                "accountId",
                                FOREIGN,
                                "period",
                                "MONTH",
                                "formats",
                                List.of("CSV"))));
        things.put(
                "tokens",
                made("/tokens", Map.of("user", "foreign.robot", "name", "foreign token"))
                        .path("token")
                        .path("id")
                        .asText());
        String activity =
                """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"https://social.example/foreign","type":"Create",\
                "actor":{"type":"Person","id":"https://social.example/users/ann","name":"Ann"},\
                "published":"2026-03-01T12:00:00Z","object":{"id":"https://social.example/foreign/note","type":"Note",\
                "content":"For other eyes"}}
                """;
        String run = api.send(
                        admin,
                        "POST",
                        ROOT + "/imports?fileName=notes.jsonl&account=" + FOREIGN,
                        new Api.Body("application/octet-stream", activity),
                        Map.of())
                .expect(202)
                .json()
                .path("id")
                .asText();
        things.put("imports", run);
        await("import").atMost(Duration.ofMinutes(1)).until(() -> api.get(admin, ROOT + "/imports/" + run)
                .json()
                .path("state")
                .asText()
                .equals("COMPLETED"));
        JsonNode archived = api.get(admin, ROOT + "/activities?account=" + FOREIGN)
                .json()
                .path("items")
                .path(0);
        things.put("activities", archived.path("sequence").asText());
        things.put("conversations", archived.path("conversationId").asText());
        things.put("channels", archived.path("channelId").asText());
        things.put(
                "contacts",
                api.get(
                                admin,
                                ROOT + "/conversations/"
                                        + archived.path("conversationId").asText())
                        .json()
                        .path("contactId")
                        .asText());
    }

    private String id(String path, Object body) {
        return made(path, body).path("id").asText();
    }

    private Api.Caller attacker() {
        made("/users", Map.of("name", "attacking.robot", "accountId", OWN, "service", true));
        for (String role : List.of("account-manager", "integrator", "agent", "auditor", "executive")) {
            made("/grants", Map.of("user", "attacking.robot", "role", role, "accountId", OWN));
        }
        return Api.Caller.token(made("/tokens", Map.of("user", "attacking.robot", "name", "attack"))
                .path("secret")
                .asText());
    }

    Stream<DynamicTest> all() {
        assertThat(things).allSatisfy((kind, id) -> assertThat(id).as(kind).isNotBlank());
        return Stream.concat(paths(), Stream.concat(queries(), bodies()));
    }

    private Stream<DynamicTest> paths() {
        return described.operations().stream()
                .filter(Described.Operation::namesAThing)
                .filter(operation -> things.containsKey(operation.kind()))
                .map(operation -> dynamicTest("foreign id: " + operation, () -> {
                    String foreign = Objects.requireNonNull(things.get(operation.kind()));
                    String missing = missing(foreign);
                    Api.Answer refused = call(operation, operation.path(foreign));
                    Api.Answer unknown = call(operation, operation.path(missing));
                    assertThat(refused.status()).as(refused.toString()).isIn(400, 403, 404, 415);
                    assertSame(refused, foreign, unknown, missing);
                }));
    }

    /** An id of the same look that nothing has. */
    private static String missing(String id) {
        if (NUMBER.matcher(id).matches()) {
            return "99" + "0".repeat(Math.max(1, id.length()));
        }
        char last = id.charAt(id.length() - 1);
        return id.substring(0, id.length() - 1) + (last == '7' ? '8' : '7');
    }

    private Api.Answer call(Described.Operation operation, String path) {
        return api.send(
                attacker,
                operation.method(),
                path,
                operation.takesJson()
                        ? Described.send(described.body(operation))
                        : operation.takesAnything() ? new Api.Body("application/octet-stream", "x") : null,
                operation.method().equals("GET") || operation.method().equals("POST")
                        ? Map.of()
                        : Map.of("If-Match", "\"1\""));
    }

    private static void assertSame(Api.Answer one, String idOfOne, Api.Answer other, String idOfOther) {
        assertThat(one.status()).as("%s; but %s", one, other).isEqualTo(other.status());
        assertThat(withoutId(one.body(), idOfOne)).isEqualTo(withoutId(other.body(), idOfOther));
        assertThat(one.type()).isEqualTo(other.type());
    }

    private static String withoutId(String body, String id) {
        return body.replaceAll("\\b" + Pattern.quote(id) + "\\b", "ID");
    }

    /** Filters by another account find what filters by no account find: nothing. */
    private Stream<DynamicTest> queries() {
        return described.operations().stream()
                .filter(operation -> operation.method().equals("GET"))
                .filter(operation -> !operation.namesAThing())
                .flatMap(operation -> operation.queries().stream()
                        .filter(name -> ACCOUNT.matcher(name).matches())
                        .map(name -> dynamicTest("foreign " + name + ": " + operation, () -> {
                            String query =
                                    operation.path("1") + (operation.path("1").contains("?") ? "&" : "?") + name + "=";
                            Api.Answer refused = api.get(attacker, query + FOREIGN);
                            assertSame(refused, FOREIGN, api.get(attacker, query + NOT_THERE), NOT_THERE);
                            assertThat(refused.body())
                                    .doesNotContain("foreign.robot")
                                    .doesNotContain("For other eyes");
                        })));
    }

    /** What names an account in a body is refused alike, whether there is such an account or not. */
    private Stream<DynamicTest> bodies() {
        return described.operations().stream()
                .filter(operation -> operation.method().equals("POST"))
                .filter(Described.Operation::takesJson)
                .filter(operation -> !operation.namesAThing())
                .flatMap(operation -> described.input(operation).stream()
                        .filter(name -> ACCOUNT.matcher(name).matches())
                        .map(name -> dynamicTest("foreign " + name + " in the body: " + operation, () -> {
                            Api.Answer refused = call(operation, name, FOREIGN);
                            assertThat(refused.status()).as(refused.toString()).isBetween(400, 422);
                            assertSame(refused, FOREIGN, call(operation, name, NOT_THERE), NOT_THERE);
                        })));
    }

    private Api.Answer call(Described.Operation operation, String name, String account) {
        return api.send(
                attacker,
                operation.method(),
                operation.path("1"),
                Described.send(described.body(operation).put(name, account)),
                Map.of());
    }
}
