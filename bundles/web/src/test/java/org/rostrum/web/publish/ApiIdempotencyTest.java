package org.rostrum.web.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rostrum.web.publish.ApiProblemsTest.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.TestDatabase;
import org.rostrum.web.idempotency.IdempotencyStore;
import org.rostrum.web.idempotency.JdbcIdempotencyStore;
import org.rostrum.web.testing.FailingDatabase;

/** A POST with an Idempotency-Key has its effect once. */
class ApiIdempotencyTest {
    private static final String THING = "{\"name\":\"a\",\"parts\":[]}";

    private final Things things = new Things();
    private TestDatabase database;
    private ApiFixture api;

    @BeforeEach
    void start() {
        database = TestDatabase.derby();
        api = new ApiFixture();
        api.publisher.setAnswers(new JdbcIdempotencyStore(database.database(), Clock.systemUTC()));
        api.start(things);
    }

    @AfterEach
    void stop() {
        api.close();
        database.close();
    }

    private HttpResponse<String> post(String path, String key, String body) throws Exception {
        return api.server.send(api.server
                .request("/api/v1/things" + path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void repeat_isAnsweredLikeTheFirst_andHasNoEffect() throws Exception {
        HttpResponse<String> first = post("", "k-1", THING);
        HttpResponse<String> again = post("", "k-1", THING);
        assertThat(things.created).hasValue(1);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body()).isNotEmpty();
        // without the name that was asked for, which anybody can forge
        assertThat(first.headers().firstValue("Location").orElse("")).startsWith("/api/v1/things/");
        for (String header : new String[] {"Location", "ETag", "Content-Type"}) {
            assertThat(again.headers().firstValue(header))
                    .isPresent()
                    .isEqualTo(first.headers().firstValue(header));
        }
    }

    @Test
    void otherKeyOrNone_isAnotherRequest() throws Exception {
        post("", "k-1", THING);
        post("", "k-2", THING);
        api.post("/things", THING);
        assertThat(things.created).hasValue(3);
    }

    @Test
    void otherBody_is422() throws Exception {
        post("", "k-1", THING);
        JsonNode problem = problem(post("", "k-1", THING.replace("a", "b")), 422);
        assertThat(problem.get("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(things.created).hasValue(1);
    }

    @Test
    void emptyAnswer_isRepeatedToo() throws Exception {
        assertThat(post("/commands/empty", "k-1", "").statusCode()).isEqualTo(204);
        HttpResponse<String> again = post("/commands/empty", "k-1", "");
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(things.created).hasValue(1);
    }

    @Test
    void whatWasRefused_mayBeSentAgain() throws Exception {
        problem(post("", "k-1", "{\"name\":\"conflict\",\"parts\":[]}"), 409);
        problem(post("", "k-1", "{\"nmae\":1}"), 400);
        assertThat(post("", "k-1", THING).statusCode()).isEqualTo(201);
        assertThat(things.created).hasValue(2);
    }

    @Test
    void secretAnswer_isNotKept_andTheRepeatIsTold() throws Exception {
        assertThat(post("/commands/secret", "k-1", "").body()).contains("s1");
        HttpResponse<String> again = post("/commands/secret", "k-1", "");
        JsonNode problem = problem(again, 409);
        assertThat(problem.get("detail").asText())
                .contains("carried out before")
                .contains("200");
        assertThat(things.created).hasValue(1);
    }

    @Test
    void streamedBody_andOtherMethods_passTheKeyOver() throws Exception {
        assertThat(post("/uploads", "k-1", "1").body())
                .isEqualTo(post("/uploads", "k-1", "2").body());
        assertThat(api.server
                        .send(api.server
                                .request("/api/v1/things/1")
                                .header("Idempotency-Key", "k")
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void nobodysKey_isPassedOver_forNobodyHasAName() throws Exception {
        try (ApiFixture open = new ApiFixture()) {
            open.publisher.setAnswers(new JdbcIdempotencyStore(database.database(), Clock.systemUTC()));
            open.start(FixedAccess.anonymous(), things);
            for (int i = 1; i <= 2; i++) {
                HttpResponse<String> answer = open.server.send(open.server
                        .request("/api/v1/things/commands/login")
                        .header("Idempotency-Key", "k")
                        .POST(BodyPublishers.noBody()));
                assertThat(answer.body()).isEqualTo("{\"session\":" + i + "}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "ключ"})
    void keyThatIsNotUsable_is400(String key) throws Exception {
        String bytes = new String(
                key.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
        try (java.net.Socket socket =
                new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), api.server.port())) {
            socket.getOutputStream()
                    .write(("POST /api/v1/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + THING.length()
                                    + "\r\nIdempotency-Key: "
                                    + bytes + "\r\n\r\n" + THING)
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"field\":\"Idempotency-Key\"");
        }
        assertThat(things.created).hasValue(0);
    }

    @Test
    void keyThatIsTooLong_is400() throws Exception {
        problem(post("", "k".repeat(256), THING), 400);
        assertThat(post("", "k".repeat(255), THING).statusCode()).isEqualTo(201);
    }

    @Test
    void withoutStore_theServerSaysThatItCannotPromise() throws Exception {
        try (ApiFixture bare = new ApiFixture().start(things)) {
            HttpResponse<String> answer = bare.server.send(bare.server
                    .request("/api/v1/things/commands/empty")
                    .header("Idempotency-Key", "k")
                    .POST(BodyPublishers.noBody()));
            problem(answer, 503);
            assertThat(things.created).hasValue(0);
        }
    }

    @Test
    void manyAtOnce_haveOneEffect_theOthersAreToldOrAnsweredLikeIt() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<HttpResponse<String>>> calls = IntStream.range(0, 24)
                    .<Callable<HttpResponse<String>>>mapToObj(number -> () -> post("", "k-1", THING))
                    .toList();
            for (Future<HttpResponse<String>> call : callers.invokeAll(calls)) {
                HttpResponse<String> answer = call.get();
                assertThat(answer.statusCode()).isIn(201, 409);
                if (answer.statusCode() == 409) {
                    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                }
            }
            assertThat(things.created).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void requestWhoseServerDied_isNotCarriedOutAgain() throws Exception {
        IdempotencyStore store = new JdbcIdempotencyStore(
                database.database(), Clock.offset(Clock.systemUTC(), java.time.Duration.ofMinutes(-10)));
        store.claim(new IdempotencyStore.Request("USER tester", "POST /api/v1/things", "k-1"), hashOf(THING));
        JsonNode problem = problem(post("", "k-1", THING), 409);
        assertThat(problem.get("detail").asText()).contains("not known");
        assertThat(things.created).hasValue(0);
    }

    @Test
    void requestWhoseCommitGotNoAnswer_isToldSo_andNotCarriedOutAgain() throws Exception {
        String lost = THING.replace("\"a\"", "\"lost\"");
        HttpResponse<String> answer = post("", "k-1", lost);
        JsonNode problem = problem(answer, 500);
        assertThat(problem.get("type").asText()).isEqualTo("urn:rostrum:problem:outcome-unknown");
        assertThat(problem.get("instance").asText()).startsWith("urn:uuid:");
        assertThat(problem.get("remedy").asText()).contains("Look whether it is there", "new key");
        assertThat(answer.body()).doesNotContain("Nothing was done");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();

        JsonNode again = problem(post("", "k-1", lost), 409);
        assertThat(again.get("detail").asText()).contains("not known");
        assertThat(things.created).hasValue(1);
        problem(post("", "k-2", lost), 500);
        assertThat(things.created).hasValue(2);
    }

    @Test
    void answerIsGiven_thoughTheEndCannotBeNoted_andTheRepeatIsNotCarriedOut() throws Exception {
        FailingDatabase failing = new FailingDatabase(database.database());
        try (ApiFixture shaky = new ApiFixture()) {
            shaky.publisher.setAnswers(new JdbcIdempotencyStore(failing, Clock.systemUTC()));
            shaky.start(things);
            // the first clears away what is old, the second takes the key
            failing.failFrom(3);
            HttpResponse<String> first = shaky.server.send(keyed(shaky, THING));
            assertThat(first.statusCode()).isEqualTo(201);
            failing.failFrom(Integer.MAX_VALUE);
            JsonNode again = problem(shaky.server.send(keyed(shaky, THING)), 409);
            assertThat(again.get("detail").asText()).contains("carried out before", "/things/");
            assertThat(things.created).hasValue(1);
        }
    }

    private static java.net.http.HttpRequest.Builder keyed(ApiFixture api, String body) {
        return api.server
                .request("/api/v1/things")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-shaky")
                .POST(BodyPublishers.ofString(body));
    }

    private static String hashOf(String body) throws Exception {
        var digest = java.security.MessageDigest.getInstance("SHA-256");
        digest.update("0:".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        digest.update((body.length() + ":").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        digest.update(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return java.util.HexFormat.of().formatHex(digest.digest());
    }
}
