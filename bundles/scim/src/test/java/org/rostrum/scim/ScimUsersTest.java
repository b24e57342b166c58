package org.rostrum.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.data.Database;

/** {@code /Users}, over HTTP. */
class ScimUsersTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final String JANE =
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Jane.Doe@acme.example","externalId":"ext-1",
            "name":{"givenName":"Jané","familyName":"Doe","formatted":"Jané Doe"},"active":true,
            "emails":[{"value":"jane@acme.example","type":"work","primary":true},{"value":"jd@home.example","type":"home"}],
            "title":"not kept here"}""";

    @ParameterizedTest
    @MethodSource(ENGINES)
    void user_isMade_read_replaced_patched_andRemoved(Database.Engine engine) throws Exception {
        try (ScimFixture it = new ScimFixture(engine)) {
            ScimFixture.Answer made = it.post("/Users", JANE).expect(201);
            JsonNode jane = made.json();
            assertThat(made.header("Content-Type")).isEqualTo("application/scim+json;charset=UTF-8");
            assertThat(made.header("Location")).isEqualTo("/scim/v2/Users/" + made.id());
            assertThat(made.header("ETag")).isEqualTo("W/\"1\"");
            assertThat(jane.path("meta").path("version").asText()).isEqualTo("W/\"1\"");
            assertThat(jane.path("meta").path("location").asText()).isEqualTo("/scim/v2/Users/" + made.id());
            assertThat(jane.path("userName").asText()).isEqualTo("jane.doe@acme.example");
            assertThat(jane.path("displayName").asText()).isEqualTo("Jané Doe");
            assertThat(jane.path("name").path("givenName").asText()).isEqualTo("Jané");
            assertThat(jane.path("emails")).hasSize(2);
            assertThat(jane.path("emails").path(0).path("primary").asBoolean()).isTrue();
            assertThat(jane.path("active").asBoolean()).isTrue();
            assertThat(jane.has("title")).isFalse();
            String path = "/Users/" + made.id();
            assertThat(it.get(path).expect(200).json()).isEqualTo(jane);

            ScimFixture.Answer replaced = it.put(
                            path,
                            """
                            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"jane.doe@acme.example",
                            "displayName":"Jane D.","active":true}""")
                    .expect(200);
            assertThat(replaced.json().path("displayName").asText()).isEqualTo("Jane D.");
            assertThat(replaced.json().has("emails")).isFalse();
            assertThat(replaced.json().has("externalId")).isFalse();
            assertThat(replaced.header("ETag")).isEqualTo("W/\"2\"");

            ScimFixture.Answer patched = it.patch(
                            path,
                            """
                            {"op":"replace","path":"name.familyName","value":"Roe"},
                            {"op":"add","path":"emails","value":[{"value":"roe@acme.example","type":"work"}]},
                            {"op":"replace","value":{"displayName":"Jane Roe","externalId":"ext-2"}}""")
                    .expect(200);
            assertThat(patched.json().path("name").path("familyName").asText()).isEqualTo("Roe");
            assertThat(patched.json().path("emails").path(0).path("value").asText())
                    .isEqualTo("roe@acme.example");
            assertThat(patched.json().path("externalId").asText()).isEqualTo("ext-2");
            assertThat(it.patch(path, "{\"op\":\"remove\",\"path\":\"emails[type eq \\\"work\\\"]\"}")
                            .expect(200)
                            .json()
                            .has("emails"))
                    .isFalse();

            it.delete(path).expect(204);
            it.get(path).expect(404);
            it.delete(path).expect(404);
            it.put(path, JANE).expect(404);
            it.patch(path, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}")
                    .expect(404);
            assertThat(it.identity.auditLog.events())
                    .filteredOn(event -> event.door().equals("scim"))
                    .extracting(event -> event.action() + " " + event.subject())
                    .containsExactly(
                            "user.create user/jane.doe@acme.example",
                            "user.update user/jane.doe@acme.example",
                            "user.update user/jane.doe@acme.example",
                            "user.update user/jane.doe@acme.example",
                            "user.remove user/jane.doe@acme.example");
            assertThat(it.identity.auditLog.events().get(1).after()).contains("ext-1", "jane@acme.example");
        }
    }

    /** As Microsoft Entra ID writes: the operation with a capital, the truth value as text. */
    @Test
    void disabled_endsSessionsAndTokens_atOnce() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String id = it.user("jane");
            String session = it.identity.session("jane");
            assertThat(it.patch("/Users/" + id, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}")
                            .expect(200)
                            .json()
                            .path("active")
                            .asBoolean(true))
                    .isFalse();
            assertThat(it.identity.isOpen(session)).isFalse();
            assertThat(it.identity.user("jane").disabled()).isTrue();
            // as Okta writes
            it.patch("/Users/" + id, "{\"op\":\"replace\",\"value\":{\"active\":true}}")
                    .expect(200);
            assertThat(it.identity.user("jane").disabled()).isFalse();
            // as Entra ID writes several at once
            it.patch(
                            "/Users/" + id,
                            """
                            {"op":"Add","path":"emails[type eq \\"work\\"].value","value":"jane@acme.example"},
                            {"op":"Replace","path":"name.givenName","value":"Jane"},
                            {"op":"Replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:displayName","value":"Jane!"}""")
                    .expect(200);
            JsonNode jane = it.get("/Users/" + id).json();
            assertThat(jane.path("emails").path(0).path("value").asText()).isEqualTo("jane@acme.example");
            assertThat(jane.path("emails").path(0).path("type").asText()).isEqualTo("work");
            assertThat(jane.path("displayName").asText()).isEqualTo("Jane!");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void users_areFiltered_ordered_andPaged(Database.Engine engine) throws Exception {
        try (ScimFixture it = new ScimFixture(engine)) {
            for (int i = 0; i < 12; i++) {
                String name = "user" + (char) ('a' + i);
                it.post(
                                "/Users",
                                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + name
                                        + "\",\"externalId\":\"E" + i + "\",\"displayName\":\"Name " + (11 - i)
                                        + "\",\"active\":" + (i % 2 == 0)
                                        + ",\"emails\":[{\"value\":\"" + name + "@acme.example\"}]}")
                        .expect(201);
            }
            // the administrator is there, programs are not
            assertThat(it.get("/Users?count=0").json().path("totalResults").asInt())
                    .isEqualTo(13);
            assertThat(names(it.get("/Users?filter=userName%20eq%20%22USERC%22")))
                    .containsExactly("userc");
            assertThat(names(it.get("/Users?filter=externalId%20eq%20%22E3%22")))
                    .containsExactly("userd");
            assertThat(names(it.get("/Users?filter=externalId%20eq%20%22e3%22")))
                    .isEmpty();
            assertThat(names(it.get("/Users?filter=displayName%20eq%20%22name%201%22")))
                    .containsExactly("userk");
            assertThat(names(it.get("/Users?filter=userName%20eq%20%22nobody%22")))
                    .isEmpty();
            assertThat(names(it.get("/Users?filter=emails.value%20ew%20%22userb@acme.example%22")))
                    .containsExactly("userb");
            assertThat(
                            names(
                                    it.get(
                                            "/Users?filter=active%20eq%20false%20and%20(userName%20eq%20%22userb%22%20or%20userName%20sw%20%22userd%22)")))
                    .containsExactly("userb", "userd");
            assertThat(names(it.get("/Users?filter=not%20(active%20eq%20true)%20and%20emails%20pr")))
                    .hasSize(6);
            assertThat(
                            names(
                                    it.get(
                                            "/Users?sortBy=displayName&sortOrder=descending&count=3&filter=userName%20sw%20%22user%22")))
                    .containsExactly("userc", "userd", "usere");
            ScimFixture.Answer second = it.get("/Users?startIndex=5&count=4");
            assertThat(names(second)).containsExactly("userd", "usere", "userf", "userg");
            assertThat(second.json().path("totalResults").asInt()).isEqualTo(13);
            assertThat(second.json().path("startIndex").asInt()).isEqualTo(5);
            assertThat(second.json().path("itemsPerPage").asInt()).isEqualTo(4);
            assertThat(names(it.get("/Users?startIndex=100"))).isEmpty();
            assertThat(it.get("/Users?filter=userName%20eq%20%22usera%22&attributes=userName")
                            .json()
                            .path("Resources")
                            .path(0)
                            .has("emails"))
                    .isFalse();
            assertThat(
                            names(
                                    it.post(
                                            "/Users/.search",
                                            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"filter\":\"userName eq \\\"usera\\\"\"}")))
                    .containsExactly("usera");
            it.get("/Users?filter=userName%20is%20%22x%22").refuse(400, "invalidFilter");
            it.get("/Users?filter=(((").refuse(400, "invalidFilter");
        }
    }

    private static List<String> names(ScimFixture.Answer answer) {
        answer.expect(200);
        return answer.json().path("Resources").findValuesAsText("userName");
    }

    @Test
    void versions_areKept() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String path = "/Users/" + it.user("jane");
            String tag = it.get(path).header("ETag");
            it.send("GET", path, null, "If-None-Match", tag).expect(304);
            it.patch(path, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"One\"}", "If-Match", tag)
                    .expect(200);
            it.patch(path, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Two\"}", "If-Match", tag)
                    .expect(412);
            it.put(path, ScimFixture.userBody("jane"), "If-Match", tag).expect(412);
            it.delete(path, "If-Match", tag).expect(412);
            it.send("GET", path, null, "If-None-Match", tag).expect(200);
            assertThat(it.get(path).json().path("displayName").asText()).isEqualTo("One");
            it.delete(path, "If-Match", it.get(path).header("ETag")).expect(204);
        }
    }

    @Test
    void badInput_isRefused_inTheWordsOfScim() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String path = "/Users/" + it.user("jane");
            it.post("/Users", ScimFixture.userBody("JANE")).refuse(409, "uniqueness");
            it.post("/Users", ScimFixture.userBody("a b")).refuse(400, "invalidValue");
            it.post("/Users", ScimFixture.userBody("system")).refuse(400, "invalidValue");
            it.post("/Users", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]}")
                    .expect(400);
            it.post("/Users", "{").refuse(400, "invalidSyntax");
            it.post("/Users", "[]").refuse(400, "invalidSyntax");
            it.post("/Users", "").expect(400);
            it.post("/Users", "[".repeat(1000)).refuse(400, "invalidSyntax");
            it.post("/Users", "{" + " ".repeat(Limits.BODY)).expect(413);
            it.put(path, ScimFixture.userBody("other")).refuse(400, "mutability");
            it.patch(path, "{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"other\"}")
                    .refuse(400, "mutability");
            it.patch(path, "{\"op\":\"explode\",\"path\":\"displayName\",\"value\":\"7\"}")
                    .expect(400);
            it.patch(path, "{\"op\":\"replace\",\"path\":\"emails[\",\"value\":\"7\"}")
                    .expect(400);
            it.put(
                            path,
                            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"jane\",\"displayName\":\""
                                    + "x".repeat(201) + "\"}")
                    .refuse(400, "invalidValue");
            it.get("/Users/nobody").expect(404);
            it.get("/Users/99999").expect(404);
            it.get("/Things").expect(404);
            it.send("OPTIONS", "/Users", null).expect(405);
            assertThat(it.identity.user("jane").version()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"replace\",\"path\":\"password\",\"value\":\"blue tractor seven lamps\"}",
                "{\"op\":\"replace\",\"value\":{\"password\":\"blue tractor seven lamps\"}}"
            })
    void passwords_areRefused(String operation) throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String path = "/Users/" + it.user("jane");
            it.patch(path, operation).refuse(400, "invalidValue");
            it.post(
                            "/Users",
                            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"x\",\"password\":\"blue tractor seven\"}")
                    .refuse(400, "invalidValue");
        }
    }

    @Test
    void onlyPrograms_withThePermission_areLetIn() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String path = "/Users/" + it.user("jane");
            it.use("");
            assertThat(it.get("/Users").expect(401).header("WWW-Authenticate")).startsWith("Bearer");
            it.get("/ServiceProviderConfig").expect(401);
            it.send("GET", "/Users", null, "Cookie", "rostrumSession=" + it.identity.session("admin"))
                    .expect(401);
            it.use("rst_nonsense");
            assertThat(it.get("/Users").expect(401).header("WWW-Authenticate")).contains("invalid_token");
            it.use(it.identity.token("bridge", "users:*"));
            it.get("/Users").expect(403);
            it.use(it.identity.token("bridge", "scim:read"));
            it.get(path).expect(200);
            it.get("/Schemas").expect(200);
            it.post("/Users/.search", "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"]}")
                    .expect(200);
            it.delete(path).expect(403);
            it.post("/Users", ScimFixture.userBody("joe")).expect(403);
            it.post("/Bulk", "{}").expect(403);
        }
    }

    @Test
    void clientOfAnAccount_seesItsPeople_andMakesThemThere() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String central = it.user("central");
            it.identity.add("southerner", "south", false, Set.of());
            it.identity.add("shopper", "north-shop", false, Set.of());
            it.identity.role("provisioner", "scim:*");
            it.identity.grant("north", null, "provisioner", "north");
            it.use(it.identity.token("north"));
            assertThat(names(it.get("/Users"))).containsExactly("shopper");
            it.get("/Users/" + central).expect(404);
            it.delete("/Users/" + central).expect(404);
            it.put("/Users/" + central, ScimFixture.userBody("central")).expect(404);
            assertThat(names(it.get("/Users?filter=userName%20eq%20%22southerner%22")))
                    .isEmpty();
            String made = it.user("northerner");
            assertThat(it.identity.user("northerner").accountId()).isEqualTo("north");
            it.delete("/Users/" + made).expect(204);
            // names are the installation's
            it.post("/Users", ScimFixture.userBody("southerner")).refuse(409, "uniqueness");
            // an administrator's token that is limited to an account works there
            it.use(it.identity.token("bridge", "scim:*@south"));
            it.user("second.southerner");
            assertThat(it.identity.user("second.southerner").accountId()).isEqualTo("south");
            assertThat(names(it.get("/Users"))).containsExactly("southerner", "second.southerner");
        }
    }

    @Test
    void clientCannotTouch_whoMayDoMore_norTheLastAdministrator() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            it.identity.role("provisioner", "scim:*");
            it.identity.grant("north", null, "provisioner", null);
            it.use(it.identity.token("north"));
            String admin = it.get("/Users?filter=userName%20eq%20%22admin%22")
                    .json()
                    .path("Resources")
                    .path(0)
                    .path("id")
                    .asText();
            it.delete("/Users/" + admin).expect(403);
            it.patch("/Users/" + admin, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}")
                    .expect(403);
            it.put("/Users/" + admin, ScimFixture.userBody("admin")).expect(403);
            it.use(it.identity.token("bridge", "scim:*"));
            it.patch("/Users/" + admin, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}")
                    .expect(409);
            it.delete("/Users/" + admin).expect(409);
            assertThat(it.identity.user("admin").disabled()).isFalse();
            it.patch("/Users/" + admin, "{\"op\":\"replace\",\"path\":\"externalId\",\"value\":\"boss\"}")
                    .expect(200);
        }
    }
}
