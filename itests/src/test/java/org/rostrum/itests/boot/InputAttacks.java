package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Bodies that hold more than they may: properties of somebody else's concern, too much, too deep. */
final class InputAttacks {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What nobody sets by a body, whatever it is of. */
    private static final List<String> NEVER =
            List.of("nothingLikeThis", "__proto__", "constructor", "passwordHash", "isAdmin");

    private final ExamServer server;
    private final Described described;

    InputAttacks(ExamServer server, Described described) {
        this.server = server;
        this.described = described;
    }

    Stream<DynamicTest> all() {
        return Stream.concat(
                Stream.of(dynamicTest("too much: SCIM", this::scim)), Stream.concat(massAssignment(), tooMuch()));
    }

    private Api.Answer send(Described.Operation operation, String type, String body) {
        return server.api()
                .send(
                        server.admin(),
                        operation.method(),
                        operation.path("1"),
                        new Api.Body(type, body),
                        operation.method().equals("POST") ? Map.of() : Map.of("If-Match", "\"0\""));
    }

    private Stream<Described.Operation> withJson() {
        return described.operations().stream().filter(Described.Operation::takesJson);
    }

    /** What answers tell of a thing but its input does not have is refused, and named. */
    private Stream<DynamicTest> massAssignment() {
        return withJson()
                .map(operation -> dynamicTest("mass assignment: " + operation, () -> {
                    Set<String> names = new TreeSet<>(NEVER);
                    names.addAll(described.told(operation));
                    names.removeAll(described.input(operation));
                    for (String name : names) {
                        ObjectNode body = JSON.createObjectNode();
                        body.put(name, true);
                        body.setAll(described.body(operation));
                        Api.Answer answer = send(operation, "application/json", body.toString());
                        assertThat(answer.status())
                                .as("%s with %s", answer, body)
                                .isEqualTo(400);
                        assertThat(answer.json().path("field").asText())
                                .as("%s with %s", answer, body)
                                .isEqualTo(name);
                    }
                }));
    }

    private Stream<DynamicTest> tooMuch() {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        String bomb = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
        return withJson()
                .map(operation -> dynamicTest("too much: " + operation, () -> {
                    String name =
                            described.input(operation).stream().findFirst().orElse("none");
                    refused(send(operation, "application/json", "{\"" + name + "\":" + deep + "}"), 400);
                    refused(
                            send(operation, "application/json", "{\"" + name + "\":\"" + "x".repeat(2_000_000) + "\"}"),
                            413);
                    refused(send(operation, "application/json", "{\"" + name + "\":1" + "0".repeat(5000) + "}"), 400);
                    refused(send(operation, "application/json", "{\"" + name + "\":1e999999999}"), 400);
                    refused(send(operation, "application/json", "{\"" + name + "\":null,\"" + name + "\":null}"), 400);
                    refused(send(operation, "application/json", "[" + described.body(operation) + "]"), 400);
                    refused(send(operation, "application/xml", bomb), 415);
                    refused(send(operation, "application/yaml", "!!java.net.URL [\"http://127.0.0.1\"]"), 415);
                }));
    }

    private void scim() {
        Api.Caller client = server.api().token(server.admin(), "scim:read", "scim:write");
        for (String path : List.of("/Users", "/Groups", "/Bulk")) {
            for (String body :
                    List.of("{\"schemas\":" + "[".repeat(5000) + "]".repeat(5000) + "}", "<!DOCTYPE a>", "[]")) {
                Api.Answer answer = server.api()
                        .send(client, "POST", "/scim/v2" + path, new Api.Body("application/scim+json", body), Map.of());
                assertThat(answer.status()).as(answer.toString()).isIn(400, 413);
                assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.rostrum");
            }
        }
    }

    private static void refused(Api.Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body().length()).as("an answer is short").isLessThan(3000);
    }
}
