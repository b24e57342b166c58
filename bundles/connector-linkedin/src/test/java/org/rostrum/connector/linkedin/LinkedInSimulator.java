package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.Forms;
import org.rostrum.testkit.connector.NetworkSimulator;

/**
 * As much of LinkedIn as the connector speaks with, made from the public documentation of the Community Management API (version
 * 202607), of its webhooks and of its tokens. Where the documentation leaves an order open, this gives the newest first.
 */
final class LinkedInSimulator extends NetworkSimulator {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String ORGANIZATION = "urn:li:organization:2414183";
    static final String JANE = "urn:li:person:jAn3-x_Y";
    static final String CLIENT = "77abcdefgh";
    static final String CLIENT_SECRET = "WPL_AP1.geheim0815==";
    static final String REFRESH = "AQX-refresh-geheim-4711";
    static final String GIVEN = "AQV-access-given-geheim";
    private static final Pattern TIMES = Pattern.compile("\\(start:(\\d+),end:(\\d+)\\)");
    private static final Pattern LIST = Pattern.compile("List\\((.*)\\)");

    private final SimulatedFeed feed = new SimulatedFeed(this);
    private final Set<String> tokens = new HashSet<>(Set.of(GIVEN));
    private final Set<String> allTokens = new HashSet<>(Set.of(GIVEN, REFRESH));
    private final List<ObjectNode> notifications = new ArrayList<>();
    private final Map<String, Integer> images = new LinkedHashMap<>();
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();
    private String refresh = REFRESH;
    private long refreshSeconds = 365 * 86_400L;
    private String scopes = "r_organization_social_feed w_organization_social_feed rw_organization_admin";
    private int next = 1;
    private int looksUntilReady;
    private String uploadHost = "127.0.0.1";
    private boolean open = true;
    private boolean rotates;
    private @Nullable String throttle;

    LinkedInSimulator() throws IOException {
        feed.post(ORGANIZATION, "Our old post", System.currentTimeMillis() - 90L * 86_400_000, null);
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST") && request.path().equals("/rest/posts");
    }

    @Override
    public synchronized void revoke() {
        open = false;
    }

    @Override
    public synchronized Set<String> secrets() {
        Set<String> secrets = new HashSet<>(allTokens);
        secrets.add(CLIENT_SECRET);
        return secrets;
    }

    synchronized void scopes(String granted) {
        scopes = granted;
    }

    /** Each renewal gives another refresh token, and takes the one of before back. */
    synchronized void rotate() {
        rotates = true;
    }

    synchronized void refreshSeconds(long seconds) {
        refreshSeconds = seconds;
    }

    /** No refresh token is good any more; access that was given is. */
    synchronized void endGrant() {
        refresh = "ended";
    }

    synchronized void endAccess() {
        tokens.clear();
    }

    synchronized void looksUntilReady(int looks) {
        looksUntilReady = looks;
    }

    /** Pictures are sent to another name of this machine. */
    synchronized void uploadElsewhere() {
        uploadHost = "localhost";
    }

    /** All calls are refused with 429 and these words; null for none. */
    synchronized void throttle(@Nullable String message) {
        throttle = message;
    }

    synchronized SimulatedFeed feed() {
        return feed;
    }

    @Override
    public synchronized String say(String text) {
        String urn = feed.comment(JANE, text, feed.firstThread(), null);
        notify("COMMENT", urn);
        return urn;
    }

    /** Tells of what was said, as LinkedIn does. */
    synchronized ObjectNode notify(String action, String urn) {
        ObjectNode notification = JSON.createObjectNode()
                .put("notificationId", 5_000_000L + next++)
                .put("organizationalEntity", ORGANIZATION)
                .put("action", action)
                .put("lastModifiedAt", System.currentTimeMillis())
                .put("subscriber", "urn:li:person:admin");
        feed.decorate(notification, urn);
        notifications.add(notification);
        return notification;
    }

    @Override
    public synchronized void like(String networkId, int times) {
        feed.like(networkId, times);
    }

    @Override
    public synchronized List<Said> said() {
        return feed.said();
    }

    @Override
    protected synchronized Reply reply(Request request) {
        try {
            if (request.path().equals("/oauth/v2/accessToken")) {
                return token(request);
            }
            if (request.path().startsWith("/dms-uploads/")) {
                return upload(request);
            }
            return rest(request);
        } catch (JsonProcessingException noJson) {
            return error(400, "ILLEGAL_ARGUMENT", "Unable to parse JSON");
        }
    }

    static Reply error(int status, String code, String message) {
        return Reply.json(
                status,
                JSON.createObjectNode()
                        .put("status", status)
                        .put("code", code)
                        .put("message", message)
                        .toString());
    }

    static Reply fieldError(int status, String field, String code, String message) {
        ObjectNode body =
                JSON.createObjectNode().put("status", status).put("code", code).put("message", message);
        body.putObject("errorDetails")
                .putArray("inputErrors")
                .addObject()
                .put("code", code)
                .putObject("input")
                .putObject("inputPath")
                .put("fieldPath", field);
        return Reply.json(status, body.toString());
    }

    private Reply token(Request request) {
        Map<String, String> form = Forms.read(request.text());
        if (!request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")
                || !"refresh_token".equals(form.get("grant_type"))) {
            return oauth(400, "invalid_request", "A required parameter \"grant_type\" is missing");
        }
        if (!CLIENT.equals(form.get("client_id")) || !CLIENT_SECRET.equals(form.get("client_secret"))) {
            return oauth(401, "invalid_client", "Client authentication failed");
        }
        if (!open || !refresh.equals(form.get("refresh_token"))) {
            return oauth(400, "invalid_grant", "The provided refresh token is invalid, expired or revoked.");
        }
        String access = "AQV-access-" + next++ + "-geheim";
        tokens.add(access);
        allTokens.add(access);
        if (rotates) {
            refresh = "AQX-refresh-" + next++ + "-geheim";
            allTokens.add(refresh);
        }
        return Reply.json(
                200,
                JSON.createObjectNode()
                        .put("access_token", access)
                        .put("expires_in", 5_184_000)
                        .put("refresh_token", refresh)
                        .put("refresh_token_expires_in", refreshSeconds)
                        .put("scope", scopes)
                        .toString());
    }

    private static Reply oauth(int status, String error, String description) {
        return Reply.json(
                status,
                JSON.createObjectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }

    private Reply upload(Request request) {
        String image = "urn:li:image:" + request.path().substring("/dms-uploads/".length());
        boolean picture = request.header("content-type").orElse("").startsWith("image/");
        if (!request.method().equals("PUT") || !images.containsKey(image) || !picture || request.body().length == 0) {
            return Reply.of(400, "text/plain", "Bad Request");
        }
        images.put(image, looksUntilReady);
        bytes.put(image, request.body());
        return new Reply(201, Map.of(), new byte[0]);
    }

    private Reply rest(Request request) throws JsonProcessingException {
        String token = request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
        if (!open || !tokens.contains(token)) {
            return error(401, "INVALID_ACCESS_TOKEN", "Invalid access token");
        }
        if (throttle != null) {
            return error(429, "TOO_MANY_REQUESTS", throttle);
        }
        String version = request.header("linkedin-version").orElse("");
        if (!version.matches("20260[1-9]")) {
            return error(426, "NONEXISTENT_VERSION", "Requested version " + version + " is not active");
        }
        if (!request.header("x-restli-protocol-version").orElse("").equals("2.0.0")) {
            return error(
                    400, "VERSION_MISSING", "A version must be present. Please specify a version by adding the header");
        }
        if (request.target().contains("urn:li")) {
            return error(400, "ILLEGAL_ARGUMENT", "Syntax exception in path variables");
        }
        String what = request.path().replaceFirst("^/rest/", "").replaceFirst("/.*", "");
        String needed = needed(request, what);
        if (!scopes.contains(needed)) {
            return error(403, "ACCESS_DENIED", "Not enough permissions to access: " + request.method() + " /" + what);
        }
        return switch (what) {
            case "organizations" -> Reply.json(
                    200, "{\"localizedName\":\"Acme \u0141td\",\"vanityName\":\"acme\",\"id\":2414183}");
            case "organizationalEntityNotifications" -> notifications(request);
            case "images" -> image(request);
            case "posts" -> feed.posts(request);
            case "socialActions" -> feed.comments(request);
            case "organizationalEntityShareStatistics" -> feed.statistics(request);
            case "socialMetadata" -> feed.metadata(request);
            case "reactions" -> feed.reactions(request);
            default -> error(404, "RESOURCE_NOT_FOUND", "No virtual resource found");
        };
    }

    private static String needed(Request request, String what) {
        if (what.startsWith("organization") && !what.endsWith("Statistics")) {
            return "rw_organization_admin";
        }
        return what.endsWith("Statistics")
                ? "rw_organization_admin"
                : request.isGet() ? "r_organization_social_feed" : "w_organization_social_feed";
    }

    /** A page of a list. */
    static Reply page(Request request, List<? extends JsonNode> all) {
        int start = Integer.parseInt(request.query().getOrDefault("start", "0"));
        int count = Math.min(100, Integer.parseInt(request.query().getOrDefault("count", "10")));
        ObjectNode body = JSON.createObjectNode();
        body.putObject("paging").put("start", start).put("count", count).put("total", all.size());
        ArrayNode elements = body.putArray("elements");
        all.stream().skip(start).limit(count).forEach(elements::add);
        return Reply.json(200, body.toString());
    }

    static List<String> list(String text) {
        Matcher matcher = LIST.matcher(text);
        return matcher.matches() ? List.of(matcher.group(1).split(",(?=urn|[A-Z])", -1)) : List.of();
    }

    private Reply notifications(Request request) {
        Matcher times = TIMES.matcher(request.parameter("timeRange"));
        List<String> actions = list(request.parameter("actions"));
        if (!request.parameter("q").equals("criteria") || actions.isEmpty() || !times.matches()) {
            return error(400, "ILLEGAL_ARGUMENT", "Invalid query parameters passed to request");
        }
        if (!request.parameter("organizationalEntity").equals(ORGANIZATION)) {
            return error(403, "ACCESS_DENIED", "Member is no administrator of the organization");
        }
        long start = Long.parseLong(times.group(1));
        long end = Long.parseLong(times.group(2));
        List<ObjectNode> found = new ArrayList<>(notifications.stream()
                .filter(one -> actions.contains(one.path("action").asText()))
                .filter(one -> one.path("lastModifiedAt").asLong() >= start
                        && one.path("lastModifiedAt").asLong() <= end)
                .toList());
        Collections.reverse(found);
        return page(request, found);
    }

    private Reply image(Request request) throws JsonProcessingException {
        if (request.method().equals("POST")) {
            JsonNode owner = JSON.readTree(request.text())
                    .path("initializeUploadRequest")
                    .path("owner");
            if (!request.parameter("action").equals("initializeUpload")
                    || !owner.asText().equals(ORGANIZATION)) {
                return error(400, "ILLEGAL_ARGUMENT", "owner");
            }
            String id = "C4E" + next++;
            images.put("urn:li:image:" + id, -1);
            ObjectNode value = JSON.createObjectNode();
            value.putObject("value")
                    .put("uploadUrlExpiresAt", System.currentTimeMillis() + 3_600_000)
                    .put("uploadUrl", address().toString().replace("127.0.0.1", uploadHost) + "/dms-uploads/" + id)
                    .put("image", "urn:li:image:" + id);
            return Reply.json(200, value.toString());
        }
        String id = request.path().substring("/rest/images/".length());
        Integer left = images.get(id);
        if (left == null) {
            return error(404, "RESOURCE_NOT_FOUND", "Image not found");
        }
        images.put(id, Math.max(left < 0 ? -1 : 0, left - 1));
        String status = left < 0 ? "WAITING_UPLOAD" : left > 0 ? "PROCESSING" : "AVAILABLE";
        return Reply.json(
                200, JSON.createObjectNode().put("id", id).put("status", status).toString());
    }

    boolean isReady(String image) {
        return Objects.equals(images.get(image), 0);
    }
}
