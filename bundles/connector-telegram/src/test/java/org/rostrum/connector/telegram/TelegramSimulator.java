package org.rostrum.connector.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkSimulator;

/**
 * As much of the Bot API as the connector speaks with, made from its public documentation (core.telegram.org/bots/api, Bot API
 * 10.1 of 11 June 2026; words of refusals as the published source of the Bot API server has them).
 */
final class TelegramSimulator extends NetworkSimulator {
    static final String TOKEN = "123456789:AAE-geheim_0815-abcdefghijklmnopq";
    static final String SECRET = "hook_secret-0123456789-AB";
    static final long BOT = 123456789;
    static final long JANE = 1001;
    static final long GROUP = -1002003004005L;
    static final long SMALL_GROUP = -4711;
    static final long NEWS = -1001234567890L;
    /** Telegram writes no other letters than those of ASCII. */
    static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Map<Long, ObjectNode> chats = new LinkedHashMap<>();
    private final Map<Long, ObjectNode> updates = new TreeMap<>();
    private final Map<String, Said> said = new LinkedHashMap<>();
    private final Map<String, ObjectNode> messages = new LinkedHashMap<>();
    private final Map<String, String> reactions = new LinkedHashMap<>();
    private final Map<Long, Long> moved = new LinkedHashMap<>();
    private final Map<Long, String> forbidden = new LinkedHashMap<>();
    private final ObjectNode webhook = JSON.createObjectNode().put("url", "").put("pending_update_count", 0);
    private final ObjectNode me = JSON.createObjectNode()
            .put("id", BOT)
            .put("is_bot", true)
            .put("first_name", "Acme")
            .put("username", "acme_bot")
            .put("can_join_groups", true)
            .put("can_read_all_group_messages", false);
    private final ObjectNode member =
            JSON.createObjectNode().put("status", "administrator").put("can_post_messages", true);
    private String token = TOKEN;
    private @Nullable String answer;
    private long nextUpdate = 700_001;
    private long nextMessage = 1;

    TelegramSimulator() throws IOException {
        chat(JANE, "private")
                .put("first_name", "Jane")
                .put("last_name", "\u0141")
                .put("username", "jane_l");
        chat(GROUP, "supergroup").put("title", "Acme Help").put("is_forum", true);
        chat(SMALL_GROUP, "group").put("title", "Few");
        chat(NEWS, "channel").put("title", "Acme News").put("username", "acme_news");
    }

    private ObjectNode chat(long id, String type) {
        ObjectNode chat = JSON.createObjectNode().put("id", id).put("type", type);
        chats.put(id, chat);
        return chat;
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST") && request.path().contains("/send");
    }

    @Override
    public synchronized void revoke() {
        token = "none";
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TOKEN, SECRET);
    }

    @Override
    public synchronized List<Said> said() {
        return List.copyOf(said.values());
    }

    @Override
    public synchronized String say(String text) {
        return tell("message", message(JANE, JANE).put("text", text));
    }

    /** A message that somebody has written, to be completed and told. */
    synchronized ObjectNode message(long chat, long from) {
        ObjectNode message = JSON.createObjectNode()
                .put("message_id", nextMessage++)
                .put("date", Instant.now().getEpochSecond());
        message.set("chat", chats.get(chat));
        if (from > 0) {
            message.putObject("from")
                    .put("id", from)
                    .put("is_bot", false)
                    .put("first_name", from == JANE ? "Jane" : "Person " + from)
                    .put("last_name", "\u0141")
                    .put("username", from == JANE ? "jane_l" : "person_" + from);
        }
        return message;
    }

    synchronized String tell(String kind, ObjectNode message) {
        updates.put(nextUpdate, update(nextUpdate, kind, message));
        nextUpdate++;
        String id = message.path("chat").path("id").asText() + "/"
                + message.path("message_id").asText();
        messages.put(id, message);
        return id;
    }

    /** An update of nothing that the connector knows. */
    synchronized void tellStrange(String json) {
        try {
            ObjectNode update = (ObjectNode) JSON.readTree(json);
            updates.put(nextUpdate, update.put("update_id", nextUpdate));
            nextUpdate++;
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    static ObjectNode update(long id, String kind, ObjectNode message) {
        ObjectNode update = JSON.createObjectNode().put("update_id", id);
        update.set(kind, message);
        return update;
    }

    /** How many updates Telegram still keeps. */
    synchronized int kept() {
        return updates.size();
    }

    /** After a week of silence numbers go on anywhere. */
    synchronized void numberFrom(long update) {
        nextUpdate = update;
    }

    synchronized ObjectNode webhook() {
        return webhook;
    }

    synchronized ObjectNode member() {
        return member;
    }

    synchronized ObjectNode me() {
        return me;
    }

    synchronized void forbid(long chat, String why) {
        forbidden.put(chat, why);
    }

    /** A group becomes a supergroup. */
    synchronized void move(long chat, long to) {
        moved.put(chat, to);
        chat(to, "supergroup").put("title", "Many");
    }

    /** Whatever is asked from now on. */
    synchronized void answerAll(String json) {
        answer = json;
    }

    synchronized @Nullable String reaction(String id) {
        return reactions.get(id);
    }

    synchronized @Nullable ObjectNode message(String id) {
        return messages.get(id);
    }

    @Override
    protected synchronized Reply reply(Request request) {
        String start = "/bot" + token + "/";
        if (!request.path().startsWith(start)) {
            return refused(request.path().startsWith("/bot") ? 401 : 404, "Unauthorized");
        }
        if (answer != null) {
            return Reply.json(200, answer);
        }
        Map<String, String> parameters = parameters(request);
        String method = request.path().substring(start.length());
        return switch (method) {
            case "getMe" -> good(me);
            case "getWebhookInfo" -> good(webhook);
            case "getChat" -> chat(parameters) == null ? noChat() : good(chat(parameters));
            case "getChatMember" -> chat(parameters) == null ? noChat() : good(member);
            case "getUpdates" -> updates(parameters);
            case "deleteMessage" -> delete(parameters);
            case "setMessageReaction" -> react(parameters);
            default -> method.startsWith("send")
                    ? send(method, parameters)
                    : refused(404, "Not Found: method not found");
        };
    }

    private Reply updates(Map<String, String> parameters) {
        if (!webhook.path("url").asText().isEmpty()) {
            return refused(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                            + " webhook first");
        }
        long offset = Long.parseLong(parameters.getOrDefault("offset", "0"));
        updates.keySet().removeIf(id -> id < offset);
        return good(JSON.valueToTree(updates.values().stream()
                .limit(Long.parseLong(parameters.getOrDefault("limit", "100")))
                .toList()));
    }

    private Reply send(String method, Map<String, String> parameters) {
        ObjectNode chat = chat(parameters);
        if (chat == null) {
            return Long.parseLong(parameters.getOrDefault("chat_id", "0").replace("@", "-")) > 0
                    ? refused(403, "Forbidden: bot can't initiate conversation with a user")
                    : noChat();
        }
        long id = chat.path("id").asLong();
        Long to = moved.get(id);
        if (to != null) {
            ObjectNode refusal = refusal(400, "Bad Request: group chat was upgraded to a supergroup chat");
            refusal.putObject("parameters").put("migrate_to_chat_id", to);
            return Reply.json(400, refusal.toString());
        }
        if (forbidden.containsKey(id)) {
            return refused(403, Objects.requireNonNull(forbidden.get(id)));
        }
        if (!method.equals("sendMediaGroup")) {
            return good(sent(chat, parameters, words(parameters)));
        }
        List<JsonNode> album = new ArrayList<>();
        for (JsonNode item : read(parameters.getOrDefault("media", "[]"))) {
            album.add(sent(chat, parameters, item.path("caption").asText("")));
        }
        return album.size() < 2 ? refused(400, "Bad Request: wrong album") : good(JSON.valueToTree(album));
    }

    private static String words(Map<String, String> parameters) {
        return parameters.getOrDefault("text", parameters.getOrDefault("caption", ""));
    }

    private ObjectNode sent(ObjectNode chat, Map<String, String> parameters, String text) {
        ObjectNode message = message(chat.path("id").asLong(), 0).put("text", text);
        String id = chat.path("id").asText() + "/" + message.path("message_id").asText();
        JsonNode answered =
                read(parameters.getOrDefault("reply_parameters", "{}")).path("message_id");
        said.put(
                id,
                new Said(
                        id,
                        text,
                        answered.isMissingNode() ? null : chat.path("id").asText() + "/" + answered.asText()));
        messages.put(id, message);
        return message;
    }

    private Reply delete(Map<String, String> parameters) {
        String id = parameters.get("chat_id") + "/" + parameters.get("message_id");
        if (messages.remove(id) == null) {
            return refused(400, "Bad Request: message to delete not found");
        }
        said.remove(id);
        return good(JSON.valueToTree(true));
    }

    private Reply react(Map<String, String> parameters) {
        String id = parameters.get("chat_id") + "/" + parameters.get("message_id");
        String reaction = read(parameters.getOrDefault("reaction", "[]"))
                .path(0)
                .path("emoji")
                .asText("");
        if (!messages.containsKey(id)) {
            return refused(400, "Bad Request: message to react not found");
        }
        if (reaction.equals(reactions.getOrDefault(id, ""))) {
            return refused(400, "Bad Request: message is not modified");
        }
        reactions.put(id, reaction);
        return good(JSON.valueToTree(true));
    }

    private @Nullable ObjectNode chat(Map<String, String> parameters) {
        String id = parameters.getOrDefault("chat_id", "");
        return chats.values().stream()
                .filter(chat -> chat.path("id").asText().equals(id)
                        || ("@" + chat.path("username").asText()).equals(id))
                .findFirst()
                .orElse(null);
    }

    private static Reply noChat() {
        return refused(400, "Bad Request: chat not found");
    }

    private static Reply good(@Nullable JsonNode result) {
        try {
            return Reply.json(
                    200,
                    JSON.writeValueAsString(
                            JSON.createObjectNode().put("ok", true).set("result", result)));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static Reply refused(int code, String description) {
        return Reply.json(code, refusal(code, description).toString());
    }

    private static ObjectNode refusal(int code, String description) {
        return JSON.createObjectNode().put("ok", false).put("error_code", code).put("description", description);
    }

    private static Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new LinkedHashMap<>(request.query());
        String type = request.header("content-type").orElse("");
        if (type.startsWith("application/json")) {
            read(request.text())
                    .properties()
                    .forEach(field -> parameters.put(
                            field.getKey(),
                            field.getValue().isValueNode()
                                    ? field.getValue().asText()
                                    : field.getValue().toString()));
        } else if (type.startsWith("multipart/form-data; boundary=")) {
            for (String part : request.text().split("--" + type.substring(30), -1)) {
                int end = part.indexOf("\r\n\r\n");
                if (end > 0 && !part.contains("filename=")) {
                    String name = part.replaceFirst("(?s).*?name=\"([^\"]+)\".*", "$1");
                    parameters.put(name, part.substring(end + 4, part.length() - 2));
                }
            }
        }
        return parameters;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
