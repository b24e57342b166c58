package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A professional account of Instagram that is linked to a page, as {@link GraphSimulator} says. */
final class InstagramSimulator extends GraphSimulator {
    static final String ACCOUNT = "17841400000000001";
    static final String HANDLE = "acme.coffee";
    static final String JANE = "17841400000000777";
    private static final String MEDIA =
            "id,caption,timestamp,permalink,media_type,media_product_type,media_url,thumbnail_url,"
                    + "username,comments_count,like_count,alt_text,children";
    private static final String COMMENT = "id,text,timestamp,username,from,parent_id,hidden,like_count,media,replies";
    private static final Pattern EDGE = Pattern.compile("([0-9]+)(/([a-z_]+))?");
    private static final Pattern UPLOAD = Pattern.compile("/ig-api-upload/v26\\.0/([0-9]+)");

    private final List<ObjectNode> media = new ArrayList<>();
    private final List<ObjectNode> tagged = new ArrayList<>();
    private final Map<String, ObjectNode> foreign = new HashMap<>();
    private final Map<String, List<ObjectNode>> comments = new HashMap<>();
    private final Map<String, String> photos = new LinkedHashMap<>();
    private final Map<String, ObjectNode> containers = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final String welcome;
    private boolean linked = true;
    private int used;
    private int looks;
    private @Nullable String illness;

    InstagramSimulator() throws IOException {
        scopes().clear();
        scopes().addAll(InstagramKind.PERMISSIONS);
        welcome = media(HANDLE, "Welcome!", media).path("id").asText();
    }

    private static String stamp() {
        return time(Instant.now());
    }

    private ObjectNode media(String author, String caption, List<ObjectNode> to) {
        String id = "178" + next();
        ObjectNode one = GraphApi.JSON
                .createObjectNode()
                .put("id", id)
                .put("caption", caption)
                .put("timestamp", stamp())
                .put("media_type", "IMAGE")
                .put("media_url", "https://scontent.test/" + id + ".jpg")
                .put("permalink", "https://www.instagram.com/p/" + id + "/")
                .put("username", author)
                .put("comments_count", 0)
                .put("like_count", 0);
        to.add(one);
        comments.put(id, new ArrayList<>());
        return one;
    }

    private ObjectNode comment(String on, @Nullable String parent, String id, String handle, String text) {
        ObjectNode comment = GraphApi.JSON
                .createObjectNode()
                .put("id", "179" + next())
                .put("text", text)
                .put("timestamp", stamp())
                .put("username", handle)
                .put("like_count", 0);
        comment.putObject("from").put("id", id).put("username", handle);
        if (parent != null) {
            comment.put("parent_id", parent);
        }
        all(on).add(comment);
        ObjectNode post = mediaById(on);
        post.put("comments_count", post.path("comments_count").asInt() + 1);
        return comment;
    }

    private List<ObjectNode> all(String post) {
        List<ObjectNode> all = comments.get(post);
        if (all == null) {
            throw GraphError.gone(post);
        }
        return all;
    }

    @Override
    public synchronized String say(String text) {
        return welcome + "/"
                + comment(welcome, null, JANE, "jane", text).path("id").asText();
    }

    synchronized String answer(String networkId, String text) {
        InstagramId id = InstagramId.parse(networkId).orElseThrow();
        return id.media() + "/"
                + comment(id.media(), id.comment(), JANE, "jane", text)
                        .path("id")
                        .asText();
    }

    /** Somebody tags the account in a post. */
    synchronized String tag(String caption) {
        return media("jane", caption, tagged).path("id").asText();
    }

    /** Somebody names the account in a caption; it can be read by this number alone. */
    synchronized String mention(String caption) {
        ObjectNode one = media("jane", caption, new ArrayList<>());
        foreign.put(one.path("id").asText(), one);
        return one.path("id").asText();
    }

    /** Somebody names the account in a comment elsewhere; gives post and comment. */
    synchronized InstagramId mentionInComment(String text) {
        ObjectNode post = media("bob", "Elsewhere", new ArrayList<>());
        ObjectNode comment = GraphApi.JSON
                .createObjectNode()
                .put("id", "179" + next())
                .put("text", text)
                .put("timestamp", stamp())
                .put("username", "jane");
        comment.putObject("media")
                .put("id", post.path("id").asText())
                .put("permalink", post.path("permalink").asText());
        foreign.put(comment.path("id").asText(), comment);
        return new InstagramId(post.path("id").asText(), comment.path("id").asText());
    }

    synchronized void unlink() {
        linked = false;
    }

    synchronized void used(int posts) {
        used = posts;
    }

    synchronized void looksUntilFinished(int times) {
        looks = times;
    }

    synchronized void finish() {
        looks = 0;
        containers.values().forEach(container -> container.put("looks", 0));
    }

    synchronized void fallIll(String status) {
        illness = status;
    }

    synchronized void expireContainers() {
        containers.values().forEach(container -> container.put("status_code", "EXPIRED"));
    }

    synchronized List<ObjectNode> containers() {
        return List.copyOf(containers.values());
    }

    synchronized void hideFromList(String id) {
        mediaById(id).put("timestamp", "2020-01-01T00:00:00+0000");
    }

    synchronized ObjectNode mediaById(String id) {
        return java.util.stream.Stream.of(media, tagged)
                .flatMap(List::stream)
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> GraphError.gone(id));
    }

    synchronized ObjectNode commentById(String id) {
        return comments.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> GraphError.gone(id));
    }

    String welcome() {
        return welcome;
    }

    @Override
    public synchronized void like(String networkId, int times) {
        InstagramId id = InstagramId.parse(networkId).orElseThrow();
        ObjectNode one = id.comment() == null ? mediaById(id.media()) : commentById(id.comment());
        one.put("like_count", one.path("like_count").asInt() + times);
    }

    @Override
    public synchronized List<Said> said() {
        return List.copyOf(said);
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST") && request.path().matches(".*/(media_publish|comments|replies)");
    }

    @Override
    protected synchronized Reply reply(Request request) {
        Matcher upload = UPLOAD.matcher(request.path());
        return upload.matches() ? upload(upload.group(1), request) : super.reply(request);
    }

    private Reply upload(String id, Request request) {
        ObjectNode container = containers.get(id);
        boolean whole = request.header("offset").orElse("").equals("0")
                && request.header("file_size").orElse("").equals("" + request.body().length);
        if (!request.header("authorization").orElse("").equals("OAuth " + TOKEN) || container == null || !whole) {
            return Reply.json(400, "{\"debug_info\":{\"retriable\":false,\"type\":\"ProcessingFailedError\"}}");
        }
        container.put("uploaded", true);
        return Reply.json(200, "{\"success\":true,\"message\":\"Upload successful.\"}");
    }

    @Override
    protected Object graph(String method, String path, Map<String, String> query, Request request, String token) {
        Matcher parts = EDGE.matcher(path);
        if (!parts.matches()) {
            throw GraphError.of(2500, "Unknown path components: /" + path);
        }
        String node = parts.group(1);
        String edge = parts.group(3) == null ? "" : parts.group(3);
        boolean ofPage = node.equals(PAGE) || photos.containsKey(node);
        if (ofPage) {
            return ofPage(method + " " + edge, node, query, request, token);
        }
        if (!token.equals(TOKEN)) {
            throw GraphError.of(190, "Instagram is asked with the token of a user here.");
        }
        needs("instagram_basic");
        return switch (method + " " + edge) {
            case "GET media", "GET tags" -> posts(edge, query, token);
            case "GET content_publishing_limit" -> limit(query);
            case "GET comments", "GET replies" -> comments(node, edge, query, token);
            case "GET insights" -> insights(node, query);
            case "GET " -> entry(node, query);
            case "POST media" -> container(form(request));
            case "POST media_publish" -> publish(form(request));
            case "POST comments", "POST replies" -> answer(node, edge, form(request));
            case "POST " -> hide(node, form(request));
            case "DELETE " -> delete(node);
            default -> throw GraphError.of(100, "Unsupported " + method + " request: " + path);
        };
    }

    private JsonNode ofPage(String what, String node, Map<String, String> query, Request request, String token) {
        return switch (what) {
            case "GET " -> {
                only(query, "fields");
                Fields fields = Fields.of(query.getOrDefault("fields", "id"));
                if (photos.containsKey(node)) {
                    needsPageToken(token);
                    ObjectNode photo = id(node);
                    photo.putArray("images")
                            .addObject()
                            .put("width", 320)
                            .put("source", "https://scontent.test/s/" + node);
                    photo.withArray("images")
                            .addObject()
                            .put("width", 1080)
                            .put("source", "https://scontent.test/l/" + node);
                    yield fields.of(photo, "Photo", "id,images");
                }
                ObjectNode page = id(PAGE).put("name", NAME).put("access_token", pageToken());
                if (linked) {
                    page.putObject("instagram_business_account")
                            .put("id", ACCOUNT)
                            .put("username", HANDLE);
                }
                yield fields.of(page, "Page", "id,name,access_token,instagram_business_account");
            }
            case "POST photos" -> {
                needsPageToken(token);
                needs("pages_manage_posts");
                String body = request.text();
                if (!body.contains("name=\"published\"") || !body.contains("name=\"source\"")) {
                    throw GraphError.of(324, "(#324) Requires upload file");
                }
                String id = "555" + next();
                photos.put(id, body.contains("Content-Type: image/jpeg") ? "image/jpeg" : "other");
                yield id(id);
            }
            default -> throw GraphError.of(100, "Unsupported request: " + what);
        };
    }

    private JsonNode posts(String edge, Map<String, String> query, String token) {
        only(query, "fields", "limit", "after");
        if (edge.equals("tags")) {
            needs("instagram_manage_comments");
        }
        Fields fields = Fields.of(query.getOrDefault("fields", "id"));
        List<ObjectNode> all = new ArrayList<>(edge.equals("tags") ? tagged : media);
        Collections.reverse(all);
        return page(
                all.stream().map(one -> fields.of(one, "InstagramMedia", MEDIA)).toList(), query, token);
    }

    private JsonNode comments(String node, String edge, Map<String, String> query, String token) {
        only(query, "fields", "limit", "after");
        needs("instagram_manage_comments");
        Fields fields = Fields.of(query.getOrDefault("fields", "id,text,timestamp"));
        List<ObjectNode> all = new ArrayList<>(edge.equals("comments") ? all(node) : answersTo(node));
        all.removeIf(one -> edge.equals("comments") && one.has("parent_id"));
        Collections.reverse(all);
        List<ObjectNode> shown = new ArrayList<>();
        for (ObjectNode one : all) {
            ObjectNode whole = one.deepCopy();
            ArrayNode below = GraphApi.JSON.createArrayNode();
            answersTo(one.path("id").asText()).forEach(below::add);
            if (!below.isEmpty()) {
                whole.putObject("replies").set("data", below);
            }
            shown.add(fields.of(whole, "InstagramComment", COMMENT));
        }
        return page(shown, query, token);
    }

    private List<ObjectNode> answersTo(String comment) {
        return comments.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.path("parent_id").asText().equals(comment))
                .toList();
    }

    private JsonNode limit(Map<String, String> query) {
        only(query, "fields");
        needs("instagram_content_publish");
        ObjectNode answer = GraphApi.JSON.createObjectNode();
        ObjectNode one = answer.putArray("data").addObject().put("quota_usage", used);
        one.putObject("config").put("quota_total", 100).put("quota_duration", 86_400);
        return answer;
    }

    private JsonNode entry(String node, Map<String, String> query) {
        only(query, "fields");
        String asked = query.getOrDefault("fields", "id");
        if (node.equals(ACCOUNT)) {
            return mentioned(Fields.of(asked));
        }
        if (containers.containsKey(node)) {
            return Fields.of(asked).of(look(node), "InstagramContainer", "id,status_code,status");
        }
        return comments.containsKey(node)
                ? Fields.of(asked).of(mediaById(node), "InstagramMedia", MEDIA)
                : Fields.of(asked).of(commentById(node), "InstagramComment", COMMENT);
    }

    private JsonNode mentioned(Fields fields) {
        ObjectNode answer = id(ACCOUNT);
        fields.all.forEach((name, field) -> {
            String key = name.equals("mentioned_media") ? "media_id" : "comment_id";
            ObjectNode found = foreign.get(field.modifiers().getOrDefault(key, ""));
            if (found == null) {
                throw GraphError.of(100, 33, "(#100) Invalid parameter: no such mention");
            }
            answer.set(name, field.sub().of(found, name, MEDIA + "," + COMMENT));
        });
        return answer;
    }

    private ObjectNode look(String id) {
        ObjectNode container = java.util.Objects.requireNonNull(containers.get(id));
        int left = container.path("looks").asInt();
        if (container.path("status_code").asText().equals("IN_PROGRESS") && left <= 0) {
            boolean film = container.path("upload_type").asText().equals("resumable");
            boolean whole = !film || container.path("uploaded").asBoolean();
            container.put("status_code", illness != null ? "ERROR" : whole ? "FINISHED" : "IN_PROGRESS");
            container.put("status", illness);
        }
        container.put("looks", left - 1);
        return container;
    }

    private JsonNode container(Map<String, String> form) {
        needs("instagram_content_publish");
        ContainerRules.require(form, photos, containers);
        String id = "177" + next();
        ObjectNode container = GraphApi.JSON.createObjectNode().put("id", id);
        form.forEach(container::put);
        container.put("status_code", "IN_PROGRESS").put("looks", looks);
        containers.put(id, container);
        return id(id);
    }

    private JsonNode publish(Map<String, String> form) {
        needs("instagram_content_publish");
        only(form, "creation_id");
        ObjectNode container = containers.get(form.getOrDefault("creation_id", ""));
        if (container == null) {
            throw GraphError.of(24, 2207006, "The requested resource does not exist");
        }
        if (used >= 100) {
            throw GraphError.of(9, 2207042, "Application request limit reached");
        }
        if (!container.path("status_code").asText().equals("FINISHED")) {
            throw GraphError.of(9007, 2207027, "Media ID is not available");
        }
        container.put("status_code", "PUBLISHED");
        used++;
        ObjectNode one = media(HANDLE, container.path("caption").asText(""), media);
        one.put("alt_text", container.path("alt_text").asText(""));
        one.put("media_type", container.path("media_type").asText("IMAGE"));
        String id = one.path("id").asText();
        said.add(new Said(id, one.path("caption").asText(), null));
        return id(id);
    }

    private JsonNode answer(String node, String edge, Map<String, String> form) {
        needs("instagram_manage_comments");
        only(form, "message");
        String text = form.getOrDefault("message", "");
        if (text.isEmpty()) {
            throw GraphError.of(100, "(#100) The parameter message is required");
        }
        boolean reply = edge.equals("replies");
        String post = reply ? postOf(node) : node;
        ObjectNode comment = comment(post, reply ? node : null, ACCOUNT, HANDLE, text);
        String id = comment.path("id").asText();
        said.add(new Said(post + "/" + id, text, reply ? post + "/" + node : post));
        return id(id);
    }

    private String postOf(String comment) {
        return comments.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(one -> one.path("id").asText().equals(comment)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> GraphError.gone(comment));
    }

    private JsonNode insights(String node, Map<String, String> query) {
        only(query, "metric");
        needs("instagram_manage_insights");
        mediaById(node);
        ObjectNode answer = GraphApi.JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        for (String metric : query.getOrDefault("metric", "").split(",", -1)) {
            if (!Set.of("views", "shares", "reach", "saved", "likes", "comments")
                    .contains(metric)) {
                throw GraphError.of(100, "(#100) metric[0] must be one of the following values: ...");
            }
            data.addObject()
                    .put("name", metric)
                    .put("period", "lifetime")
                    .putArray("values")
                    .addObject()
                    .put("value", metric.equals("views") ? 900 : 4);
        }
        return answer;
    }

    private JsonNode hide(String node, Map<String, String> form) {
        needs("instagram_manage_comments");
        only(form, "hide");
        commentById(node).put("hidden", Boolean.parseBoolean(form.get("hide")));
        return success();
    }

    private JsonNode delete(String node) {
        needs("instagram_manage_comments");
        commentById(node);
        comments.values()
                .forEach(some -> some.removeIf(one -> one.path("id").asText().equals(node)));
        return success();
    }
}
