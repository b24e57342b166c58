package org.rostrum.web.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong is told as application/problem+json, names the field and the remedy, and nothing of the inside. */
class ApiProblemsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Things THINGS = new Things();
    private static final String VALID = "{\"name\":\"n\",\"parts\":[]}";
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture(Map.of("maxBodyBytes", 10_000L)).start(THINGS);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    static JsonNode problem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "java.", "org.rostrum");
        JsonNode json = JSON.readTree(answer.body());
        assertThat(json.get("status").asInt()).isEqualTo(status);
        assertThat(json.get("type").asText()).matches("urn:rostrum:problem:[a-z-]+|about:blank");
        assertThat(json.get("title").asText()).isNotBlank();
        assertThat(json.get("detail").asText()).isNotBlank();
        return json;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "cut off           | {\"name\":\"a\",\"parts\":[                                   | body         | ends too early at line 1",
                "not JSON          | hello                                                         | body         | not valid JSON at line 1, column 1",
                "single quotes     | {'name':'a'}                                                  | body         | not valid JSON at line 1",
                "nothing           | -                                                             | body         | has no body",
                "null              | null                                                          | body         | has no body",
                "two documents     | {\"name\":\"a\",\"parts\":[]} {}                              | body         | follows the end",
                "a list            | []                                                            | body         | wrong kind",
                "unknown field     | {\"name\":\"a\",\"parts\":[],\"nmae\":\"b\"}                  | nmae         | There is no field \"nmae\"",
                "unknown nested    | {\"name\":\"a\",\"parts\":[{\"name\":\"p\",\"weight\":1,\"x\":2}]} | parts[0].x | There is no field \"x\"",
                "missing           | {\"parts\":[]}                                                | name         | A value is missing",
                "missing list      | {\"name\":\"a\"}                                              | parts        | A value is missing",
                "missing nested    | {\"name\":\"a\",\"parts\":[{\"weight\":1}]}                   | parts[0].name | A value is missing",
                "missing number    | {\"name\":\"a\",\"parts\":[{\"name\":\"p\"}]}                 | parts[0].weight | A value is missing",
                "null for text     | {\"name\":null,\"parts\":[]}                                  | name         | A value is missing",
                "null in a list    | {\"name\":\"a\",\"parts\":[null]}                             | parts[0]     | A value is missing",
                "null in a map     | {\"name\":\"a\",\"parts\":[],\"labels\":{\"k\":null}}         | labels.k     | A value is missing",
                "text for number   | {\"name\":\"a\",\"parts\":[{\"name\":\"p\",\"weight\":\"1\"}]} | parts[0].weight | wrong kind",
                "fraction          | {\"name\":\"a\",\"parts\":[{\"name\":\"p\",\"weight\":1.5}]}  | parts[0].weight | does not fit",
                "too big           | {\"name\":\"a\",\"parts\":[{\"name\":\"p\",\"weight\":99999999999}]} | parts[0].weight | -",
                "object for text   | {\"name\":{},\"parts\":[]}                                    | name         | wrong kind",
                "number for text   | {\"name\":7,\"parts\":[]}                                     | name         | -",
                "unknown constant  | {\"name\":\"a\",\"parts\":[],\"colour\":\"PINK\"}             | colour       | \"PINK\" does not fit",
                "number as constant| {\"name\":\"a\",\"parts\":[],\"colour\":0}                    | colour       | -",
                "bad moment        | {\"name\":\"a\",\"parts\":[],\"since\":\"yesterday\"}         | since        | \"yesterday\" does not fit",
                "bad day           | {\"name\":\"a\",\"parts\":[],\"day\":\"2026-02-30\"}          | day          | does not fit",
                "bad zone          | {\"name\":\"a\",\"parts\":[],\"zone\":\"Mars/North\"}         | zone         | does not fit",
                "twice             | {\"name\":\"a\",\"name\":\"b\",\"parts\":[]}                  | body         | Duplicate field",
                "refused by record | {\"name\":\" \",\"parts\":[]}                                 | body         | needs a name that is not blank",
                "problem in record | {\"name\":\"problem\",\"parts\":[]}                           | name         | Things are not called so",
            })
    void post_namesTheFieldAndTheRemedy_whenTheBodyIs(String what, String body, String field, String detail)
            throws Exception {
        int before = THINGS.created.get();
        JsonNode problem = problem(api.post("/things", body == null ? "" : body), 400);
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(problem.path("detail").asText()).contains(detail == null ? "" : detail);
        assertThat(problem.get("remedy").asText()).isNotBlank();
        assertThat(THINGS.created).hasValue(before);
    }

    @Test
    void post_tellsTheKnownFields_whenOneIsUnknown() throws Exception {
        JsonNode problem = problem(api.post("/things", "{\"name\":\"a\",\"parts\":[],\"nmae\":\"b\"}"), 400);
        assertThat(problem.get("remedy").asText())
                .isEqualTo("The fields are: colour, day, labels, name, parts, since, zone.");
    }

    @Test
    void post_tellsTheConstants_whenOneIsUnknown() throws Exception {
        JsonNode problem = problem(api.post("/things", "{\"name\":\"a\",\"parts\":[],\"colour\":\"PINK\"}"), 400);
        assertThat(problem.get("remedy").asText()).isEqualTo("Give one of RED, DARK_BLUE.");
    }

    @Test
    void post_refusesBytesThatAreNoUtf8() throws Exception {
        byte[] latin = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xe4, (byte) 0xf6, '"', '}'};
        HttpResponse<String> answer = api.server.send(api.server
                .request("/api/v1/things")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin)));
        assertThat(problem(answer, 400).get("detail").asText()).contains("UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=ten               | limit  | a whole number",
                "limit=                  | limit  | a whole number",
                "limit=9999999999        | limit  | a whole number",
                "open=yes                | open   | true or false",
                "colour=pink             | colour | RED, DARK_BLUE",
                "since=2026-13-01        | since  | 2026-11-21T08:30:00Z",
                "labels=1&labels=x       | labels | a whole number",
                "limt=5                  | limt   | colour, cursor, labels, limit, open, since",
                "%6cimt=5                | limt   | cursor",
                "_ctype=application/json | _ctype | headers",
                "_%74ype=json            | _type  | headers",
                "_method=DELETE          | _method | headers",
            })
    void get_namesTheParameter_whenItDoesNotFit(String query, String field, String remedy) throws Exception {
        JsonNode problem = problem(api.get("/things?" + query), 400);
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(problem.get("remedy").asText()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=5",
        "open=true",
        "colour=dark-blue",
        "colour=RED",
        "since=2026-11-21T08:30:00%2B01:00",
        "labels=1&labels=2"
    })
    void get_takesParametersThatFit(String query) throws Exception {
        assertThat(api.get("/things?" + query).statusCode()).isEqualTo(200);
    }

    @Test
    void get_tellsThatTheIdIsNone_ratherThanThatThereIsNothing() throws Exception {
        JsonNode problem = problem(api.get("/things/seven"), 400);
        assertThat(problem.get("field").asText()).isEqualTo("id");
    }

    @Test
    void unknownPath_is404_andPointsToTheDescription() throws Exception {
        for (String path : new String[] {"/nothing", "/things/1/2/3", "/", ""}) {
            JsonNode problem = problem(api.get(path), 404);
            assertThat(problem.get("remedy").asText()).contains("openapi.json");
        }
    }

    @Test
    void thingThatIsNotThere_is404_withTheResourcesOwnWords() throws Exception {
        JsonNode problem = problem(api.get("/things/404"), 404);
        assertThat(problem.get("detail").asText()).isEqualTo("There is no thing \"404\".");
    }

    @Test
    void wrongMethod_is405_andNamesTheAllowedOnes() throws Exception {
        HttpResponse<String> answer =
                api.server.send(api.server.request("/api/v1/things").method("PATCH", BodyPublishers.ofString("{}")));
        JsonNode problem = problem(answer, 405);
        assertThat(answer.headers().allValues("Allow")).containsExactly("GET, HEAD, OPTIONS, POST");
        assertThat(problem.get("remedy").asText()).contains("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void wrongMethodOfOneThing_is405_andNamesNoMethodOfOtherPaths() throws Exception {
        HttpResponse<String> answer =
                api.server.send(api.server.request("/api/v1/things/1").method("POST", BodyPublishers.ofString("{}")));
        problem(answer, 405);
        assertThat(answer.headers().allValues("Allow")).containsExactly("DELETE, GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void wrongAccept_is406() throws Exception {
        problem(api.server.send(api.server.request("/api/v1/things").header("Accept", "text/csv")), 406);
    }

    @Test
    void wrongContentType_is415() throws Exception {
        for (String type : new String[] {"text/plain", "application/xml", "nonsense"}) {
            problem(
                    api.server.send(api.server
                            .request("/api/v1/things")
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString("{}"))),
                    415);
        }
        problem(api.server.send(api.server.request("/api/v1/things").POST(BodyPublishers.ofString("{}"))), 415);
    }

    @Test
    void packedBody_is415_andNamesTheHeader() throws Exception {
        JsonNode problem = problem(
                api.server.send(api.server
                        .request("/api/v1/things")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{\"name\":\"n\"}"))),
                415);
        assertThat(problem.path("errors").toString() + problem).contains("Content-Encoding");
    }

    @Test
    void bodyThatIsTooLarge_is413_whetherAnnouncedOrNot() throws Exception {
        String large = "{\"name\":\"" + "x".repeat(20_000) + "\"}";
        problem(api.post("/things", large), 413);
        HttpRequest.Builder chunked = api.server
                .request("/api/v1/things")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(large.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        JsonNode problem = problem(api.server.send(chunked), 413);
        assertThat(problem.get("detail").asText()).contains("10000 bytes");
    }

    @Test
    void streamedBody_isNotBounded() throws Exception {
        HttpResponse<String> answer = api.server.send(api.server
                .request("/api/v1/things/uploads")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[3_000_000])));
        assertThat(answer.body()).isEqualTo("{\"bytes\":3000000}");
    }

    @ParameterizedTest
    @CsvSource({"npe,500", "io,500", "database,500", "error,500", "unwritable,500", "database-away,503", "deadlock,503"
    })
    void failureOfTheServer_tellsNothingButAnErrorId(String kind, int status) throws Exception {
        JsonNode problem = problem(api.get("/things/failures/" + kind), status);
        assertThat(problem.get("instance").asText()).startsWith("urn:uuid:");
        assertThat(problem.has("field")).isFalse();
    }

    @Test
    void passingFailure_saysWhenToComeAgain() throws Exception {
        assertThat(api.get("/things/failures/database-away").headers().firstValue("Retry-After"))
                .contains("5");
        HttpResponse<String> answer = api.get("/things/failures/wait");
        problem(answer, 429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    }

    @ParameterizedTest
    @CsvSource({"database-down,The disk with the database is full.,5", "disk,The server's disk is full.,30"})
    void whatTheServerLacks_isNamed_andIsNoDefect(String kind, String detail, String seconds) throws Exception {
        HttpResponse<String> answer = api.get("/things/failures/" + kind);
        JsonNode problem = problem(answer, 503);
        assertThat(problem.get("detail").asText()).isEqualTo(detail);
        assertThat(problem.get("remedy").asText()).contains("Nothing was done");
        assertThat(problem.has("instance")).isFalse();
        assertThat(answer.headers().firstValue("Retry-After")).contains(seconds);
    }

    /** PostgreSQL cannot keep it, Derby can: it is refused before either is asked. */
    @Test
    void nulInAQuery_isRefused() throws Exception {
        HttpResponse<String> answer = api.get("/things?cursor=a%00b");
        problem(answer, 400);
        assertThat(answer.body()).contains("\"field\":\"cursor\"", "NUL");
    }

    @Test
    void queryThatCannotBeRead_isRefused() throws Exception {
        // Java's client would not send it
        String answer = raw("GET /api/v1/things?cursor=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "percent sign as %25");
    }

    @Test
    void nulAndHalfCharactersInABody_areRefused_andTheFieldIsNamed() throws Exception {
        for (String bad : List.of("\\u0000", "\\ud83d")) {
            JsonNode problem = problem(api.post("/things", "{\"name\":\"a" + bad + "\",\"parts\":[]}"), 400);
            assertThat(problem.get("field").asText()).isEqualTo("name");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=nope",
                "application/json;charset=\"no such\"",
                "application/json; charset=",
                "application/json; charset=iso-8859-1",
                "application/problem+json;a=b;CHARSET=ibm500"
            })
    void charsetThatCannotBeRead_isToldAsSuch(String type) throws Exception {
        JsonNode problem = problem(send("POST", type, "{\"name\":\"n\"}"), 415);
        assertThat(problem.get("field").asText()).isEqualTo("Content-Type");
        assertThat(problem.get("remedy").asText()).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "application/json;x=y"})
    void charsetsOfUnicode_areRead(String type) throws Exception {
        assertThat(send("POST", type, "{\"parts\":[]}").statusCode()).isEqualTo(400);
        assertThat(send("POST", type, VALID).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PATCH", "FOO"})
    void methodsThatAreNotThere_areToldAsProblems(String method) throws Exception {
        String answer = raw(method + " /api/v1/things HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 405").contains("application/problem+json", "\"status\":405");
    }

    @Test
    void location_doesNotRepeatAForgedHost() throws Exception {
        String answer = raw("POST /api/v1/things HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + VALID.length() + "\r\n\r\n" + VALID);
        assertThat(answer)
                .startsWith("HTTP/1.1 201")
                .contains("Location: /api/v1/things/")
                .doesNotContain("evil");
    }

    private HttpResponse<String> send(String method, String type, String body) throws Exception {
        return api.server.send(api.server
                .request("/api/v1/things")
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body)));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void exceptionsOfJaxRs_keepTheirStatus() throws Exception {
        problem(api.get("/things/failures/teapot"), 418);
        HttpResponse<String> redirect = api.get("/things/failures/redirect");
        assertThat(redirect.statusCode()).isEqualTo(303);
        assertThat(redirect.headers().firstValue("Location")).contains("http://127.0.0.1/elsewhere");
    }

    @Test
    void streamThatFailsBeforeItsFirstByte_isACleanProblem() throws Exception {
        problem(api.get("/things/failures/early"), 409);
    }

    @Test
    void streamThatBreaksOff_cutsTheConnection_ratherThanLookComplete() {
        assertThatThrownBy(() -> api.get("/things/failures/half")).isInstanceOf(IOException.class);
    }

    @Test
    void changes_needIfMatch() throws Exception {
        String thing = "{\"name\":\"a\",\"parts\":[]}";
        HttpRequest.Builder put = api.server
                .request("/api/v1/things/1")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(thing));
        problem(api.server.send(put), 428);
        problem(api.server.send(put.copy().header("If-Match", "\"2\"")), 412);
        assertThat(api.server.send(put.copy().header("If-Match", "\"1\"")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onewayHeaderOfCxf_isRefused() throws Exception {
        JsonNode problem =
                problem(api.server.send(api.server.request("/api/v1/things").header("OnewayRequest", "true")), 400);
        assertThat(problem.get("field").asText()).isEqualTo("OnewayRequest");
    }

    @Test
    void answers_areJsonWithoutNulls_datesInIso() throws Exception {
        HttpResponse<String> answer = api.get("/things/5");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("ETag")).contains("\"5\"");
        assertThat(answer.body())
                .isEqualTo("{\"name\":\"n5\",\"colour\":\"RED\",\"since\":\"1970-01-01T00:00:00Z\","
                        + "\"zone\":\"Europe/Warsaw\",\"parts\":[]}");
    }

    @Test
    void conditionalGet_is304_whenNothingChanged() throws Exception {
        HttpResponse<String> same =
                api.server.send(api.server.request("/api/v1/things/5").header("If-None-Match", "\"4\", W/\"5\""));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(api.server
                        .send(api.server.request("/api/v1/things/5").header("If-None-Match", "\"6\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void emptyAnswer_is204() throws Exception {
        assertThat(api.post("/things/commands/empty", "").statusCode()).isEqualTo(204);
        assertThat(api.server
                        .send(api.server.request("/api/v1/things/1").DELETE())
                        .statusCode())
                .isEqualTo(204);
    }
}
