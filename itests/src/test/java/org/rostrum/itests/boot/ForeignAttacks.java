package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
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
    private static final String FOREIGN = ForeignThings.ACCOUNT;
    private static final String NOT_THERE = "attack-nowhere";
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    /** What is no thing of an account, with an example; nothing is hidden of it from those who may look at its kind at all. */
    private static final Map<String, String> EVERYBODYS = Map.of(
            "/case-sources/{adapter}", "none",
            "/connectors/{type}", "feed",
            "/report-runs/{id}/output/{format}", "csv",
            "/roles/{name}", "viewer",
            // the page to sign in lists them
            "/sign-on/{id}", "none");
    /** Nobody sees these: no delivery is dead here, and a webhook is asked by programs. */
    private static final Set<String> NOT_SHOWN = Set.of("/dead-letters/{id}", "/webhooks/{channelId}");

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** What a body or a query names accounts by. */
    private static final Pattern ACCOUNT = Pattern.compile("account|accountId|parentId");

    private final Api api;
    private final Api.Caller admin;
    private final Described described;
    private final Map<String, String> things;
    private final Map<String, String> own;
    private final Api.Caller attacker;

    ForeignAttacks(ExamServer server, Described described, Path folder) throws IOException {
        this.api = server.api();
        this.admin = server.admin();
        this.described = described;
        made("/accounts", Map.of("id", OWN, "name", OWN));
        this.things = new ForeignThings(server, described, folder).ids();
        this.attacker = attacker();
        this.own = Map.of(
                "/groups/{id}",
                made("/groups", Map.of("name", "own group", "accountId", OWN))
                        .path("id")
                        .asText());
    }

    private JsonNode made(String path, Object body) {
        Api.Answer answer = api.post(admin, ROOT + path, body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
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
        return Stream.of(
                        Stream.of(
                                dynamicTest("every id in a path is tried", this::allTried),
                                dynamicTest("what is tried is there", this::there)),
                        paths(),
                        queries(),
                        bodies())
                .flatMap(tests -> tests);
    }

    /** The places of the operation's path where an id stands, each as the path up to it. */
    private static List<String> places(Described.Operation operation) {
        return PARAMETER
                .matcher(operation.template())
                .results()
                .map(found -> operation.template().substring(0, found.end()))
                .toList();
    }

    /** A new operation whose path names something needs an example of it above, or a reason among those of everybody. */
    private void allTried() {
        assertThat(described.operations().stream()
                        .flatMap(operation -> places(operation).stream())
                        .filter(place -> !EVERYBODYS.containsKey(place)))
                .isNotEmpty()
                .allSatisfy(place -> assertThat(things.get(place)).as(place).isNotBlank());
    }

    /** Else an attack on it would be one on nothing. */
    private void there() {
        for (Described.Operation operation : described.operations()) {
            List<String> places = places(operation);
            if (operation.method().equals("GET")
                    && places.size() == 1
                    && operation.template().equals(places.get(0))
                    && things.containsKey(places.get(0))
                    && !NOT_SHOWN.contains(places.get(0))) {
                api.get(admin, path(operation, places.get(0), things.get(places.get(0))))
                        .expect(200);
            }
        }
    }

    /** The address with this id at the place, and at the others what the attacker has or what is everybody's. */
    private String path(Described.Operation operation, String place, String id) {
        String path = operation.path("{}");
        for (String one : places(operation)) {
            String there = one.equals(place)
                    ? id
                    : own.getOrDefault(one, things.getOrDefault(one, EVERYBODYS.getOrDefault(one, "none")));
            path = path.replaceFirst("\\{}", Matcher.quoteReplacement(there));
        }
        return path;
    }

    private Stream<DynamicTest> paths() {
        return described.operations().stream().flatMap(operation -> places(operation).stream()
                .filter(things::containsKey)
                .map(place -> dynamicTest("foreign " + place + ": " + operation, () -> {
                    String foreign = Objects.requireNonNull(things.get(place));
                    String missing = missing(foreign);
                    Api.Answer refused = call(operation, path(operation, place, foreign));
                    Api.Answer unknown = call(operation, path(operation, place, missing));
                    assertThat(refused.status()).as(refused.toString()).isIn(400, 403, 404, 415);
                    assertSame(refused, foreign, unknown, missing);
                })));
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
                operation.method().equals("GET") ? Map.of() : Map.of("If-Match", "\"1\""));
    }

    private static void assertSame(Api.Answer one, String idOfOne, Api.Answer other, String idOfOther) {
        assertThat(one.status()).as("%s; but %s", one, other).isEqualTo(other.status());
        // another part of the address may have the same number
        assertThat(withoutId(withoutId(one.body(), idOfOne), idOfOther))
                .isEqualTo(withoutId(withoutId(other.body(), idOfOther), idOfOne));
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
