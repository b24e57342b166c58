package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every operation that the running server describes, as asked for by all kinds of callers. An operation that is added later
 * is walked over, too; one that is open to all must be added to the list here.
 */
class OpenApiWalkIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final String ROOT = "/api/v1";
    private static final Set<String> VERBS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final Set<String> CHANGING = Set.of("PUT", "POST", "DELETE", "PATCH");

    /** What anybody may ask for, without being known. */
    private static final Set<String> OPEN_TO_ANYONE = Set.of(
            "readApiDescription",
            "signIn",
            "answerWebhook",
            "receiveWebhook",
            "hintCaseSource",
            "listSignOnChoices",
            "beginSignOn",
            "finishSignOn",
            "endSessionsByProvider",
            "endSessionByBrowser");

    /** What everybody may ask for who is signed in, whatever their role. */
    private static final Set<String> OPEN_TO_SIGNED_IN = Set.of(
            "whoAmI",
            "signOut",
            "signOutEverywhere",
            "getSecondFactor",
            "beginSecondFactor",
            "confirmSecondFactor",
            "renewRecoveryCodes",
            "listIdentityLinks",
            "unlinkIdentity",
            "getPreferences",
            "replacePreferences",
            "removeSecondFactor",
            "setPassword",
            "listPages",
            "listPermissions",
            "listEffectiveRights",
            "explainAccess",
            "listSessions",
            "endSession",
            "endSessions",
            "listStandIns",
            "createStandIn",
            "endStandIn");

    /** Permissions that exist nowhere. */
    private static final String OTHER = "nothing:of-this";

    private static final List<Operation> OPERATIONS = new ArrayList<>();
    private static JsonNode document;
    /** A session of somebody without any role. */
    private static Api.Caller noRole;
    /** A session of somebody with the weakest role there is, and what it lets do. */
    private static Api.Caller viewer;

    private static List<String> viewersPermissions;
    /** A token of the administrator that is limited to something else. */
    private static Api.Caller limited;

    private static final Map<String, Api.Caller> TOKENS = new HashMap<>();

    /** An operation with all that is needed to call it; its input is well-formed at most. */
    private record Operation(
            String id, String method, String template, @Nullable String permission, JsonNode description) {
        String path() {
            String path = ROOT + template;
            StringBuilder query = new StringBuilder();
            for (JsonNode parameter : description.path("parameters")) {
                String name = parameter.path("name").asText();
                String value = parameter.path("schema").path("type").asText().equals("integer") ? "4711" : "none";
                if (parameter.path("in").asText().equals("path")) {
                    path = path.replace("{" + name + "}", value);
                } else if (parameter.path("in").asText().equals("query")
                        && parameter.path("required").asBoolean()) {
                    query.append(query.isEmpty() ? "?" : "&").append(name).append("=none");
                }
            }
            return path + query;
        }

        Api.@Nullable Body body() {
            JsonNode content = description.path("requestBody").path("content");
            if (content.isMissingNode()) {
                return null;
            }
            return content.has("application/json")
                    ? new Api.Body("application/json", "{}")
                    : new Api.Body("application/octet-stream", "nothing");
        }

        boolean changes() {
            return CHANGING.contains(method);
        }

        Api.Answer call(Api.Caller caller) {
            return SERVER.api().send(caller, method, path(), body(), Map.of());
        }

        @Override
        public String toString() {
            return id + ": " + method + " " + template;
        }
    }

    @BeforeAll
    static void read() {
        document = SERVER.api()
                .get(Api.Caller.NOBODY, ROOT + "/openapi.json")
                .expect(200)
                .json();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> VERBS.contains(entry.getKey()))
                .map(entry -> operation(path.getKey(), entry.getKey(), entry.getValue()))
                .forEach(OPERATIONS::add));
        Api api = SERVER.api();
        Api.Caller admin = SERVER.admin();
        noRole = signedIn("nobody.special");
        viewer = signedIn("only.viewing", "viewer");
        viewersPermissions = new ArrayList<>();
        api.get(viewer, ROOT + "/session")
                .expect(200)
                .json()
                .path("permissions")
                .forEach(permission -> {
                    // such as reports:read,run
                    String[] parts = permission.asText().split(":", -1);
                    for (String action : parts[1].split(",", -1)) {
                        viewersPermissions.add(parts[0] + ":" + action);
                    }
                });
        limited = api.token(admin, OTHER);
    }

    private static Operation operation(String template, String verb, JsonNode description) {
        return new Operation(
                description.path("operationId").asText(),
                verb.toUpperCase(Locale.ROOT),
                template,
                description.has("x-permission")
                        ? description.path("x-permission").asText()
                        : null,
                description);
    }

    private static Api.Caller signedIn(String name, String... roles) {
        Api.User user = SERVER.api().newUser(SERVER.admin(), name, roles);
        return SERVER.api().signIn(user.name(), user.password());
    }

    private static Api.Caller allowed(String permission) {
        return TOKENS.computeIfAbsent(permission, one -> SERVER.api().token(SERVER.admin(), one));
    }

    private static Stream<DynamicTest> each(Predicate<Operation> which, Check check) {
        List<DynamicTest> tests = OPERATIONS.stream()
                .filter(which)
                .map(operation -> dynamicTest(operation.toString(), () -> check.of(operation)))
                .toList();
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private interface Check {
        void of(Operation operation) throws Exception;
    }

    private static void assertProblem(Api.Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.toString()).isIn((Object[]) statuses);
        assertThat(answer.type()).as(answer.toString()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).as(answer.toString()).isEqualTo(answer.status());
        assertThat(answer.json().path("title").asText()).as(answer.toString()).isNotBlank();
    }

    @Test
    void document_isOpenApi31_andComplete() {
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        assertThat(document.path("info").path("version").asText()).isNotBlank();
        assertThat(document.path("servers").path(0).path("url").asText()).isEqualTo(ROOT);
        assertThat(OPERATIONS).hasSizeGreaterThan(70);
        assertThat(OPERATIONS).extracting(Operation::id).doesNotHaveDuplicates();
        assertThat(OPERATIONS.stream().filter(operation -> operation.permission() == null))
                .extracting(Operation::id)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(OPEN_TO_ANYONE.stream(), OPEN_TO_SIGNED_IN.stream())
                        .toList());
        assertThat(unresolved(document)).isEmpty();
    }

    /** References that lead nowhere. */
    private static Set<String> unresolved(JsonNode node) {
        Set<String> missing = new HashSet<>();
        for (JsonNode reference : node.findValues("$ref")) {
            String pointer = reference.asText();
            if (!pointer.startsWith("#") || document.at(pointer.substring(1)).isMissingNode()) {
                missing.add(pointer);
            }
        }
        return missing;
    }

    @TestFactory
    Stream<DynamicTest> isDescribed() {
        return each(operation -> true, operation -> {
            assertThat(operation.id()).matches("[a-z][A-Za-z0-9]+");
            assertThat(operation.description().path("summary").asText()).isNotBlank();
            assertThat(operation.description().path("tags")).isNotEmpty();
            List<String> statuses = new ArrayList<>();
            operation.description().path("responses").fieldNames().forEachRemaining(statuses::add);
            assertThat(statuses).as("a good end").anyMatch(status -> status.startsWith("2") || status.equals("303"));
            assertThat(statuses).contains("400", "500", "503");
            if (OPEN_TO_ANYONE.contains(operation.id())) {
                assertThat(operation.description().path("security")).isEmpty();
                assertThat(operation.description().path("x-open").asText()).isEqualTo("to anyone");
            } else {
                assertThat(statuses).contains("401", "403");
                assertThat(operation.description().path("security")).isNotEmpty();
            }
            if (operation.id().equals("signIn")) {
                assertThat(statuses).contains("401", "429");
            }
            if (operation.template().contains("{")) {
                assertThat(statuses).contains("404");
            }
            for (JsonNode parameter : operation.description().path("parameters")) {
                assertThat(parameter.has("$ref") || parameter.has("schema"))
                        .as(parameter.toString())
                        .isTrue();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> nobody_isAskedToSignIn() {
        return each(operation -> !OPEN_TO_ANYONE.contains(operation.id()), operation -> {
            Api.Answer answer = operation.call(Api.Caller.NOBODY);
            assertProblem(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        });
    }

    @TestFactory
    Stream<DynamicTest> wrongTokens_openNothing() {
        return each(
                operation -> !OPEN_TO_ANYONE.contains(operation.id()),
                operation -> assertProblem(operation.call(Api.Caller.token("rst_" + "x".repeat(43))), 401));
    }

    @TestFactory
    Stream<DynamicTest> sessionWithoutRole_isRefused() {
        return each(
                operation -> operation.permission() != null, operation -> assertProblem(operation.call(noRole), 403));
    }

    @TestFactory
    Stream<DynamicTest> sessionOfWeakestRole_isRefused_whatTheRoleDoesNotName() {
        return each(
                operation -> operation.permission() != null && !viewersPermissions.contains(operation.permission()),
                operation -> assertProblem(operation.call(viewer), 403));
    }

    @TestFactory
    Stream<DynamicTest> sessionOfWeakestRole_isLetIn_whereTheRoleSaysSo() {
        return each(
                operation -> operation.permission() != null && viewersPermissions.contains(operation.permission()),
                operation -> assertLetIn(operation.call(viewer)));
    }

    @TestFactory
    Stream<DynamicTest> tokenForSomethingElse_isRefused() {
        return each(
                operation -> operation.permission() != null, operation -> assertProblem(operation.call(limited), 403));
    }

    /** Who has the one permission is let in, and told what is wrong with the input rather than that something broke. */
    @TestFactory
    Stream<DynamicTest> tokenForJustThis_isLetIn() {
        return each(
                operation -> operation.permission() != null,
                operation -> assertLetIn(operation.call(allowed(Objects.requireNonNull(operation.permission())))));
    }

    /** What a body must hold is found out by leaving it out: the description says the same. */
    @TestFactory
    Stream<DynamicTest> whatABodyMustHold_isDescribedAsRequired() {
        return each(
                operation -> operation.permission() != null
                        && operation.body() != null
                        && operation.body().type().equals("application/json"),
                operation -> {
                    Api.Answer answer = operation.call(allowed(Objects.requireNonNull(operation.permission())));
                    String detail = answer.status() == 400
                            ? answer.json().path("detail").asText()
                            : "";
                    if (detail.contains("is missing")) {
                        String field = answer.json().path("field").asText();
                        assertThat(required(operation)).as(answer.toString()).contains(field);
                    }
                });
    }

    private static List<String> required(Operation operation) {
        JsonNode schema = operation
                .description()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (schema.has("$ref")) {
            schema = document.at(schema.path("$ref").asText().substring(1));
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        return required;
    }

    private static void assertLetIn(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403).isBetween(200, 499);
        if (answer.status() >= 400) {
            assertProblem(answer, answer.status());
        }
    }

    @TestFactory
    Stream<DynamicTest> cookieAlone_changesNothing() {
        return each(operation -> operation.changes() && !operation.id().equals("signIn"), operation -> {
            for (String proof : new String[] {null, "", "wrong", "x".repeat(43)}) {
                Api.Answer answer = operation.call(SERVER.admin().proving(proof));
                assertProblem(answer, 403);
                assertThat(answer.json().path("field").asText()).isEqualTo(Api.CSRF);
            }
        });
    }

    /** Signing in must not be possible for a page of another site, either. */
    @TestFactory
    Stream<DynamicTest> pagesOfOtherSites_changeNothing() {
        return each(
                Operation::changes,
                operation -> assertProblem(
                        SERVER.api()
                                .send(
                                        SERVER.admin(),
                                        operation.method(),
                                        operation.path(),
                                        operation.body(),
                                        Map.of("Origin", "https://elsewhere.example")),
                        403));
    }

    @Test
    void sessionOfTheAdministrator_isStillOpen_andEndsWhenItIsClosed() {
        Api.Caller session = signedIn("soon.gone", "administrator");
        SERVER.api().get(session, ROOT + "/users").expect(200);

        SERVER.api().send(session, "DELETE", ROOT + "/session", null, Map.of()).expect(204);

        SERVER.api().get(session, ROOT + "/users").expect(401);
        SERVER.api().get(SERVER.admin(), ROOT + "/users").expect(200);
    }
}
