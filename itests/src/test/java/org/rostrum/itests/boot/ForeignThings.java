package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Things of an account that an attacker has nothing to do with, one for each place where an id can stand in a path. */
final class ForeignThings {
    static final String ACCOUNT = "attack-foreign";

    private static final String ROOT = Described.ROOT;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Api api;
    private final Api.Caller admin;
    /** By the path up to the parameter, the parameter included. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    ForeignThings(ExamServer server, Described described, Path folder) throws IOException {
        this.api = server.api();
        this.admin = server.admin();
        made("/accounts", Map.of("id", ACCOUNT, "name", ACCOUNT));
        ids.put("/accounts/{id}", ACCOUNT);
        people();
        installation(folder);
        cases();
        archived();
        reports();
        if (described.operations().stream().anyMatch(operation -> operation.id().equals("createOnboardingTemplate"))) {
            onboarding();
        }
    }

    /** By the path up to a parameter, the id that may stand there. */
    Map<String, String> ids() {
        return Map.copyOf(ids);
    }

    private JsonNode made(String path, Object body) {
        Api.Answer answer = api.post(admin, ROOT + path, body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    private void put(String place, String path, Object body) {
        ids.put(place, made(path, body).path("id").asText());
    }

    private JsonNode first(String path) {
        return api.get(admin, ROOT + path).expect(200).json().path("items").path(0);
    }

    private void people() {
        made("/users", Map.of("name", "foreign.robot", "accountId", ACCOUNT, "service", true));
        Api.User person = api.newUser(admin, "foreign.person");
        api.newUser(admin, "foreign.deputy");
        ids.put("/users/{name}", "foreign.robot");
        ids.put("/groups/{id}/members/{user}", "foreign.robot");
        put("/groups/{id}", "/groups", Map.of("name", "foreign group", "accountId", ACCOUNT));
        made("/groups/" + ids.get("/groups/{id}") + "/members", Map.of("users", List.of("foreign.robot")));
        put("/grants/{id}", "/grants", Map.of("user", "foreign.robot", "role", "viewer", "accountId", ACCOUNT));
        ids.put(
                "/tokens/{id}",
                made("/tokens", Map.of("user", "foreign.robot", "name", "foreign token"))
                        .path("token")
                        .path("id")
                        .asText());
        put(
                "/stand-ins/{id}",
                "/stand-ins",
                Map.of(
                        "user",
                        "foreign.person",
                        "standIn",
                        "foreign.deputy",
                        "ends",
                        Instant.now()
                                .plus(1, ChronoUnit.DAYS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()));
        api.signIn(person.name(), person.password());
        ids.put(
                "/sessions/{id}",
                first("/sessions?user=foreign.person").path("id").asText());
    }

    /** What belongs to the installation as a whole. */
    private void installation(Path folder) throws IOException {
        put(
                "/identity-providers/{id}",
                "/identity-providers",
                Map.of(
                        "id", "foreign-provider",
                        "displayName", "Foreign provider",
                        "issuer", "https://sso.example.org",
                        "clientId", "rostrum",
                        "enabled", false));
        String provider = Objects.requireNonNull(ids.get("/identity-providers/{id}"));
        ids.put("/identity-links/{provider}", provider);
        ids.put("/users/{name}/identity-links/{provider}", provider);
        put(
                "/exclusions/{id}",
                "/exclusions",
                Map.of("first", "roles:write", "second", "secrets:rotate", "reason", "of others"));
        ids.put(
                "/archive/verifications/{id}",
                api.send(admin, "POST", ROOT + "/archive/verifications", null, Map.of())
                        .json()
                        .path("id")
                        .asText());
        Path plugin = Files.write(
                folder.resolve("foreign-plugin.jar"),
                Jars.bundle("foreign.plugin", "1.0.0").bytes());
        Api.Answer uploaded = api.upload(admin, ROOT + "/plugins?fileName=foreign-plugin.jar", plugin);
        assertThat(uploaded.status()).as(uploaded.toString()).isBetween(200, 299);
        ids.put("/plugins/{name}", "foreign-plugin.jar");
    }

    private void cases() {
        put(
                "/saved-replies/{id}",
                "/saved-replies",
                Map.of("name", "foreign reply", "accountId", ACCOUNT, "texts", Map.of("en", "For other eyes")));
        put(
                "/slas/{id}",
                "/slas",
                Map.of("name", "foreign target", "accountId", ACCOUNT, "minutes", Map.of("RESOLUTION", 5_000)));
        put(
                "/assignment-policies/{id}",
                "/assignment-policies",
                Map.of("name", "foreign policy", "accountId", ACCOUNT, "strategy", "NONE"));
        put(
                "/routing-trials/{id}",
                "/routing-trials",
                Map.of("from", "2020-01-01T00:00:00Z", "to", "2020-01-02T00:00:00Z"));
        ids.put(
                "/outgoing-webhooks/{id}",
                made(
                                "/outgoing-webhooks",
                                Map.of(
                                        "name",
                                        "foreign webhook",
                                        "accountId",
                                        ACCOUNT,
                                        "url",
                                        "https://127.0.0.1:9/foreign"))
                        .path("webhook")
                        .path("id")
                        .asText());
        put("/inbox/views/{id}", "/inbox/views", Map.of("name", "foreign view", "sharedWith", ACCOUNT));
        for (String action : List.of("LEAD", "TICKET")) {
            put(
                    "/routing-rules/{id}",
                    "/routing-rules",
                    Map.of(
                            "name",
                            "foreign " + action,
                            "action",
                            action,
                            "owner",
                            "desk@example.org",
                            "adapter",
                            "absent",
                            "goOn",
                            true,
                            "conditions",
                            Map.of("accountIds", List.of(ACCOUNT))));
        }
    }

    private void archived() {
        String activity =
                """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"https://social.example/foreign","type":"Create",\
                "actor":{"type":"Person","id":"https://social.example/users/ann","name":"Ann"},\
                "published":"2026-03-01T12:00:00Z","object":{"id":"https://social.example/foreign/note","type":"Note",\
                "content":"For other eyes"}}
                """;
        String run = api.send(
                        admin,
                        "POST",
                        ROOT + "/imports?fileName=notes.jsonl&account=" + ACCOUNT,
                        new Api.Body("application/octet-stream", activity),
                        Map.of())
                .expect(202)
                .json()
                .path("id")
                .asText();
        ids.put("/imports/{id}", run);
        await("import").atMost(SOON).until(() -> api.get(admin, ROOT + "/imports/" + run)
                .json()
                .path("state")
                .asText()
                .equals("COMPLETED"));
        JsonNode activities = first("/activities?account=" + ACCOUNT);
        String conversation = activities.path("conversationId").asText();
        ids.put("/activities/{sequence}", activities.path("sequence").asText());
        ids.put("/conversations/{id}", conversation);
        ids.put("/channels/{id}", activities.path("channelId").asText());
        ids.put("/webhooks/{channelId}", activities.path("channelId").asText());
        ids.put(
                "/contacts/{id}",
                api.get(admin, ROOT + "/conversations/" + conversation)
                        .json()
                        .path("contactId")
                        .asText());
        String contact = Objects.requireNonNull(ids.get("/contacts/{id}"));
        await("the contact is known to the people")
                .atMost(SOON)
                .until(() -> api.get(admin, ROOT + "/contacts/" + contact + "/identity")
                                .status()
                        == 200);
        JsonNode person =
                made("/people", Map.of("contacts", List.of(Long.valueOf(contact)), "displayName", "Somebody foreign"));
        String id = person.path("id").asText();
        ids.put("/people/{id}", id);
        ids.put("/people/{id}/identities/{contact}", contact);
        ids.put(
                "/people/{id}/joins/{join}",
                person.path("joins").path(0).path("id").asText());
        for (String kind : List.of("tickets", "leads", "deliveries", "inbox")) {
            await(kind).atMost(SOON).until(() -> first("/" + kind).has("id"));
            ids.put("/" + kind + "/{id}", first("/" + kind).path("id").asText());
        }
        String delivery = first("/deliveries").path("id").asText();
        ids.put("/dead-letters/{id}", delivery);
        ids.put("/inbox/{id}/replies/{delivery}", delivery);
    }

    private void onboarding() {
        put(
                "/onboarding-templates/{id}",
                "/onboarding-templates",
                Map.of(
                        "name",
                        "Foreign opening",
                        "accountId",
                        ACCOUNT,
                        "items",
                        List.of(Map.of("kind", "TASK", "title", "Ask legal for the imprint"))));
        put(
                "/onboardings/{id}",
                "/onboardings",
                Map.of(
                        "templateId",
                        Long.valueOf(String.valueOf(ids.get("/onboarding-templates/{id}"))),
                        "accountId",
                        ACCOUNT));
    }

    private void reports() {
        put(
                "/report-runs/{id}",
                "/report-runs",
                Map.of("report", "engagement", "accountId", ACCOUNT, "period", "MONTH", "formats", List.of("CSV")));
        put(
                "/report-schedules/{id}",
                "/report-schedules",
                Map.of(
                        "name",
                        "foreign schedule",
                        "report",
                        "engagement",
                        "accountId",
                        ACCOUNT,
                        "period",
                        "MONTH",
                        "recurrence",
                        Map.of("frequency", "MONTHLY", "time", "06:00", "dayOfMonth", 1),
                        "recipients",
                        List.of("boss@example.org"),
                        "owner",
                        "owner@example.org",
                        "enabled",
                        false));
    }
}
