package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attributes, engagement models and merging of accounts, with everything that belongs to accounts in the assembled server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrganisationIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final String ROOT = "/api/v1";

    private static JsonNode made(String path, Object body) {
        Api.Answer answer = SERVER.api().post(SERVER.admin(), ROOT + path, body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    private static JsonNode seen(Api.Caller caller, String path) {
        return SERVER.api().get(caller, ROOT + path).expect(200).json();
    }

    private static void account(String id, @Nullable String parent) {
        Map<String, Object> account = new HashMap<>(Map.of("id", id, "name", "The " + id));
        if (parent != null) {
            account.put("parentId", parent);
        }
        made("/accounts", account);
    }

    /** A program's user with a role at an account. */
    private static Api.Caller worker(String name, String role, String account) {
        made("/users", Map.of("name", name, "service", true));
        made("/grants", Map.of("user", name, "role", role, "accountId", account));
        return Api.Caller.token(made("/tokens", Map.of("user", name, "name", "it"))
                .path("secret")
                .asText());
    }

    private static Api.Answer rule(Api.Caller caller, String name, String account) {
        return SERVER.api()
                .post(
                        caller,
                        ROOT + "/routing-rules",
                        Map.of(
                                "name",
                                name,
                                "position",
                                1,
                                "action",
                                "NOTICE",
                                "owner",
                                "desk@example.org",
                                "conditions",
                                Map.of("accountIds", List.of(account))));
    }

    @Test
    @Order(1)
    void attributes_areInherited_andWhoIsAboveStaysUnknown() {
        account("org", null);
        account("west", "org");
        account("east", "org");
        account("west-shop", "west");
        Api.Answer set = SERVER.api()
                .send(
                        SERVER.admin(),
                        "PATCH",
                        ROOT + "/accounts/org/attributes",
                        Api.Body.json(Map.of("zone", "Europe/Warsaw", "languages", List.of("pl", "en"))),
                        Map.of("If-Match", "\"1\""));
        set.expect(200);
        Api.Caller wanda = worker("wanda", "account-manager", "west");
        JsonNode shop = seen(wanda, "/accounts/west-shop/attributes");
        assertThat(shop.path("effective").path("zone").path("value").asText()).isEqualTo("Europe/Warsaw");
        assertThat(shop.path("effective").path("zone").path("origin").asText()).isEqualTo("ABOVE");
        assertThat(shop.path("effective").path("zone").has("accountId")).isFalse();
        assertThat(seen(SERVER.admin(), "/accounts/west-shop/attributes")
                        .path("effective")
                        .path("languages")
                        .path("accountId")
                        .asText())
                .isEqualTo("org");
        assertThat(seen(wanda, "/accounts/west-shop").path("zone").asText()).isEqualTo("Europe/Warsaw");
        SERVER.api().get(wanda, ROOT + "/accounts/org/attributes").expect(404);
    }

    @Test
    @Order(2)
    void models_withholdAtOnce_tellWhy_andGiveBackWhenTakenAway() {
        Api.Caller wanda = worker("wendy", "account-manager", "west");
        Api.Caller hanna = worker("hanna", "account-manager", "org");
        rule(wanda, "before", "west").expect(201);
        JsonNode preview = made("/accounts/org/engagement-model/preview", Map.of("model", "HUB_AND_SPOKE"));
        List<String> losers = new ArrayList<>();
        preview.path("rights").forEach(change -> {
            assertThat(change.path("gained").asBoolean()).isFalse();
            losers.add(change.path("user").asText() + "@"
                    + change.path("accountId").asText() + " " + change.path("permissions"));
        });
        assertThat(losers)
                .contains(
                        "wendy@west [\"publications:approve\",\"routing-rules:write\"]",
                        "wendy@west-shop [\"publications:approve\",\"routing-rules:write\"]")
                .noneMatch(one -> one.startsWith("hanna") || one.startsWith("admin"));
        rule(wanda, "a preview changes nothing", "west").expect(201);
        Api.Answer applied = SERVER.api()
                .send(
                        SERVER.admin(),
                        "PUT",
                        ROOT + "/accounts/org/engagement-model",
                        Api.Body.json(Map.of(
                                "model",
                                "HUB_AND_SPOKE",
                                "fingerprint",
                                preview.path("fingerprint").asText())),
                        Map.of());
        applied.expect(200);
        Api.Answer refused = rule(wanda, "after", "west").expect(403);
        assertThat(refused.body()).contains("engagement model").doesNotContain("\"org\"");
        rule(hanna, "of the hub", "west").expect(201);
        rule(SERVER.admin(), "of the administrator", "west").expect(201);
        JsonNode why = seen(SERVER.admin(), "/users/wendy/explanation?permission=routing-rules:write&accountId=west");
        assertThat(why.path("verdict").asText()).isEqualTo("WITHHELD");
        assertThat(why.path("ceiling").path("accountId").asText()).isEqualTo("org");
        JsonNode own = seen(wanda, "/accounts/west/engagement-model");
        assertThat(own.path("inForce").get(0).path("model").asText()).isEqualTo("HUB_AND_SPOKE");
        assertThat(own.path("inForce").get(0).has("accountId")).isFalse();
        SERVER.api()
                .send(wanda, "DELETE", ROOT + "/accounts/org/engagement-model?fingerprint=x", null, Map.of())
                .expect(404);
        String removal = seen(SERVER.admin(), "/accounts/org/engagement-model/removal")
                .path("fingerprint")
                .asText();
        SERVER.api()
                .send(
                        SERVER.admin(),
                        "DELETE",
                        ROOT + "/accounts/org/engagement-model?fingerprint=" + removal,
                        null,
                        Map.of())
                .expect(200);
        rule(wanda, "again", "west").expect(201);
    }

    @Test
    @Order(3)
    void merging_movesWhatThereIs_keepsTheArchive_andTellsWhereTheIdWent() {
        String activity =
                """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"https://social.example/west/1",\
                "type":"Create","actor":{"type":"Person","id":"https://social.example/users/ann","name":"Ann"},\
                "published":"2026-03-01T12:00:00Z","object":{"id":"https://social.example/west/note","type":"Note",\
                "content":"Hello west"}}
                """;
        String run = SERVER.api()
                .send(
                        SERVER.admin(),
                        "POST",
                        ROOT + "/imports?fileName=west.jsonl&account=west",
                        new Api.Body("application/octet-stream", activity),
                        Map.of())
                .expect(202)
                .json()
                .path("id")
                .asText();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> seen(SERVER.admin(), "/imports/" + run)
                .path("state")
                .asText()
                .equals("COMPLETED"));
        Api.Caller edda = worker("edda", "account-manager", "east");
        assertThat(seen(edda, "/activities").path("items")).isEmpty();

        JsonNode preview = seen(SERVER.admin(), "/accounts/west/merge?into=east");
        assertThat(preview.path("conflicts")).as(preview.toString()).isEmpty();
        assertThat(preview.path("children").toString()).contains("west-shop");
        assertThat(preview.path("rights").toString()).contains("edda");
        SERVER.api()
                .post(SERVER.admin(), ROOT + "/accounts/west/merge", Map.of("into", "east", "fingerprint", "x"))
                .expect(409);
        made(
                "/accounts/west/merge",
                Map.of(
                        "into",
                        "east",
                        "fingerprint",
                        preview.path("fingerprint").asText()));

        assertThat(seen(SERVER.admin(), "/accounts/west").path("mergedInto").asText())
                .isEqualTo("east");
        assertThat(seen(SERVER.admin(), "/accounts?limit=500").path("items").toString())
                .doesNotContain("\"west\"");
        assertThat(seen(SERVER.admin(), "/accounts/west-shop").path("parentId").asText())
                .isEqualTo("east");
        JsonNode archived = seen(edda, "/activities?account=east").path("items");
        assertThat(archived).hasSize(1);
        assertThat(archived.get(0).path("accountId").asText()).isEqualTo("west");
        assertThat(seen(SERVER.admin(), "/grants?accountId=west").path("items")).isEmpty();
        assertThat(seen(SERVER.admin(), "/grants?user=wendy")
                        .path("items")
                        .get(0)
                        .path("accountId")
                        .asText())
                .isEqualTo("east");
        assertThat(seen(SERVER.admin(), "/routing-rules").toString()).doesNotContain("\"west\"");
        assertThat(seen(SERVER.admin(), "/audit-events?accountId=east").toString())
                .contains("account.merge");
        SERVER.api()
                .post(SERVER.admin(), ROOT + "/grants", Map.of("user", "edda", "role", "viewer", "accountId", "west"))
                .expect(400);
    }
}
