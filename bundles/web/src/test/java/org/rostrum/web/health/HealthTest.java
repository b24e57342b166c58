package org.rostrum.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckMetadata;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.ServiceReference;
import org.rostrum.api.problem.Problem;
import org.rostrum.web.front.OperatorsConfig;
import org.rostrum.web.front.OperatorsOnly;
import org.rostrum.web.testing.Configs;
import org.rostrum.web.testing.TestServer;

class HealthTest {
    private final Map<String, Result> checks = new HashMap<>();
    private final List<String> askedTags = new ArrayList<>();
    private TestServer server;

    private final class Checks implements HealthCheckExecutor {
        @Override
        public List<HealthCheckExecutionResult> execute(HealthCheckSelector selector) {
            askedTags.clear();
            if (selector.tags() != null) {
                askedTags.addAll(List.of(selector.tags()));
            }
            return checks.entrySet().stream()
                    .map(check -> executed(check.getKey(), check.getValue()))
                    .toList();
        }

        @Override
        public List<HealthCheckExecutionResult> execute(
                HealthCheckSelector selector, HealthCheckExecutionOptions options) {
            return execute(selector);
        }
    }

    private static HealthCheckExecutionResult executed(String name, Result result) {
        ServiceReference<?> reference = (ServiceReference<?>) Proxy.newProxyInstance(
                HealthTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> switch ((String) arguments[0]) {
                        case "hc.name" -> name;
                        case "hc.tags" -> new String[] {"ready"};
                        case "service.id" -> 1L;
                        default -> null;
                    };
                    case "hashCode" -> 1;
                    default -> null;
                });
        HealthCheckMetadata metadata = new HealthCheckMetadata(reference);
        return (HealthCheckExecutionResult) Proxy.newProxyInstance(
                HealthTest.class.getClassLoader(),
                new Class<?>[] {HealthCheckExecutionResult.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHealthCheckMetadata" -> metadata;
                    case "getHealthCheckResult" -> result;
                    case "getFinishedAt" -> Date.from(java.time.Instant.parse("2026-11-21T10:00:00Z"));
                    case "getElapsedTimeInMs" -> 5L;
                    default -> false;
                });
    }

    @BeforeEach
    void start() {
        OperatorsOnly operators = new OperatorsOnly(Configs.of(OperatorsConfig.class, Map.of()));
        server = new TestServer()
                .with(new HealthServlet(new Checks(), operators), "/health")
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode health(int status) throws Exception {
        HttpResponse<String> answer = server.get("/health");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        return new ObjectMapper().readTree(answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "OK,OK,200",
        "OK,WARN,200",
        "WARN,TEMPORARILY_UNAVAILABLE,503",
        "CRITICAL,OK,503",
        "OK,HEALTH_CHECK_ERROR,503"
    })
    void status_isTheWorstOfAll(Result.Status one, Result.Status other, int status) throws Exception {
        checks.put("one", new Result(one, "1"));
        checks.put("other", new Result(other, "2"));
        Result.Status worst = one.compareTo(other) > 0 ? one : other;
        assertThat(health(status).get("status").asText()).isEqualTo(worst.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PROPFIND", "FOO"})
    void whatCanOnlyBeRead_saysSo(String method) throws Exception {
        HttpResponse<String> answer =
                server.send(server.request("/health").method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        HttpResponse<String> asked =
                server.send(server.request("/health").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void noCheckAtAll_isNotHealth() throws Exception {
        assertThat(health(503).get("status").asText()).isEqualTo("HEALTH_CHECK_ERROR");
    }

    @Test
    void details_tellWhenSomethingRealLastHappened() throws Exception {
        FormattingResultLog log = new FormattingResultLog();
        log.info("the last activity was archived at 2026-11-21T09:00:00.123Z, the first at 2026-01-01T00:00:00Z");
        log.warn("the next poll is due at 2026-11-21T11:00:00Z");
        log.debug("nobody reads this");
        checks.put("archive", new Result(log));
        checks.put("silent", new Result(Result.Status.OK, "works since 2026-02-31T00:00:00Z"));
        JsonNode health = health(200);
        JsonNode archive = health.at("/checks/0");
        assertThat(archive.get("name").asText()).isEqualTo("archive");
        assertThat(archive.get("status").asText()).isEqualTo("WARN");
        assertThat(archive.get("messages")).hasSize(2);
        assertThat(archive.get("lastReal").asText()).isEqualTo("2026-11-21T09:00:00.123Z");
        assertThat(health.at("/checks/1").has("lastReal")).isFalse();
    }

    @Test
    void checkThatBrokeOff_saysWhyInOurWords() throws Exception {
        Problem full = Problem.of(Problem.Kind.UNAVAILABLE, "The disk of the database is full.");
        checks.put("audit", new Result(Result.Status.CRITICAL, "Exception during execution of 'audit'", full));
        Exception other = new IllegalStateException("jdbc:secret");
        checks.put("plugin", new Result(Result.Status.CRITICAL, "Exception during execution of 'plugin'", other));
        JsonNode health = health(503);
        assertThat(health.at("/checks/0/messages/0").asText()).isEqualTo("The disk of the database is full.");
        assertThat(health.at("/checks/1/messages/0").asText())
                .isEqualTo("Exception during execution of 'plugin' (IllegalStateException)");
    }

    @Test
    void others_seeOnlyTheWord() throws Exception {
        checks.put("bundles", new Result(Result.Status.CRITICAL, "Bundle secret is broken"));
        HttpResponse<String> answer = server.send(server.request("/health").header("X-Forwarded-For", "10.0.0.1"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"status\":\"CRITICAL\"}");
    }

    @Test
    void tags_chooseTheChecks() throws Exception {
        checks.put("one", new Result(Result.Status.OK, "1"));
        server.get("/health?tag=ready&tag=other");
        assertThat(askedTags).containsExactly("ready", "other");
    }
}
