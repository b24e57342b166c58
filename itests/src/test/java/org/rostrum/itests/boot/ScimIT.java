package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Provisioning of the assembled server, in the words that Microsoft Entra ID and Okta publish of their requests. */
class ScimIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final String SCIM = "/scim/v2";
    private static final String ROOT = "/api/v1";
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static Api.Caller bridge = Api.Caller.NOBODY;

    @BeforeAll
    static void prepare() {
        bridge = client("scim-bridge", null, "administrator", null);
    }

    /** A program's user with a token for provisioning alone. */
    private static Api.Caller client(String name, @Nullable String account, String role, @Nullable String at) {
        Api api = SERVER.api();
        Api.Caller admin = SERVER.admin();
        api.post(
                        admin,
                        ROOT + "/users",
                        account == null
                                ? Map.of("name", name, "service", true)
                                : Map.of("name", name, "service", true, "accountId", account))
                .expect(201);
        api.post(
                        admin,
                        ROOT + "/grants",
                        at == null
                                ? Map.of("user", name, "role", role)
                                : Map.of("user", name, "role", role, "accountId", at))
                .expect(201);
        return Api.Caller.token(api.post(
                        admin,
                        ROOT + "/tokens",
                        Map.of("user", name, "name", "scim", "permissions", List.of("scim:read,write")))
                .expect(201)
                .json()
                .path("secret")
                .asText());
    }

    private static Api.Answer scim(
            Api.Caller caller, String method, String path, @Nullable String body, String... headers) {
        return SERVER.api()
                .send(
                        caller,
                        method,
                        SCIM + path,
                        body == null ? null : new Api.Body("application/scim+json", body),
                        headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
    }

    private static String found(Api.Caller caller, String type, String filter) {
        return scim(caller, "GET", "/" + type + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), null)
                .expect(200)
                .json()
                .path("Resources")
                .path(0)
                .path("id")
                .asText();
    }

    private static String patch(String operations) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations + "]}";
    }

    @Test
    void entra_findsMakesChangesAndDisables() {
        assertThat(found(bridge, "Users", "userName eq \"Adele.Vance@acme.example\""))
                .isEmpty();
        String id = scim(
                        bridge,
                        "POST",
                        "/Users",
                        """
                        {"schemas":["%s","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                        "externalId":"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef","userName":"Adele.Vance@acme.example","active":true,
                        "emails":[{"primary":true,"type":"work","value":"Adele.Vance@acme.example"}],
                        "meta":{"resourceType":"User"},"name":{"formatted":"Adele Vance","familyName":"Vance","givenName":"Adele"}}"""
                                .formatted(USER))
                .expect(201)
                .json()
                .path("id")
                .asText();
        assertThat(found(bridge, "Users", "userName eq \"Adele.Vance@acme.example\""))
                .isEqualTo(id);
        assertThat(found(bridge, "Users", "externalId eq \"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef\""))
                .isEqualTo(id);
        scim(
                        bridge,
                        "PATCH",
                        "/Users/" + id,
                        patch(
                                """
                                {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"adele@acme.example"},
                                {"op":"Replace","path":"name.familyName","value":"Vance-Roe"}"""))
                .expect(200);
        // rights by a group
        String group = scim(
                        bridge,
                        "POST",
                        "/Groups",
                        "{\"schemas\":[\"" + GROUP
                                + "\"],\"externalId\":\"8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159\",\"displayName\":\"Social readers\"}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        SERVER.api()
                .post(SERVER.admin(), ROOT + "/grants", Map.of("group", "Social readers", "role", "viewer"))
                .expect(201);
        scim(
                        bridge,
                        "PATCH",
                        "/Groups/" + group,
                        patch("{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"" + id + "\"}]}"))
                .expect(200);
        assertThat(rights("adele.vance@acme.example")).contains("archive:read");
        scim(
                        bridge,
                        "PATCH",
                        "/Groups/" + group,
                        patch("{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + id + "\"}]}"))
                .expect(200);
        assertThat(rights("adele.vance@acme.example")).doesNotContain("archive:read");
        assertThat(scim(
                                bridge,
                                "PATCH",
                                "/Users/" + id,
                                patch("{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}"))
                        .expect(200)
                        .json()
                        .path("active")
                        .asBoolean(true))
                .isFalse();
        JsonNode trail = SERVER.api()
                .get(SERVER.admin(), ROOT + "/audit-events?subject=user/adele.vance@acme.example&limit=50")
                .expect(200)
                .json()
                .path("items");
        assertThat(trail.findValuesAsText("action")).containsExactly("user.update", "user.update", "user.create");
        assertThat(trail.findValuesAsText("door")).containsOnly("scim");
        scim(bridge, "DELETE", "/Users/" + id, null).expect(204);
        scim(bridge, "GET", "/Users/" + id, null).expect(404);
    }

    private static String rights(String user) {
        return SERVER.api()
                .get(SERVER.admin(), ROOT + "/users/" + user + "/rights")
                .expect(200)
                .body();
    }

    @Test
    void okta_replacesTheUser_andMovesMembersByPath() {
        String id = scim(
                        bridge,
                        "POST",
                        "/Users",
                        """
                        {"schemas":["%s"],"userName":"test.user@okta.local","name":{"givenName":"Test","familyName":"User"},
                        "emails":[{"primary":true,"value":"test.user@okta.local","type":"work"}],"displayName":"Test User",
                        "locale":"en-US","externalId":"00ujl29u0le5T6Aj10h7","groups":[],"active":true}"""
                                .formatted(USER))
                .expect(201)
                .json()
                .path("id")
                .asText();
        scim(
                        bridge,
                        "PUT",
                        "/Users/" + id,
                        """
                        {"schemas":["%s"],"id":"%s","userName":"test.user@okta.local","name":{"givenName":"Another","middleName":"",
                        "familyName":"User"},"emails":[{"primary":true,"value":"test.user@okta.local","type":"work","display":"x"}],
                        "active":true,"groups":[],"meta":{"resourceType":"User"}}"""
                                .formatted(USER, id))
                .expect(200);
        String group = scim(
                        bridge,
                        "POST",
                        "/Groups",
                        "{\"schemas\":[\"" + GROUP + "\"],\"displayName\":\"Test SCIMv2\",\"members\":[]}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        scim(
                        bridge,
                        "PATCH",
                        "/Groups/" + group,
                        patch("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + id
                                + "\",\"display\":\"test.user@okta.local\"}]}"))
                .expect(200);
        scim(
                        bridge,
                        "PATCH",
                        "/Groups/" + group,
                        patch("{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + id + "\\\"]\"}"))
                .expect(200);
        scim(
                        bridge,
                        "PATCH",
                        "/Groups/" + group,
                        patch("{\"op\":\"replace\",\"value\":{\"id\":\"" + group
                                + "\",\"displayName\":\"Test SCIMv2 anew\"}}"))
                .expect(200);
        scim(bridge, "PATCH", "/Users/" + id, patch("{\"op\":\"replace\",\"value\":{\"active\":false}}"))
                .expect(200);
        scim(bridge, "DELETE", "/Groups/" + group, null).expect(204);
    }

    @Test
    void twoThousand_comeInBulk_andArePagedCompletely() {
        for (int batch = 0; batch < 4; batch++) {
            StringBuilder body = new StringBuilder(
                    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[");
            for (int i = 0; i < 500; i++) {
                int number = batch * 500 + i;
                body.append(i == 0 ? "" : ",")
                        .append("{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"u")
                        .append(number)
                        .append("\",\"data\":{\"schemas\":[\"" + USER + "\"],\"userName\":\"many")
                        .append(number)
                        .append("@acme.example\",\"externalId\":\"many-")
                        .append(number)
                        .append("\"}}");
            }
            JsonNode answer = scim(bridge, "POST", "/Bulk", body.append("]}").toString())
                    .expect(200)
                    .json();
            assertThat(answer.path("Operations").findValuesAsText("status"))
                    .hasSize(500)
                    .containsOnly("201");
        }
        Set<String> seen = new LinkedHashSet<>();
        int start = 1;
        int total;
        do {
            JsonNode page = scim(bridge, "GET", "/Users?startIndex=" + start + "&count=300&attributes=userName", null)
                    .expect(200)
                    .json();
            total = page.path("totalResults").asInt();
            for (JsonNode user : page.path("Resources")) {
                assertThat(seen.add(user.path("userName").asText())).isTrue();
            }
            start += page.path("itemsPerPage").asInt();
        } while (start <= total);
        assertThat(seen).hasSize(total);
        assertThat(seen.stream().filter(name -> name.startsWith("many"))).hasSize(2000);
        assertThat(found(bridge, "Users", "externalId eq \"many-1234\"")).isNotEmpty();
    }

    @Test
    void ofTwoAtOnce_withIfMatch_oneWins() {
        String id = scim(
                        bridge,
                        "POST",
                        "/Users",
                        "{\"schemas\":[\"" + USER + "\"],\"userName\":\"contested@acme.example\"}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        String tag = scim(bridge, "GET", "/Users/" + id, null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        List<Integer> statuses = Stream.of("One", "Two")
                .map(name -> CompletableFuture.supplyAsync(() -> scim(
                                bridge,
                                "PATCH",
                                "/Users/" + id,
                                patch("{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + name + "\"}"),
                                "If-Match",
                                tag)
                        .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void othersAreTurnedAway_inTheWordsOfScim() {
        Api api = SERVER.api();
        Api.Caller admin = SERVER.admin();
        api.post(admin, ROOT + "/accounts", Map.of("id", "scim-north", "name", "North"))
                .expect(201);
        api.post(
                        admin,
                        ROOT + "/roles",
                        Map.of("name", "provisioner", "description", "x", "permissions", List.of("scim:read,write")))
                .expect(201);
        Api.Caller north = client("scim-of-north", "scim-north", "provisioner", "scim-north");
        String foreign = scim(
                        bridge,
                        "POST",
                        "/Users",
                        "{\"schemas\":[\"" + USER + "\"],\"userName\":\"foreign@acme.example\"}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        scim(north, "GET", "/Users/" + foreign, null).expect(404);
        scim(north, "DELETE", "/Users/" + foreign, null).expect(404);
        assertThat(scim(north, "GET", "/Users", null)
                        .expect(200)
                        .json()
                        .path("totalResults")
                        .asInt())
                .isZero();
        for (Api.Answer answer : List.of(
                scim(Api.Caller.NOBODY, "GET", "/Users", null).expect(401),
                scim(Api.Caller.token("rst_nobody"), "GET", "/Users", null).expect(401),
                scim(admin, "GET", "/Users", null).expect(401),
                scim(bridge, "POST", "/Users", "{").expect(400),
                scim(bridge, "GET", "/Things", null).expect(404))) {
            assertThat(answer.type()).as(answer.toString()).startsWith("application/scim+json");
            assertThat(answer.body()).contains("urn:ietf:params:scim:api:messages:2.0:Error");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }
}
