package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@link AccessMatrixIT} tries at: accounts above, below and beside each other, with a thing of each kind, and who holds what. */
final class MatrixWorld {
    static final String ROOT = "/api/v1";
    static final String OWN = "m-own";
    static final String CHILD = "m-child";
    static final String SIBLING = "m-sibling";
    static final String PARENT = "m-parent";
    static final List<String> PLACES = List.of(OWN, CHILD, SIBLING, PARENT);
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");

    record Operation(String id, String method, String template, @Nullable String permission, boolean body) {
        @Override
        public String toString() {
            return id + " " + method + " " + template;
        }
    }

    record Role(String name, Set<String> permissions, Api.Caller caller) {}

    private final ExamServer server;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    /** By the first segment of the path, the things of each account. */
    private final Map<String, Map<String, String>> things = new HashMap<>();

    private long opening;

    private MatrixWorld(ExamServer server) {
        this.server = server;
    }

    static MatrixWorld prepare(ExamServer server) {
        MatrixWorld world = new MatrixWorld(server);
        world.fill();
        return world;
    }

    List<Operation> operations() {
        return operations;
    }

    /** The built-in roles without the administrator's. */
    List<Role> roles() {
        return roles;
    }

    /** A template of the whole installation. */
    long opening() {
        return opening;
    }

    /** Whether there are things of this kind, which is the first segment of their path. */
    boolean has(String kind) {
        return things.containsKey(kind);
    }

    /** The id of one that belongs to the account; null when there is none. */
    @Nullable
    String thing(String kind, String place) {
        return things.getOrDefault(kind, Map.of()).get(place);
    }

    private void fill() {
        JsonNode document = server.api()
                .get(Api.Caller.NOBODY, ROOT + "/openapi.json")
                .expect(200)
                .json();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> VERBS.contains(entry.getKey()))
                .forEach(entry -> operations.add(new Operation(
                        entry.getValue().path("operationId").asText(),
                        entry.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        entry.getValue().has("x-permission")
                                ? entry.getValue().path("x-permission").asText()
                                : null,
                        entry.getValue().has("requestBody")))));
        Api api = server.api();
        Api.Caller admin = server.admin();
        account(PARENT, null);
        account(OWN, PARENT);
        account(CHILD, OWN);
        account(SIBLING, PARENT);
        opening = made(api, admin, "/onboarding-templates", template(null))
                .path("id")
                .asLong();
        for (String place : PLACES) {
            fill(api, admin, place);
        }
        await("everything is routed")
                .atMost(Duration.ofMinutes(1))
                .until(() -> api.get(admin, ROOT + "/routing-rules/progress")
                                .json()
                                .path("tickets")
                                .asInt()
                        == PLACES.size());
        await("everything is in the inbox")
                .atMost(Duration.ofMinutes(1))
                .until(() -> items(api, admin, "/inbox").size() == PLACES.size());
        for (JsonNode conversation : items(api, admin, "/inbox")) {
            thing(
                    "inbox",
                    conversation.path("accountId").asText(),
                    conversation.path("id").asText());
        }
        for (String place : PLACES) {
            String contact = Objects.requireNonNull(thing("contacts", place));
            await("the contact is known to the people")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> api.get(admin, ROOT + "/contacts/" + contact + "/identity")
                                    .status()
                            == 200);
            thing(
                    "people",
                    place,
                    made(
                                    api,
                                    admin,
                                    "/people",
                                    Map.of(
                                            "contacts",
                                            List.of(Long.valueOf(contact)),
                                            "displayName",
                                            "person of " + place))
                            .path("id")
                            .asText());
        }
        for (JsonNode ticket : items(api, admin, "/tickets")) {
            thing(
                    "tickets",
                    ticket.path("accountId").asText(),
                    ticket.path("id").asText());
        }
        for (JsonNode delivery : items(api, admin, "/deliveries")) {
            thing(
                    "deliveries",
                    delivery.path("accountId").asText(),
                    delivery.path("id").asText());
            thing(
                    "dead-letters",
                    delivery.path("accountId").asText(),
                    delivery.path("id").asText());
        }
        for (JsonNode run : items(api, admin, "/report-runs")) {
            await("report").atMost(Duration.ofMinutes(1)).until(() -> api.get(
                            admin, ROOT + "/report-runs/" + run.path("id").asText())
                    .json()
                    .path("state")
                    .asText()
                    .equals("COMPLETED"));
        }
        for (JsonNode role : api.get(admin, ROOT + "/roles").json().path("items")) {
            if (!role.path("name").asText().equals("administrator")) {
                roles.add(role(api, admin, role));
            }
        }
    }

    private void account(String id, @Nullable String parent) {
        Map<String, Object> account = new HashMap<>(Map.of("id", id, "name", id));
        if (parent != null) {
            account.put("parentId", parent);
        }
        server.api().post(server.admin(), ROOT + "/accounts", account).expect(201);
        thing("accounts", id, id);
    }

    private void thing(String kind, String place, String id) {
        things.computeIfAbsent(kind, one -> new HashMap<>()).putIfAbsent(place, id);
    }

    static JsonNode items(Api api, Api.Caller caller, String path) {
        String separator = path.contains("?") ? "&" : "?";
        return api.get(caller, ROOT + path + separator + "limit=500")
                .expect(200)
                .json()
                .path("items");
    }

    private void fill(Api api, Api.Caller admin, String place) {
        String rule = api.post(
                        admin,
                        ROOT + "/routing-rules",
                        Map.of(
                                "name",
                                "rule of " + place,
                                "position",
                                1,
                                "action",
                                "TICKET",
                                "owner",
                                "desk@example.org",
                                "adapter",
                                "absent",
                                "conditions",
                                Map.of("accountIds", List.of(place))))
                .expect(201)
                .json()
                .path("id")
                .asText();
        thing("routing-rules", place, rule);
        thing(
                "slas",
                place,
                made(
                                api,
                                admin,
                                "/slas",
                                Map.of(
                                        "accountId",
                                        place,
                                        "name",
                                        "target of " + place,
                                        "minutes",
                                        Map.of("RESOLUTION", 5_000)))
                        .path("id")
                        .asText());
        thing(
                "assignment-policies",
                place,
                made(
                                api,
                                admin,
                                "/assignment-policies",
                                Map.of("accountId", place, "name", "policy of " + place, "strategy", "NONE"))
                        .path("id")
                        .asText());
        thing(
                "saved-replies",
                place,
                made(
                                api,
                                admin,
                                "/saved-replies",
                                Map.of(
                                        "accountId",
                                        place,
                                        "name",
                                        "reply of " + place,
                                        "texts",
                                        Map.of("en", "Hello {contact|there}")))
                        .path("id")
                        .asText());
        // an address that is refused before anybody is called
        thing(
                "outgoing-webhooks",
                place,
                made(api, admin, "/outgoing-webhooks", webhook(place))
                        .path("webhook")
                        .path("id")
                        .asText());
        String activity =
                """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"https://social.example/%1$s/activity",\
                "type":"Create","actor":{"type":"Person","id":"https://social.example/users/%1$s","name":"Ann"},\
                "published":"2026-03-01T12:00:00Z","object":{"id":"https://social.example/%1$s/note","type":"Note",\
                "content":"It is broken, please help (%1$s)"}}
                """
                        .formatted(place);
        String run = api.send(
                        admin,
                        "POST",
                        ROOT + "/imports?fileName=notes.jsonl&account=" + place,
                        new Api.Body("application/octet-stream", activity),
                        Map.of())
                .expect(202)
                .json()
                .path("id")
                .asText();
        thing("imports", place, run);
        await("import").atMost(Duration.ofMinutes(1)).until(() -> api.get(admin, ROOT + "/imports/" + run)
                .json()
                .path("state")
                .asText()
                .equals("COMPLETED"));
        JsonNode archived = items(api, admin, "/activities?account=" + place).get(0);
        thing("activities", place, archived.path("sequence").asText());
        thing("conversations", place, archived.path("conversationId").asText());
        thing("channels", place, archived.path("channelId").asText());
        JsonNode conversation = api.get(
                        admin,
                        ROOT + "/conversations/"
                                + archived.path("conversationId").asText())
                .json();
        thing("contacts", place, conversation.path("contactId").asText());
        thing(
                "report-runs",
                place,
                made(api, admin, "/report-runs", run(place)).path("id").asText());
        thing(
                "report-schedules",
                place,
                made(api, admin, "/report-schedules", schedule(place))
                        .path("id")
                        .asText());
        thing(
                "grants",
                place,
                made(api, admin, "/grants", Map.of("user", "admin", "role", "viewer", "accountId", place))
                        .path("id")
                        .asText());
        thing(
                "groups",
                place,
                made(api, admin, "/groups", Map.of("name", "group of " + place, "accountId", place))
                        .path("id")
                        .asText());
        thing(
                "onboarding-templates",
                place,
                made(api, admin, "/onboarding-templates", template(place))
                        .path("id")
                        .asText());
        thing(
                "onboardings",
                place,
                made(api, admin, "/onboardings", Map.of("templateId", opening, "accountId", place))
                        .path("id")
                        .asText());
        thing(
                "users",
                place,
                made(api, admin, "/users", user("of-" + place, place))
                        .path("user")
                        .path("name")
                        .asText());
    }

    static JsonNode made(Api api, Api.Caller caller, String path, Object body) {
        Api.Answer answer = api.post(caller, ROOT + path, body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    static Map<String, Object> run(String place) {
        return Map.of("report", "engagement", "accountId", place, "period", "MONTH", "formats", List.of("CSV"));
    }

    static Map<String, Object> schedule(String place) {
        return Map.of(
                "name",
                "schedule of " + place,
                "report",
                "engagement",
                "accountId",
                place,
                "period",
                "MONTH",
                "recurrence",
                Map.of("frequency", "MONTHLY", "time", "06:00", "dayOfMonth", 1),
                "recipients",
                List.of("boss@example.org"),
                "owner",
                "owner@example.org",
                "enabled",
                false);
    }

    static Map<String, Object> template(@Nullable String place) {
        Map<String, Object> template = new HashMap<>();
        template.put("name", "Opening");
        template.put("accountId", place);
        template.put("items", List.of(Map.of("kind", "TASK", "title", "Ask legal for the imprint")));
        return template;
    }

    static Map<String, Object> webhook(String place) {
        return Map.of("accountId", place, "name", "webhook of " + place, "url", "https://127.0.0.1:9/hook");
    }

    static Map<String, Object> user(String name, String place) {
        return Map.of("name", name, "accountId", place, "service", true);
    }

    /** A program's user that holds the role for the own account, and nothing else. */
    private static Role role(Api api, Api.Caller admin, JsonNode role) {
        String name = role.path("name").asText();
        String user = "robot-" + name;
        made(api, admin, "/users", Map.of("name", user, "accountId", OWN, "service", true));
        made(api, admin, "/grants", Map.of("user", user, "role", name, "accountId", OWN));
        String secret = made(api, admin, "/tokens", Map.of("user", user, "name", "matrix"))
                .path("secret")
                .asText();
        Set<String> permissions = new TreeSet<>();
        for (JsonNode permission : role.path("permissions")) {
            String[] parts = permission.asText().split(":", 2);
            for (String action : parts[1].split(",", -1)) {
                permissions.add(parts[0] + ":" + action);
            }
        }
        return new Role(name, permissions, Api.Caller.token(secret));
    }
}
