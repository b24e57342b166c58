package org.rostrum.web.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rostrum.web.publish.ApiProblemsTest.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.rostrum.testkit.FixedAccess;

/** Who gets through to a resource. */
class ApiAccessTest {
    @Test
    void anonymous_isTurnedAway_butFromWhatIsOpen() throws Exception {
        Things things = new Things();
        try (ApiFixture api = new ApiFixture().start(FixedAccess.anonymous(), things)) {
            HttpResponse<String> answer = api.get("/things");
            problem(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"rostrum\"");
            problem(api.post("/things", "{\"name\":\"a\",\"parts\":[]}"), 401);
            assertThat(things.created).hasValue(0);
            problem(api.get("/things/mine"), 401);
            assertThat(api.get("/things/open").statusCode()).isEqualTo(200);
            assertThat(api.get("/openapi.json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void caller_needsThePermissionThatTheOperationNames() throws Exception {
        FixedAccess access = FixedAccess.only("things:read");
        try (ApiFixture api = new ApiFixture().start(access, new Things())) {
            assertThat(api.get("/things").statusCode()).isEqualTo(200);
            assertThat(api.get("/things/mine").statusCode()).isEqualTo(200);
            JsonNode problem = problem(api.post("/things", "not even JSON"), 403);
            assertThat(problem.get("detail").asText()).contains("things:write");
            assertThat(access.asked()).containsExactly("things:read", "things:write");
        }
    }

    @Test
    void operationThatSaysNothing_isShutToEverybody() throws Exception {
        try (ApiFixture api = new ApiFixture().start(FixedAccess.everything(), new Things())) {
            JsonNode problem = problem(api.get("/things/shut"), 403);
            assertThat(problem.get("detail").asText()).contains("shut");
        }
    }

    @Test
    void withoutAccessService_onlyWhatIsOpenAnswers_theRestIs503() throws Exception {
        FixedAccess access = FixedAccess.everything();
        try (ApiFixture api = new ApiFixture().start(access, new Things())) {
            api.publisher.unsetAccess(access);
            HttpResponse<String> answer = api.get("/things");
            problem(answer, 503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(api.get("/things/open").statusCode()).isEqualTo(200);
            api.publisher.setAccess(access);
            assertThat(api.get("/things").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void optionsAndHead_doNotGoAroundTheGate() throws Exception {
        try (ApiFixture api = new ApiFixture().start(FixedAccess.anonymous(), new Things())) {
            HttpResponse<String> head = api.server.send(api.server
                    .request("/api/v1/things")
                    .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(401);
            HttpResponse<String> options = api.server.send(api.server
                    .request("/api/v1/things")
                    .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()));
            assertThat(options.statusCode()).isEqualTo(200);
            assertThat(options.body()).isEmpty();
            assertThat(options.headers().allValues("Allow")).containsExactly("GET, HEAD, OPTIONS, POST");
            HttpResponse<String> override = api.server.send(api.server
                    .request("/api/v1/things/open")
                    .header("X-HTTP-Method-Override", "POST")
                    .method("GET", java.net.http.HttpRequest.BodyPublishers.noBody()));
            assertThat(override.body()).contains("open");
        }
    }
}
