package org.rostrum.web.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.testkit.FixedAccess;

/** The description is complete: who may call what, how failures look, what is required. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Has a method and a type of the same names as the other resource. */
    @Path("others")
    @Produces("application/json")
    public static final class Others {
        /** A namesake of another resource's part. */
        public record Part(int size) {}

        @GET
        @RequiresPermission("others:read")
        public List<Part> read() {
            return List.of();
        }

        /** A word or an object. */
        public record Form(
                @io.swagger.v3.oas.annotations.media.Schema(anyOf = {Things.Colour.class, Part.class}) Part part,
                @io.swagger.v3.oas.annotations.media.Schema(
                                implementation = Object.class,
                                anyOf = {Things.Colour.class, Size.class})
                        Read read) {}

        /** A form that is described. */
        public record Size(int size) {}

        /** What reads every form, and describes none. */
        public record Read(String kind, String anything) {}

        @jakarta.ws.rs.POST
        @RequiresPermission("others:write")
        public void write(Form form) {}
    }

    private static JsonNode describe(Object... resources) throws Exception {
        try (ApiFixture api = new ApiFixture().start(FixedAccess.anonymous(), resources)) {
            HttpResponse<String> answer = api.get("/openapi.json");
            assertThat(answer.statusCode()).isEqualTo(200);
            return JSON.readTree(answer.body());
        }
    }

    @Test
    void document_namesPermissionSecurityAndFailures_ofEachOperation() throws Exception {
        JsonNode document = describe(new Things(), new Others());
        assertThat(document.get("openapi").asText()).startsWith("3.1");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/api/v1");
        assertThat(document.at("/info/version").asText()).isEqualTo("1.2.3");
        JsonNode create = document.at("/paths/~1things/post");
        assertThat(create.get("x-permission").asText()).isEqualTo("things:write");
        assertThat(create.get("security")).hasSize(2);
        assertThat(names(create.get("responses")))
                .contains("200", "400", "401", "403", "409", "413", "415", "422", "500", "503");
        assertThat(create.at("/responses/403/$ref").asText()).isEqualTo("#/components/responses/Problem403");
        assertThat(create.at("/parameters/0/$ref").asText()).isEqualTo("#/components/parameters/IdempotencyKey");
        JsonNode open = document.at("/paths/~1things~1open/get");
        assertThat(open.get("security")).isEmpty();
        assertThat(names(open.get("responses"))).contains("200").doesNotContain("401", "403");
        JsonNode put = document.at("/paths/~1things~1{id}/put");
        assertThat(names(put.get("responses"))).contains("404", "412", "428");
        assertThat(names(document.at("/paths/~1things~1commands~1empty/post/responses")))
                .contains("204")
                .doesNotContain("200");
        JsonNode upload = document.at("/paths/~1things~1uploads/post");
        assertThat(upload.has("parameters")).isFalse();
        assertThat(document.at("/paths/~1things~1shut/get").has("x-shut")).isTrue();
        assertThat(document.at("/components/securitySchemes/rostrumSession/in").asText())
                .isEqualTo("cookie");
        assertThat(document.at("/components/securitySchemes/apiToken/scheme").asText())
                .isEqualTo("bearer");
        assertThat(document.at("/components/schemas/Problem/required")).hasSize(4);
    }

    @Test
    void everyOperation_saysWhoMayCallIt_andHasAnIdOfItsOwn() throws Exception {
        JsonNode document = describe(new Things(), new Others());
        Set<String> ids = new HashSet<>();
        int operations = 0;
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                operations++;
                assertThat(ids.add(operation.get("operationId").asText())).isTrue();
                assertThat(operation.has("x-permission") || operation.has("x-open") || operation.has("x-shut"))
                        .isTrue();
                assertThat(operation.get("tags")).isNotEmpty();
            }
        }
        assertThat(operations).isEqualTo(16);
    }

    @Test
    void schemas_knowWhatIsRequired_andKeepNamesakesApart() throws Exception {
        JsonNode schemas = describe(new Things(), new Others()).at("/components/schemas");
        assertThat(schemas.at("/ThingsThing/required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("name", "parts");
        assertThat(names(schemas.at("/ThingsPart/properties"))).containsExactlyInAnyOrder("name", "weight");
        assertThat(names(schemas.at("/OpenApiTestOthersPart/properties"))).containsExactly("size");
        assertThat(schemas.at("/ThingsThing/properties/zone/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/ThingsThing/properties/since/format").asText()).isEqualTo("date-time");
        assertThat(schemas.at("/ThingsThing/properties/colour/enum"))
                .extracting(JsonNode::asText)
                .containsExactly("RED", "DARK_BLUE");
        assertThat(schemas.has("ZoneId")).isFalse();
    }

    @Test
    void propertyWithSeveralForms_isTiedToNone() throws Exception {
        JsonNode part =
                describe(new Things(), new Others()).at("/components/schemas/OpenApiTestOthersForm/properties/part");
        assertThat(part.has("$ref")).as(part.toString()).isFalse();
        assertThat(part.get("anyOf")).hasSize(2);
    }

    @Test
    void propertyWithFormsOfItsOwn_doesNotTellWhatReadsThem() throws Exception {
        JsonNode schemas = describe(new Things(), new Others()).at("/components/schemas");
        JsonNode read = schemas.at("/OpenApiTestOthersForm/properties/read");
        assertThat(read.get("anyOf")).hasSize(2);
        assertThat(read.has("$ref")).isFalse();
        assertThat(read.has("type")).as("a word is no object: " + read).isFalse();
        assertThat(schemas.has("OpenApiTestOthersSize")).isTrue();
        assertThat(schemas.has("OpenApiTestOthersRead")).isFalse();
    }

    @Test
    void references_allLeadSomewhere() throws Exception {
        JsonNode document = describe(new Things(), new Others());
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void description_followsTheResources_andIsTheSameForTheSame() throws Exception {
        assertThat(describe(new Things())).isEqualTo(describe(new Things()));
        try (ApiFixture api = new ApiFixture().start(new Things())) {
            String tag = api.get("/openapi.json").headers().firstValue("ETag").orElseThrow();
            assertThat(api.server
                            .send(api.server.request("/api/v1/openapi.json").header("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(304);
            api.add(new Others());
            api.awaitResources(2);
            HttpResponse<String> later = api.get("/openapi.json");
            assertThat(later.headers().firstValue("ETag")).isNotEqualTo(java.util.Optional.of(tag));
            assertThat(later.body()).contains("/others");
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
