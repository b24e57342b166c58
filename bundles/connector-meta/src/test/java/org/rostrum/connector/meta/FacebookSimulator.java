package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A page on Facebook, as {@link GraphSimulator} says. */
final class FacebookSimulator extends GraphSimulator {
    static final String JANE = "3300000000000007";
    private static final String POST =
            "id,from,message,story,created_time,updated_time,permalink_url,attachments,comments,"
                    + "reactions,shares,status_type,is_hidden";
    private static final String COMMENT =
            "id,from,message,created_time,parent,permalink_url,attachment,is_hidden,like_count,comment_count";
    private static final Set<String> PICTURES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff");
    private static final Pattern EDGE = Pattern.compile("((?:upload:)?[A-Za-z0-9_]+)(/([a-z_]+))?");

    private final List<ObjectNode> posts = new ArrayList<>();
    private final List<ObjectNode> tagged = new ArrayList<>();
    private final Map<String, List<ObjectNode>> comments = new HashMap<>();
    private final SimulatedMessenger messenger = new SimulatedMessenger(this);
    private final SimulatedFilms films = new SimulatedFilms();
    private final Map<String, String> photos = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final String welcome;
    private Instant now = Instant.EPOCH;
    private @Nullable String vanished;
    private int refusal;
    private int mostPosts = 100;

    FacebookSimulator() throws IOException {
        scopes().add(FacebookKind.FOR_MESSAGES);
        welcome = post(PAGE, "Welcome!", posts).path("id").asText();
    }

    /** What is said from now on, is said then; EPOCH for the true time. */
    synchronized void pretend(Instant time) {
        now = time;
    }

    String stamp() {
        return time(now.equals(Instant.EPOCH) ? Instant.now() : now);
    }

    static ObjectNode person(String id) {
        return GraphApi.JSON.createObjectNode().put("id", id).put("name", id.equals(PAGE) ? NAME : "Jane \u0141");
    }

    private ObjectNode post(String author, String text, List<ObjectNode> to) {
        String id = PAGE + "_" + next();
        ObjectNode post = GraphApi.JSON.createObjectNode();
        post.put("id", id).put("message", text.isEmpty() ? null : text);
        post.put("created_time", stamp()).put("updated_time", stamp());
        post.put("permalink_url", "https://www.facebook.com/" + id);
        post.set("from", person(author));
        to.add(post);
        comments.put(id, new ArrayList<>());
        return post;
    }

    /** Somebody comments the page's own post. */
    @Override
    public synchronized String say(String text) {
        return comment(welcome, JANE, text).path("id").asText();
    }

    /** Somebody writes on the page. */
    synchronized String visit(String text) {
        return post(JANE, text, posts).path("id").asText();
    }

    /** Somebody names the page elsewhere. */
    synchronized String tag(String text) {
        return post(JANE, text, tagged).path("id").asText();
    }

    /** Somebody at the page says something without us. */
    synchronized String sayAsPage(String text) {
        return post(PAGE, text, posts).path("id").asText();
    }

    synchronized String answer(String id, String text) {
        return comment(id, JANE, text).path("id").asText();
    }

    synchronized String write(String text) {
        return messenger.message(JANE, PAGE, text).path("id").asText();
    }

    private ObjectNode comment(String on, String author, String text) {
        String post = comments.containsKey(on) ? on : postOf(on);
        ObjectNode parent = comments.containsKey(on) ? null : commentById(on);
        String top = parent == null || !parent.has("parent")
                ? on
                : parent.path("parent").path("id").asText();
        String id = post.substring(post.indexOf('_') + 1) + "_" + next();
        ObjectNode comment = GraphApi.JSON.createObjectNode();
        comment.put("id", id).put("message", text).put("created_time", stamp());
        comment.put("permalink_url", "https://www.facebook.com/" + id).put("like_count", 0);
        comment.set("from", person(author));
        if (parent != null) {
            comment.set("parent", id(top));
        }
        all(post).add(comment);
        byId(post).put("updated_time", stamp());
        return comment;
    }

    private List<ObjectNode> all(String post) {
        return Objects.requireNonNull(comments.get(post));
    }

    private String postOf(String comment) {
        return comments.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(one -> one.path("id").asText().equals(comment)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> GraphError.gone(comment));
    }

    private ObjectNode commentById(String id) {
        return all(postOf(id)).stream()
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    synchronized ObjectNode byId(String id) {
        for (List<ObjectNode> some : List.of(posts, tagged)) {
            for (ObjectNode post : some) {
                if (post.path("id").asText().equals(id)) {
                    return post;
                }
            }
        }
        return commentById(id);
    }

    synchronized void edit(String id, String text) {
        byId(id).put("message", text).put("updated_time", stamp());
    }

    /** It is listed, but no longer there. */
    synchronized void vanish(String post) {
        comments.remove(post);
        vanished = post;
    }

    /** All calls are refused with this code. */
    synchronized void refuse(int code) {
        refusal = code;
    }

    synchronized void forgetPhotos() {
        photos.clear();
    }

    /** Longer pages of posts are too much for Meta. */
    synchronized void mostPosts(int most) {
        mostPosts = most;
    }

    synchronized void closeWindow() {
        messenger.closeWindow();
    }

    synchronized SimulatedFilms films() {
        return films;
    }

    /** Facebook has finished its work on all films. */
    synchronized void finishFilms() {
        for (ObjectNode film : films.all) {
            if (!film.has("post_id")) {
                ObjectNode post = post(PAGE, film.path("description").asText(""), posts);
                String id = post.path("id").asText();
                film.put("post_id", id.substring(id.indexOf('_') + 1));
                said.add(new Said(id, film.path("description").asText(""), null));
            }
        }
    }

    void says(String id, String text) {
        said.add(new Said(id, text, null));
    }

    String welcome() {
        return welcome;
    }

    @Override
    public synchronized void like(String networkId, int times) {
        ObjectNode one = byId(networkId);
        one.put("like_count", one.path("like_count").asInt() + times);
    }

    @Override
    public synchronized List<Said> said() {
        return List.copyOf(said);
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST") && request.path().matches(".*/(feed|comments|messages|videos)");
    }

    @Override
    protected Object graph(String method, String path, Map<String, String> query, Request request, String token) {
        if (refusal != 0) {
            throw GraphError.of(refusal, "(#" + refusal + ") There have been too many calls from this account.");
        }
        Matcher parts = EDGE.matcher(path);
        if (!parts.matches()) {
            throw GraphError.of(2500, "Unknown path components: /" + path);
        }
        String node = parts.group(1);
        String edge = parts.group(3) == null ? "" : parts.group(3);
        if (node.equals(PAGE) && edge.isEmpty() && method.equals("GET")) {
            return page(query, token);
        }
        if (node.startsWith("upload:")) {
            String session = node.substring("upload:".length());
            return method.equals("GET") ? films.offset(session) : films.part(session, request);
        }
        if (node.equals(APP) && edge.equals("uploads") && token.equals(TOKEN)) {
            return films.begin(next(), form(request));
        }
        needsPageToken(token);
        return switch (method + " " + edge) {
            case "GET feed", "GET published_posts", "GET tagged" -> posts(edge, query, token);
            case "GET conversations" -> messenger.conversations(query, token);
            case "GET messages" -> messenger.messages(node, query, token);
            case "GET videos" -> videos(query, token);
            case "GET comments" -> comments(node, query, token);
            case "GET insights" -> insights(node, query);
            case "GET " -> entry(node, query);
            case "POST photos" -> photo(request);
            case "POST feed" -> say(form(request));
            case "POST comments" -> comment(node, form(request));
            case "POST messages" -> messenger.send(form(request));
            case "POST videos" -> video(form(request));
            case "POST likes" -> like(node, true);
            case "DELETE likes" -> like(node, false);
            case "POST " -> change(node, form(request));
            case "DELETE " -> delete(node);
            default -> throw GraphError.of(100, "Unsupported " + method + " request: " + path);
        };
    }

    private JsonNode page(Map<String, String> query, String token) {
        only(query, "fields");
        ObjectNode page = GraphApi.JSON.createObjectNode().put("id", PAGE).put("name", NAME);
        if (token.equals(TOKEN)) {
            page.put("access_token", pageToken());
        }
        return Fields.of(query.getOrDefault("fields", ""))
                .of(page, "Page", "id,name,access_token,instagram_business_account");
    }

    private JsonNode posts(String edge, Map<String, String> query, String token) {
        only(query, "fields", "limit", "after");
        needs("pages_read_engagement");
        needs("pages_read_user_content");
        if (Integer.parseInt(query.getOrDefault("limit", "25")) > mostPosts) {
            throw GraphError.of(1, 99, "Please reduce the amount of data you're asking for, then retry your request");
        }
        Fields fields = Fields.of(query.getOrDefault("fields", "id,message,created_time"));
        List<ObjectNode> all = new ArrayList<>(edge.equals("tagged") ? tagged : posts);
        all.removeIf(post -> edge.equals("published_posts")
                && !post.path("from").path("id").asText().equals(PAGE));
        Collections.reverse(all);
        return page(all.stream().map(post -> shown(post, fields)).toList(), query, token);
    }

    private ObjectNode shown(ObjectNode post, Fields fields) {
        ObjectNode whole = post.deepCopy();
        Fields.Field asked = fields.all.get("comments");
        List<ObjectNode> below = comments.getOrDefault(post.path("id").asText(), List.of());
        boolean gone = post.path("id").asText().equals(vanished);
        if (asked != null) {
            boolean stream = "stream".equals(asked.modifiers().get("filter"));
            long count =
                    below.stream().filter(one -> stream || !one.has("parent")).count();
            ObjectNode edge = whole.putObject("comments");
            edge.putArray("data");
            if (asked.modifiers().getOrDefault("summary", "").contains("total_count")) {
                edge.putObject("summary").put("order", "chronological").put("total_count", gone ? 1 : count);
            }
        }
        whole.putObject("reactions").putArray("data");
        whole.withObject("/reactions")
                .putObject("summary")
                .put("total_count", post.path("like_count").asInt());
        return fields.of(whole, "PagePost", POST);
    }

    private JsonNode comments(String node, Map<String, String> query, String token) {
        only(query, "fields", "limit", "after", "filter", "order");
        Fields fields = Fields.of(query.getOrDefault("fields", "id,message,created_time"));
        boolean post = comments.containsKey(node);
        boolean stream = query.getOrDefault("filter", "toplevel").equals("stream");
        List<ObjectNode> all = new ArrayList<>(post ? all(node) : all(postOf(node)));
        all.removeIf(one -> post
                ? !stream && one.has("parent")
                : !one.path("parent").path("id").asText().equals(node));
        if (query.getOrDefault("order", "chronological").equals("reverse_chronological")) {
            Collections.reverse(all);
        }
        return page(all.stream().map(one -> fields.of(one, "Comment", COMMENT)).toList(), query, token);
    }

    private JsonNode videos(Map<String, String> query, String token) {
        only(query, "type", "fields", "limit", "after");
        needs("pages_read_engagement");
        return page(films.newestFirst(Fields.of(query.getOrDefault("fields", "id"))), query, token);
    }

    private JsonNode video(Map<String, String> form) {
        needs("pages_manage_posts");
        return films.publish("666" + next(), form);
    }

    private JsonNode entry(String node, Map<String, String> query) {
        only(query, "fields");
        Fields fields = Fields.of(query.getOrDefault("fields", "id"));
        for (ObjectNode film : films.newestFirst(fields)) {
            if (film.path("id").asText().equals(node)) {
                return film;
            }
        }
        boolean post = comments.containsKey(node);
        ObjectNode found = byId(node);
        return post ? shown(found, fields) : fields.of(found, "Comment", COMMENT);
    }

    private JsonNode insights(String node, Map<String, String> query) {
        only(query, "metric");
        needs("read_insights");
        byId(node);
        ObjectNode answer = GraphApi.JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        for (String metric : query.getOrDefault("metric", "").split(",", -1)) {
            if (!Set.of("post_media_view", "post_clicks").contains(metric)) {
                throw GraphError.of(100, "(#100) The value must be a valid insights metric");
            }
            data.addObject()
                    .put("name", metric)
                    .put("period", "lifetime")
                    .putArray("values")
                    .addObject()
                    .put("value", metric.equals("post_clicks") ? 12 : 345);
        }
        return answer;
    }

    private JsonNode photo(Request request) {
        needs("pages_manage_posts");
        Map<String, String> parts = Parts.of(request);
        String type = parts.remove("type");
        if (type == null || !PICTURES.contains(type)) {
            throw GraphError.of(324, "(#324) Missing or invalid image file");
        }
        only(parts, "source", "published", "alt_text_custom");
        if (!"false".equals(parts.get("published"))) {
            throw GraphError.of(100, "(#100) This would be seen at once");
        }
        String id = next();
        photos.put(id, parts.getOrDefault("alt_text_custom", ""));
        return id(id);
    }

    private JsonNode say(Map<String, String> form) {
        needs("pages_manage_posts");
        only(form, "message", "link");
        String text = form.getOrDefault("message", "");
        List<String> pictures = IntStream.range(0, 20)
                .mapToObj(number -> form.get("attached_media[" + number + "]"))
                .filter(Objects::nonNull)
                .map(one -> json(one).path("media_fbid").asText())
                .toList();
        if (text.isEmpty() && pictures.isEmpty() && !form.containsKey("link")) {
            throw GraphError.of(100, "(#100) Missing message or attachment");
        }
        if (text.length() > 63_206) {
            throw GraphError.of(100, "(#100) Param message must be no longer than 63206 characters.");
        }
        if (!pictures.isEmpty() && form.containsKey("link")) {
            throw GraphError.of(100, "(#100) Only one attachment can be specified");
        }
        if (pictures.isEmpty() && isLast(text)) {
            throw GraphError.of(506, "Duplicate status message");
        }
        ObjectNode post = post(PAGE, text, posts);
        ArrayNode attached = GraphApi.JSON.createArrayNode();
        for (String picture : pictures) {
            if (photos.remove(picture) == null) {
                throw GraphError.of(100, "(#100) Invalid photo " + picture);
            }
            attached.addObject()
                    .put("media_type", "photo")
                    .putObject("media")
                    .putObject("image")
                    .put("src", "https://cdn.test/" + picture);
        }
        if (form.containsKey("link")) {
            attached.addObject().put("media_type", "link").put("url", form.get("link"));
        }
        if (!attached.isEmpty()) {
            post.putObject("attachments").set("data", attached);
        }
        said.add(new Said(post.path("id").asText(), text, null));
        return id(post.path("id").asText());
    }

    /** Whether the page said the same last. */
    private boolean isLast(String text) {
        return !text.isEmpty()
                && posts.stream()
                        .filter(post -> post.path("from").path("id").asText().equals(PAGE))
                        .reduce((one, other) -> other)
                        .filter(post -> post.path("message").asText("").equals(text))
                        .isPresent();
    }

    private JsonNode comment(String node, Map<String, String> form) {
        needs("pages_manage_engagement");
        only(form, "message", "attachment_id");
        String text = form.getOrDefault("message", "");
        if (text.isEmpty() && !form.containsKey("attachment_id")) {
            throw GraphError.of(100, "(#100) Missing message or attachment");
        }
        ObjectNode comment = comment(node, PAGE, text);
        String picture = form.get("attachment_id");
        if (picture != null) {
            if (photos.remove(picture) == null) {
                throw GraphError.of(100, "(#100) Invalid photo " + picture);
            }
            comment.putObject("attachment").put("type", "photo");
        }
        said.add(new Said(comment.path("id").asText(), text, node));
        return id(comment.path("id").asText());
    }

    private JsonNode like(String node, boolean more) {
        needs("pages_manage_engagement");
        ObjectNode one = byId(node);
        boolean liked = one.path("liked").asBoolean();
        one.put("like_count", one.path("like_count").asInt() + (more == liked ? 0 : more ? 1 : -1))
                .put("liked", more);
        return success();
    }

    private JsonNode change(String node, Map<String, String> form) {
        needs("pages_manage_engagement");
        only(form, "is_hidden");
        byId(node).put("is_hidden", Boolean.parseBoolean(form.get("is_hidden")));
        return success();
    }

    private JsonNode delete(String node) {
        byId(node);
        said.removeIf(one -> one.networkId().equals(node));
        posts.removeIf(post -> post.path("id").asText().equals(node));
        comments.remove(node);
        comments.values()
                .forEach(some -> some.removeIf(one -> one.path("id").asText().equals(node)));
        return success();
    }

    @Nullable
    String text(String id) {
        return value(byId(id), "message");
    }
}
