package org.rostrum.connector.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.Forms;
import org.rostrum.testkit.connector.NetworkSimulator;

/**
 * What both networks of Meta have in common, made from the public documentation of the Graph API (developers.facebook.com, version
 * 26.0 of 29 July 2026): versions, tokens, proofs by the app secret, permissions, errors, usage, pages, batches, {@code fields}.
 */
abstract class GraphSimulator extends NetworkSimulator {
    static final String APP = "778899001122";
    static final String APP_SECRET = "5f1d0c4b7a9e83626d4c8b7a1e0f9d3c";
    static final String TOKEN = "EAALxSystemUserTokenOfAcme0815";
    static final String PAGE_TOKEN = "EAALxPageTokenOfAcmeCoffee4711";
    static final String VERIFY = "verify-me-2026-acme";
    static final String PAGE = "104200000000001";
    static final String NAME = "Acme Coffee";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);

    private final Set<String> scopes = new LinkedHashSet<>(FacebookKind.PERMISSIONS);
    private final Map<String, String> usage = new LinkedHashMap<>();
    private String salt = "";
    private String pageToken = PAGE_TOKEN;
    private long expires;
    private long dataExpires;
    private boolean open = true;
    private long next = 1_000;

    protected GraphSimulator() throws IOException {}

    /** Answers a call that was let in. */
    protected abstract Object graph(
            String method, String path, Map<String, String> query, Request request, String token);

    @Override
    public synchronized void revoke() {
        open = false;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TOKEN, PAGE_TOKEN, APP_SECRET, VERIFY);
    }

    /** Where pages began is no longer known. */
    final synchronized void forgetCursors() {
        salt += "x";
    }

    /** The page gets another token; the old one is no good any more. */
    final synchronized void renewPageToken() {
        pageToken = PAGE_TOKEN + "Renewed";
    }

    final synchronized String pageToken() {
        return pageToken;
    }

    final synchronized Set<String> scopes() {
        return scopes;
    }

    /** Headers that all answers carry. */
    final synchronized Map<String, String> usage() {
        return usage;
    }

    final synchronized void expires(Instant token, Instant data) {
        expires = token.getEpochSecond();
        dataExpires = data.getEpochSecond();
    }

    final String next() {
        return Long.toString(next++);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String sign(String secret, byte[] body) {
        return HexFormat.of().formatHex(GraphSettings.sign(secret, body));
    }

    static String proof(String token) {
        return sign(APP_SECRET, token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected synchronized Reply reply(Request request) {
        Reply reply;
        try {
            reply = Reply.json(200, answer(request).toString());
        } catch (GraphError refused) {
            reply = refused.reply();
        }
        for (Map.Entry<String, String> header : usage.entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    private JsonNode answer(Request request) {
        if (!request.path().startsWith("/v26.0/")) {
            throw GraphError.of(2635, "You are calling a deprecated version of the API.");
        }
        String authorization = request.header("authorization").orElse("");
        String token = authorization.replaceFirst("^(Bearer|OAuth) ", "");
        if (request.query().containsKey("access_token")) {
            throw GraphError.of(100, "The token has no place in the address.");
        }
        if (authorization.isEmpty()) {
            throw GraphError.of(104, "An access token is required to request this resource.");
        }
        if (!open && !token.equals(APP + "|" + APP_SECRET)) {
            throw GraphError.of(190, 463, "Error validating access token: Session has expired.");
        }
        if (!Set.of(TOKEN, pageToken, APP + "|" + APP_SECRET).contains(token)) {
            throw GraphError.of(190, "Malformed access token " + token);
        }
        if (!request.parameter("appsecret_proof").equals(proof(token))) {
            throw GraphError.of(100, "Invalid appsecret_proof provided in the API argument");
        }
        Map<String, String> query = new LinkedHashMap<>(request.query());
        query.remove("appsecret_proof");
        String path = request.path().substring("/v26.0/".length());
        if (path.equals("debug_token")) {
            return debug(query, token);
        }
        if (path.isEmpty()) {
            return batch(request, token);
        }
        return (JsonNode) graph(request.method(), path, query, request, token);
    }

    private JsonNode debug(Map<String, String> query, String token) {
        if (!token.equals(APP + "|" + APP_SECRET)
                || !Set.of(TOKEN, pageToken).contains(query.getOrDefault("input_token", ""))) {
            throw GraphError.of(
                    100, "(#100) You must provide an app access token, or a user access token of a developer");
        }
        ObjectNode data = GraphApi.JSON
                .createObjectNode()
                .put("app_id", APP)
                .put("type", query.getOrDefault("input_token", "").equals(TOKEN) ? "SYSTEM_USER" : "PAGE")
                .put("profile_id", PAGE)
                .put("is_valid", open)
                .put("expires_at", expires)
                .put("data_access_expires_at", dataExpires);
        data.set("scopes", GraphApi.JSON.valueToTree(scopes));
        if (!open) {
            data.putObject("error").put("code", 190).put("message", "Error validating access token: it is " + TOKEN);
        }
        return GraphApi.JSON.createObjectNode().set("data", data);
    }

    private JsonNode batch(Request request, String token) {
        JsonNode calls = json(Forms.read(request.text()).getOrDefault("batch", "[]"));
        if (calls.isEmpty() || calls.size() > 50) {
            throw GraphError.of(100, "(#100) Too many requests in batch message. Maximum batch size is 50");
        }
        ArrayNode answers = GraphApi.JSON.createArrayNode();
        for (JsonNode call : calls) {
            String[] parts = call.path("relative_url").asText().split("\\?", 2);
            ObjectNode answer = answers.addObject();
            try {
                Object body = graph(
                        call.path("method").asText(),
                        parts[0],
                        Forms.read(parts.length > 1 ? parts[1] : ""),
                        request,
                        token);
                answer.put("code", 200).put("body", body.toString());
            } catch (GraphError refused) {
                answer.put("code", refused.status()).put("body", refused.json());
            }
        }
        return answers;
    }

    static JsonNode json(String text) {
        try {
            return GraphApi.JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw GraphError.of(100, "(#100) This must be JSON: " + text);
        }
    }

    /** No parameters but these. */
    static void only(Map<String, String> given, String... known) {
        Set<String> others = new TreeSet<>(given.keySet());
        others.removeAll(Set.of(known));
        others.removeIf(name -> name.startsWith("attached_media["));
        if (!others.isEmpty()) {
            throw GraphError.of(100, "(#100) Unknown parameters " + others);
        }
    }

    final void needs(String scope) {
        if (!scopes.contains(scope)) {
            throw GraphError.of(200, "(#200) Requires the permission " + scope);
        }
    }

    final void needsPageToken(String token) {
        if (!token.equals(pageToken)) {
            throw GraphError.of(190, 2069032, "User Access Token Is Not Supported: A Page access token is required");
        }
    }

    static Map<String, String> form(Request request) {
        if (!request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            throw GraphError.of(100, "(#100) This is no form");
        }
        return Forms.read(request.text());
    }

    static ObjectNode success() {
        return GraphApi.JSON.createObjectNode().put("success", true);
    }

    static ObjectNode id(String id) {
        return GraphApi.JSON.createObjectNode().put("id", id);
    }

    /** A page of a list that is newest first, with the paging that Meta documents: {@code next} carries the token. */
    final ObjectNode page(List<ObjectNode> all, Map<String, String> query, String token) {
        int limit = Integer.parseInt(query.getOrDefault("limit", "25"));
        if (limit > 100) {
            throw GraphError.of(100, "(#100) limit must be at most 100");
        }
        String after = query.get("after");
        List<ObjectNode> rest = new ArrayList<>(all);
        if (after != null) {
            int at = 0;
            while (at < rest.size() && !cursor(rest.get(at)).equals(after)) {
                at++;
            }
            if (at == rest.size()) {
                throw GraphError.of(100, "(#100) Invalid cursor");
            }
            rest = rest.subList(at + 1, rest.size());
        }
        List<ObjectNode> page = rest.subList(0, Math.min(limit, rest.size()));
        ObjectNode answer = GraphApi.JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        page.forEach(data::add);
        if (!page.isEmpty()) {
            ObjectNode paging = answer.putObject("paging");
            paging.putObject("cursors")
                    .put("before", cursor(page.get(0)))
                    .put("after", cursor(page.get(page.size() - 1)));
            if (page.size() < rest.size()) {
                paging.put(
                        "next",
                        address() + "/v26.0/x?access_token=" + token + "&after=" + cursor(page.get(page.size() - 1)));
            }
        }
        return answer;
    }

    private String cursor(JsonNode entry) {
        return Marks.of(salt + entry.path("id").asText(), 20);
    }

    static @Nullable String value(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }
}
