package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A franchise is brought up from head office's template by who is responsible for the region, in the assembled server. */
class OnboardingIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final String ROOT = "/api/v1";

    private static JsonNode made(Api.Caller caller, String path, Object body) {
        Api.Answer answer = SERVER.api().post(caller, ROOT + path, body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    private static List<String> states(JsonNode onboarding) {
        return StreamSupport.stream(onboarding.path("lines").spliterator(), false)
                .map(line -> line.path("state").asText())
                .toList();
    }

    /** What head office sets for the new restaurant. */
    private static void policies(Api.Caller admin) {
        made(
                admin,
                "/routing-rules",
                Map.of(
                        "position",
                        1,
                        "name",
                        "Complaints",
                        "conditions",
                        Map.of("accountIds", List.of("forty")),
                        "action",
                        "TICKET",
                        "owner",
                        "desk"));
        made(
                admin,
                "/report-schedules",
                Map.of(
                        "name",
                        "Monday",
                        "report",
                        "engagement",
                        "accountId",
                        "forty",
                        "recurrence",
                        Map.of("frequency", "WEEKLY", "time", "07:00", "zone", "UTC", "daysOfWeek", List.of("MONDAY")),
                        "period",
                        Map.of("kind", "WEEK"),
                        "locale",
                        "en",
                        "formats",
                        List.of("PDF"),
                        "recipients",
                        List.of("manager@example.org"),
                        "owner",
                        "manager@example.org"));
        String model = "/accounts/chain/engagement-model";
        JsonNode preview = made(admin, model + "/preview", Map.of("model", "HUB_AND_SPOKE"));
        SERVER.api()
                .send(
                        admin,
                        "PUT",
                        ROOT + model,
                        Api.Body.json(Map.of(
                                "model",
                                "HUB_AND_SPOKE",
                                "fingerprint",
                                preview.path("fingerprint").asText())),
                        Map.of())
                .expect(200);
    }

    @Test
    void franchise_isOnboarded_andTheChecklistShrinks() {
        Api.Caller admin = SERVER.admin();
        made(admin, "/accounts", Map.of("id", "chain", "name", "Chain"));
        made(admin, "/accounts", Map.of("id", "chain-north", "name", "North", "parentId", "chain"));
        made(admin, "/users", Map.of("name", "north.manager", "service", true));
        made(admin, "/grants", Map.of("user", "north.manager", "role", "account-manager", "accountId", "chain-north"));
        Api.Caller manager = Api.Caller.token(made(admin, "/tokens", Map.of("user", "north.manager", "name", "it"))
                .path("secret")
                .asText());
        made(manager, "/users", Map.of("name", "host.forty", "service", true, "accountId", "chain-north"));
        long template = made(
                        admin,
                        "/onboarding-templates",
                        Map.of(
                                "accountId",
                                "chain",
                                "name",
                                "New restaurant",
                                "items",
                                List.of(
                                        Map.of("kind", "ROLE", "subject", "account-manager"),
                                        Map.of("kind", "CHANNEL", "subject", "import"),
                                        Map.of("kind", "ATTRIBUTE", "subject", "zone"),
                                        Map.of("kind", "TASK", "title", "Imprint"),
                                        Map.of("kind", "SCHEDULE", "subject", "engagement"),
                                        Map.of("kind", "ROUTING_RULE", "title", "Complaints"),
                                        Map.of("kind", "ENGAGEMENT_MODEL", "subject", "hub-and-spoke"))))
                .path("id")
                .asLong();
        Map<String, Object> account = Map.of("id", "forty", "name", "Restaurant 40", "parentId", "chain-north");

        // nothing is left of what could not be done as a whole
        Api.Answer refused = SERVER.api()
                .post(
                        manager,
                        ROOT + "/onboardings",
                        Map.of(
                                "templateId",
                                template,
                                "newAccount",
                                account,
                                "people",
                                List.of(Map.of("user", "nobody.here", "role", "account-manager"))));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        SERVER.api().get(admin, ROOT + "/accounts/forty").expect(404);

        JsonNode begun = made(
                manager,
                "/onboardings",
                Map.of(
                        "templateId",
                        template,
                        "newAccount",
                        account,
                        "people",
                        List.of(Map.of("user", "host.forty", "role", "account-manager")),
                        "due",
                        "2999-01-01"));
        assertThat(states(begun))
                .containsExactly("DONE", "MISSING", "MISSING", "MISSING", "MISSING", "MISSING", "MISSING");
        String path = "/onboardings/" + begun.path("id").asText();
        made(
                manager,
                "/channels",
                Map.of(
                        "id",
                        "forty-import",
                        "accountId",
                        "forty",
                        "connector",
                        "import",
                        "name",
                        "Notes",
                        "settings",
                        Map.of()));
        assertThat(states(SERVER.api().get(manager, ROOT + path).expect(200).json()))
                .startsWith("DONE", "DONE", "MISSING", "MISSING");
        policies(admin);
        made(manager, path + "/waivers", Map.of("item", "attribute-zone", "reason", "Same as all of the north"));
        JsonNode all = made(manager, path + "/ticks", Map.of("item", "imprint"));
        assertThat(states(all)).containsExactly("DONE", "DONE", "WAIVED", "DONE", "DONE", "DONE", "DONE");
        assertThat(all.path("lines").path(3).path("by").asText()).isEqualTo("north.manager");
        JsonNode done = SERVER.api()
                .get(admin, ROOT + "/onboardings?done=true")
                .expect(200)
                .json()
                .path("items");
        assertThat(done.findValuesAsText("accountId")).containsExactly("forty");
        assertThat(SERVER.api()
                        .get(
                                admin,
                                ROOT + "/audit-events?subject=onboarding/"
                                        + begun.path("id").asText())
                        .expect(200)
                        .json()
                        .path("items")
                        .findValuesAsText("action"))
                .containsExactly("onboarding.tick", "onboarding.waive", "onboarding.start");
    }
}
