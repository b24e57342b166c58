package org.rostrum.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.security.Reach;

/** {@code /Groups}, {@code /Bulk} and what the server tells of itself, over HTTP. */
class ScimGroupsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static List<String> members(ScimFixture.Answer answer) {
        answer.expect(200);
        return answer.json().path("members").findValuesAsText("value");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void group_isMade_filled_andEmptied_inEveryForm(Database.Engine engine) throws Exception {
        try (ScimFixture it = new ScimFixture(engine)) {
            String ann = it.user("ann");
            String bob = it.user("bob");
            String cid = it.user("cid");
            String path = "/Groups/" + it.group("Team", ann);
            JsonNode member = it.get(path).json().path("members").path(0);
            assertThat(member.path("value").asText()).isEqualTo(ann);
            assertThat(member.path("display").asText()).isEqualTo("ann");
            assertThat(member.path("$ref").asText()).isEqualTo("/scim/v2/Users/" + ann);
            // as Entra ID and Okta write
            assertThat(members(it.patch(
                            path,
                            "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"" + bob + "\"},{\"value\":\""
                                    + cid + "\"}]}")))
                    .containsExactly(ann, bob, cid);
            assertThat(members(
                            it.patch(path, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + ann + "\\\"]\"}")))
                    .containsExactly(bob, cid);
            assertThat(members(it.patch(
                            path, "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + bob + "\"}]}")))
                    .containsExactly(cid);
            it.patch(
                            path,
                            "{\"op\":\"replace\",\"value\":{\"id\":\"" + path.substring(8)
                                    + "\",\"displayName\":\"Crew\"}}")
                    .expect(200);
            assertThat(it.get(path).json().path("displayName").asText()).isEqualTo("Crew");
            assertThat(members(it.patch(
                            path, "{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"value\":\"" + ann + "\"}]}")))
                    .containsExactly(ann);
            assertThat(members(it.put(path, ScimFixture.groupBody("Crew", bob, cid))))
                    .containsExactly(bob, cid);
            assertThat(it.get("/Users/" + bob)
                            .json()
                            .path("groups")
                            .path(0)
                            .path("display")
                            .asText())
                    .isEqualTo("Crew");
            assertThat(it.get(path + "?excludedAttributes=members")
                            .expect(200)
                            .json()
                            .has("members"))
                    .isFalse();
            assertThat(members(it.patch(path, "{\"op\":\"remove\",\"path\":\"members\"}")))
                    .isEmpty();
            it.delete(path).expect(204);
            it.get(path).expect(404);
            assertThat(it.identity.auditLog.events())
                    .filteredOn(event -> event.subject().startsWith("group/"))
                    .allMatch(event -> event.door().equals("scim"))
                    .hasSize(9);
            assertThat(it.identity.auditLog.events())
                    .filteredOn(event -> event.subject().startsWith("group/"))
                    .element(1)
                    .satisfies(event -> assertThat(event.after()).contains("\"users\":[\"bob\",\"cid\"]"));
        }
    }

    @Test
    void groups_areFound_andPaged() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String ann = it.user("ann");
            for (int i = 0; i < 7; i++) {
                it.group("Group " + i, i == 3 ? new String[] {ann} : new String[0]);
            }
            assertThat(names(it.get("/Groups?filter=displayName%20eq%20%22group%204%22")))
                    .containsExactly("Group 4");
            assertThat(names(it.get("/Groups?filter=members.value%20eq%20%22" + ann + "%22")))
                    .containsExactly("Group 3");
            assertThat(names(it.get("/Groups?startIndex=6&count=5"))).containsExactly("Group 5", "Group 6");
            assertThat(names(it.get("/Groups?sortBy=displayName&sortOrder=descending&count=1")))
                    .containsExactly("Group 6");
            ScimFixture.Answer bare =
                    it.get("/Groups?excludedAttributes=members&filter=displayName%20eq%20%22Group%203%22");
            assertThat(bare.json().path("Resources").path(0).has("members")).isFalse();
        }
    }

    private static List<String> names(ScimFixture.Answer answer) {
        answer.expect(200);
        return answer.json().path("Resources").findValuesAsText("displayName");
    }

    @Test
    void grantsToGroups_giveRights_whichTheClientCannotGiveBeyondItsOwn() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String ann = it.user("ann");
            String viewers = "/Groups/" + it.group("Viewers");
            String chiefs = "/Groups/" + it.group("Chiefs");
            it.identity.grant(null, "Viewers", "viewer", "north");
            it.identity.grant(null, "Chiefs", "administrator", null);
            // the token is limited to provisioning, its user is an administrator
            it.put(viewers, ScimFixture.groupBody("Viewers", ann)).expect(200);
            assertThat(it.identity.reach("ann", "archive:read")).isEqualTo(Reach.of(Set.of("north", "north-shop")));
            it.put(viewers, ScimFixture.groupBody("Viewers")).expect(200);
            assertThat(it.identity.reach("ann", "archive:read")).isEqualTo(Reach.NOWHERE);
            // a program that may provision and give what viewers have, and no more
            it.identity.role("provisioner", "scim:*", "grants:write");
            it.identity.grant("north", null, "provisioner", null);
            it.identity.grant("north", null, "viewer", null);
            it.use(it.identity.token("north", "scim:*"));
            it.put(viewers, ScimFixture.groupBody("Viewers", ann)).expect(200);
            it.put(chiefs, ScimFixture.groupBody("Chiefs", ann)).expect(403);
            it.patch(chiefs, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + ann + "\"}]}")
                    .expect(403);
            it.delete(chiefs).expect(403);
            it.put(chiefs, ScimFixture.groupBody("Chiefs of staff")).expect(200);
            assertThat(it.identity.reach("ann", "plugins:install")).isEqualTo(Reach.NOWHERE);
        }
    }

    @Test
    void membersByOthers_areNeitherToldNorTouched() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String ann = it.user("ann");
            it.user("bob");
            String id = it.group("Team", ann);
            it.identity.asAdmin(() -> it.identity.groups.addMembers(Long.parseLong(id), Set.of("bob")));
            assertThat(members(it.get("/Groups/" + id))).containsExactly(ann);
            it.put("/Groups/" + id, ScimFixture.groupBody("Team")).expect(200);
            assertThat(it.identity
                            .asAdmin(() -> it.identity.groups.members(Long.parseLong(id), null, 10))
                            .items())
                    .extracting(member -> member.user() + member.origins())
                    .containsExactly("bob[local]");
        }
    }

    @Test
    void badInput_isRefused() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String id = it.group("Team");
            it.group("Other");
            it.post("/Groups", ScimFixture.groupBody("Team")).refuse(409, "uniqueness");
            it.put("/Groups/" + id, ScimFixture.groupBody("Other")).refuse(409, "uniqueness");
            it.post("/Groups", ScimFixture.groupBody("New", "4711")).refuse(400, "invalidValue");
            it.post("/Groups", ScimFixture.groupBody("New", "x")).refuse(400, "invalidValue");
            it.post(
                            "/Groups",
                            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"New\",\"members\":[{\"value\":\""
                                    + id + "\",\"type\":\"Group\"}]}")
                    .expect(400);
            it.post("/Groups", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"]}")
                    .expect(400);
            it.get("/Groups/0").expect(404);
        }
    }

    @Test
    void groupsOfOtherAccounts_areUnknown() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            String ann = it.user("ann");
            String team = it.group("Team", ann);
            it.identity.role("provisioner", "scim:*");
            it.identity.grant("north", null, "provisioner", "north");
            it.use(it.identity.token("north"));
            it.get("/Groups/" + team).expect(404);
            it.put("/Groups/" + team, ScimFixture.groupBody("Mine")).expect(404);
            it.delete("/Groups/" + team).expect(404);
            assertThat(names(it.get("/Groups"))).isEmpty();
            it.post("/Groups", ScimFixture.groupBody("Northern", ann)).refuse(400, "invalidValue");
            it.group("Northern", it.user("northerner"));
            assertThat(names(it.get("/Groups"))).containsExactly("Northern");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void manyAtOnce_eachAddsTheirOwn_andOfTwoWithIfMatchOneWins(Database.Engine engine) throws Exception {
        try (ScimFixture it = new ScimFixture(engine)) {
            List<String> users = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                users.add(it.user("user" + i));
            }
            String path = "/Groups/" + it.group("Team");
            List<Integer> added = together(users.stream()
                    .map(user -> (Change) () -> it.patch(
                            path, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + user + "\"}]}"))
                    .toList());
            assertThat(added).containsOnly(200);
            assertThat(new TreeSet<>(members(it.get(path)))).isEqualTo(new TreeSet<>(users));
            String tag = it.get(path).header("ETag");
            List<Integer> statuses = together(List.of(
                    () -> it.put(path, ScimFixture.groupBody("One"), "If-Match", tag),
                    () -> it.put(path, ScimFixture.groupBody("Two"), "If-Match", tag)));
            assertThat(statuses).containsExactlyInAnyOrder(200, 412);
        }
    }

    @FunctionalInterface
    private interface Change {
        ScimFixture.Answer send() throws Exception;
    }

    private static List<Integer> together(List<Change> changes) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(changes.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> answers = new ArrayList<>();
            for (Change change : changes) {
                answers.add(pool.submit(() -> {
                    start.await();
                    return change.send().status();
                }));
            }
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void bulk_makesUsersAndTheirGroup_inOneRequest(Database.Engine engine) throws Exception {
        try (ScimFixture it = new ScimFixture(engine)) {
            ScimFixture.Answer answer = it.post(
                            "/Bulk",
                            """
                            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
                            {"method":"POST","path":"/Users","bulkId":"a","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ann"}},
                            {"method":"POST","path":"/Users","bulkId":"b","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ann"}},
                            {"method":"POST","path":"/Groups","bulkId":"c","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Team","members":[{"value":"bulkId:a","type":"User"}]}}
                            ]}""")
                    .expect(200);
            JsonNode operations = answer.json().path("Operations");
            assertThat(operations.findValuesAsText("status")).startsWith("201");
            assertThat(operations.path(0).path("location").asText()).startsWith("/scim/v2/Users/");
            assertThat(operations.path(1).path("status").asInt()).isEqualTo(409);
            assertThat(operations.path(1).path("response").path("scimType").asText())
                    .isEqualTo("uniqueness");
            assertThat(operations.path(2).path("status").asInt()).isEqualTo(201);
            assertThat(names(it.get("/Groups"))).containsExactly("Team");
            assertThat(it.get("/Groups").json().path("Resources").path(0).path("members"))
                    .hasSize(1);

            StringBuilder many = new StringBuilder(
                    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[");
            for (int i = 0; i <= Limits.OPERATIONS; i++) {
                many.append(i == 0 ? "" : ",").append("{\"method\":\"DELETE\",\"path\":\"/Users/9999\"}");
            }
            it.post("/Bulk", many.append("]}").toString()).expect(413);
            it.post("/Bulk", "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"]}")
                    .expect(400);
        }
    }

    @Test
    void server_tellsWhatItCan() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            JsonNode config = it.get("/ServiceProviderConfig").expect(200).json();
            for (String ability : List.of("patch", "bulk", "filter", "sort", "etag")) {
                assertThat(config.path(ability).path("supported").asBoolean())
                        .as(ability)
                        .isTrue();
            }
            assertThat(config.path("changePassword").path("supported").asBoolean(true))
                    .isFalse();
            assertThat(config.path("filter").path("maxResults").asInt()).isEqualTo(500);
            assertThat(config.path("bulk").path("maxOperations").asInt()).isEqualTo(1000);
            assertThat(it.get("/ResourceTypes")
                            .expect(200)
                            .json()
                            .path("Resources")
                            .findValuesAsText("name"))
                    .contains("User", "Group");
            JsonNode user = it.get("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")
                    .expect(200)
                    .json();
            assertThat(user.path("attributes").findValuesAsText("name"))
                    .contains("userName", "emails", "active", "groups")
                    .doesNotContain("password");
        }
    }
}
