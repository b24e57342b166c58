package org.rostrum.connector.wordpress;

import static org.rostrum.connector.wordpress.WordpressReplies.among;
import static org.rostrum.connector.wordpress.WordpressReplies.content;
import static org.rostrum.connector.wordpress.WordpressReplies.error;
import static org.rostrum.connector.wordpress.WordpressReplies.escaped;
import static org.rostrum.connector.wordpress.WordpressReplies.index;
import static org.rostrum.connector.wordpress.WordpressReplies.json;
import static org.rostrum.connector.wordpress.WordpressReplies.md5;
import static org.rostrum.connector.wordpress.WordpressReplies.numbers;
import static org.rostrum.connector.wordpress.WordpressReplies.page;
import static org.rostrum.connector.wordpress.WordpressReplies.shown;
import static org.rostrum.connector.wordpress.WordpressReplies.timed;
import static org.rostrum.connector.wordpress.WordpressReplies.times;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.Forms;
import org.rostrum.testkit.connector.NetworkSimulator;

/**
 * As much of a WordPress site as the connector speaks with, made from the public handbook of the REST interface
 * (developer.wordpress.org/rest-api, read in 2026) and from what the real WordPress 6.1 does that the project's own scripts start.
 */
final class WordpressSimulator extends NetworkSimulator implements PeopleOfTheSite {
    static final String USER = "integration";
    static final String PASSWORD = "abcd EFGH 1234 ijkl MNOP 5678";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder()
                    .encodeToString((USER + ":" + PASSWORD.replace(" ", "")).getBytes(StandardCharsets.UTF_8));
    private static final long OURS = 7;

    private final TreeMap<Long, ObjectNode> posts = new TreeMap<>();
    private final TreeMap<Long, ObjectNode> media = new TreeMap<>();
    private final TreeMap<Long, ObjectNode> comments = new TreeMap<>();
    private final Set<Long> staff = new TreeSet<>(Set.of(OURS, 8L));
    private final ArrayNode categories = JSON.createArrayNode();
    private Set<String> rights = new TreeSet<>(
            Set.of("edit_posts", "publish_posts", "upload_files", "moderate_comments", "delete_others_posts"));
    private long made = 10;
    private boolean open = true;
    private boolean offers = true;
    private boolean closedUsers;
    private boolean late;
    private String header = "/blog/wp-json/";
    private String element = "";
    private @Nullable Reply instead;
    private ZoneId zone = ZoneId.of("America/Sao_Paulo");

    WordpressSimulator() throws IOException {
        addPost("Hello", "First of all", 8, "publish");
        categories.addObject().put("id", 3).put("name", "News &amp; more").put("slug", "news");
    }

    /** What the first page says; empty for nothing. */
    void says(String link, String html) {
        header = link;
        element = html;
    }

    void role(String... may) {
        rights = new TreeSet<>(Set.of(may));
    }

    void takesNoPasswords() {
        offers = false;
    }

    /** An earlier attempt at the next post gets there just before it. */
    void isSlow() {
        late = true;
    }

    void closesUsers() {
        closedUsers = true;
    }

    /** Every call of the interface is answered so; null to end that. */
    void answers(@Nullable Reply reply) {
        instead = reply;
    }

    /** The site moves; what was said keeps its local times. */
    void moves(String to) {
        zone = ZoneId.of(to);
    }

    @Override
    public Account account() {
        return new Account(address() + "/blog", USER, PASSWORD);
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST") && route(request).matches("/wp/v2/(posts|comments)");
    }

    @Override
    public String say(String text) {
        return Ids.comment(comment(text, "approved"));
    }

    @Override
    public long comment(String text, String status) {
        return addComment(posts.firstKey(), 0, 0, escaped(text), status, "")
                .path("id")
                .asLong();
    }

    /** A comment of a user of the site. */
    long commentBy(long user, String text) {
        return addComment(posts.firstKey(), 0, user, text, "approved", "")
                .path("id")
                .asLong();
    }

    @Override
    public void become(long comment, String status) {
        at(comments, comment).put("status", status);
    }

    @Override
    public String statusOf(long comment) {
        return comments.containsKey(comment)
                ? at(comments, comment).path("status").asText()
                : "gone";
    }

    @Override
    public void edit(long comment, String text) {
        content(at(comments, comment), text);
    }

    @Override
    public void editPost(long post, String text) {
        content(at(posts, post), text);
        times(at(posts, post), "modified", Instant.now().plusSeconds(90), zone);
    }

    void commentOf(Instant when, String text) {
        times(at(comments, comment(text, "approved")), "date", when, zone);
    }

    void removeComment(long number) {
        comments.remove(number);
    }

    /** With a time of the test's choice. */
    long addPost(String title, Instant when) {
        ObjectNode post = addPost(title, "Words", 8, "publish");
        times(post, "date", when, zone);
        times(post, "modified", when, zone);
        return post.path("id").asLong();
    }

    @Override
    public void like(String networkId, int times) {
        for (int i = 0; i < times; i++) {
            addComment(Long.parseLong(networkId.replaceAll("\\D", "")), 0, 0, "I like it " + i, "approved", "");
        }
        addComment(Long.parseLong(networkId.replaceAll("\\D", "")), 0, 0, "Buy pills", "spam", "");
    }

    @Override
    public List<Said> said() {
        List<Said> said = new ArrayList<>();
        posts.values().stream()
                .filter(post -> post.path("author").asLong() == OURS)
                .forEach(post -> said.add(new Said(
                        Ids.post(post.path("id").asLong()),
                        HtmlText.of(post.path("content").path("raw").asText()),
                        null)));
        comments.values().stream()
                .filter(comment -> comment.path("author").asLong() == OURS)
                .forEach(comment -> said.add(new Said(
                        Ids.comment(comment.path("id").asLong()),
                        HtmlText.of(comment.path("content").path("raw").asText()),
                        comment.path("parent").asLong() > 0
                                ? Ids.comment(comment.path("parent").asLong())
                                : Ids.post(comment.path("post").asLong()))));
        return said;
    }

    @Override
    public JsonNode post(String networkId) {
        return at(posts, Long.parseLong(networkId.replaceAll("\\D", "")));
    }

    @Override
    public List<JsonNode> files() {
        return List.copyOf(media.values());
    }

    @Override
    public Set<String> secrets() {
        return account().secrets();
    }

    @Override
    public void revoke() {
        open = false;
    }

    private static ObjectNode at(Map<Long, ObjectNode> things, long number) {
        ObjectNode thing = things.get(number);
        if (thing == null) {
            throw new IllegalArgumentException("there is no " + number);
        }
        return thing;
    }

    private ObjectNode addPost(String title, String html, long author, String status) {
        ObjectNode post =
                JSON.createObjectNode().put("id", ++made).put("author", author).put("status", status);
        post.put("slug", title.toLowerCase(Locale.ROOT)).put("link", address() + "/blog/?p=" + made);
        post.putObject("title").put("raw", title).put("rendered", title);
        content(post, html);
        times(post, "date", Instant.now(), zone);
        times(post, "modified", Instant.now(), zone);
        post.putObject("_embedded")
                .putArray("author")
                .addObject()
                .put("id", author)
                .put("name", author == OURS ? "Integration" : "Ann Editor")
                .put("slug", "user" + author)
                .put("link", address() + "/blog/author/user" + author);
        posts.put(made, post);
        return post;
    }

    private ObjectNode addComment(long post, long parent, long author, String html, String status, String agent) {
        ObjectNode comment =
                JSON.createObjectNode().put("id", ++made).put("post", post).put("parent", parent);
        comment.put("author", author).put("author_name", author == 0 ? "Jane &#8220;J&#8221; Doe" : "Staff");
        comment.put("author_email", author == 0 ? "Jane@Example.test" : "staff@example.test");
        comment.put("author_url", author == 0 ? "https://jane.example" : "").put("author_user_agent", agent);
        comment.put("status", status).put("link", address() + "/blog/?p=" + post + "#comment-" + made);
        content(comment, html);
        times(comment, "date", Instant.now(), zone);
        comments.put(made, comment);
        return comment;
    }

    /** Route of the interface, whether it stands in the path or in the query; empty for pages. */
    private static String route(Request request) {
        String query = Forms.read(
                        request.target().contains("?") ? request.target().replaceFirst("^[^?]*\\?", "") : "")
                .getOrDefault("rest_route", "");
        return request.path().startsWith("/blog/wp-json")
                ? "/" + request.path().substring("/blog/wp-json".length()).replaceFirst("^/", "")
                : query;
    }

    @Override
    protected Reply reply(Request request) {
        String route = route(request);
        if (route.isEmpty()) {
            Reply page = Reply.of(
                    request.path().startsWith("/blog") ? 200 : 404,
                    "text/html",
                    "<html lang=\"pt-BR\"><head>" + element + "</head><body>Hi</body></html>");
            return header.isEmpty()
                    ? page
                    : page.with("Link", "<" + address() + header + ">; rel=\"https://api.w.org/\"");
        }
        if (instead != null) {
            return instead;
        }
        String authorization = request.header("Authorization").orElse("");
        if (!offers) {
            authorization = "";
        } else if (!authorization.isEmpty() && (!open || !authorization.equals(AUTHORIZATION))) {
            return error(
                    401,
                    "incorrect_password",
                    "<strong>Error:</strong> The password you entered for the username <strong>" + USER
                            + "</strong> is incorrect.");
        }
        if (route.equals("/")) {
            return index(address() + "/blog", offers);
        }
        String[] parts = route.substring("/wp/v2/".length()).split("/", -1);
        return switch (parts[0]) {
            case "users" -> users(request, parts, authorization);
            case "posts" -> posts(request, parts);
            case "comments" -> comments(request, parts);
            case "media" -> media(request, parts);
            case "categories" -> Reply.json(200, categories.toString());
            default -> error(404, "rest_no_route", "No route was found matching the URL and request method.");
        };
    }

    private Reply users(Request request, String[] parts, String authorization) {
        if (parts.length == 1) {
            if (closedUsers) {
                return error(403, "rest_user_cannot_view", "Sorry, you are not allowed to list users.");
            }
            ArrayNode found = JSON.createArrayNode();
            numbers(request.parameter("include")).stream()
                    .filter(staff::contains)
                    .forEach(user -> found.addObject().put("id", user));
            return Reply.json(200, found.toString());
        }
        if (authorization.isEmpty()) {
            return error(401, "rest_not_logged_in", "You are not currently logged in.");
        }
        ObjectNode me = JSON.createObjectNode()
                .put("id", OURS)
                .put("name", "Integration")
                .put("slug", USER);
        ObjectNode capabilities = me.putObject("capabilities");
        rights.forEach(right -> capabilities.put(right, true));
        return Reply.json(200, me.toString());
    }

    private Reply posts(Request request, String[] parts) {
        boolean edit = request.parameter("context").equals("edit");
        if (request.isGet() && parts.length == 1) {
            Set<String> states = Set.of(
                    (request.parameter("status").isEmpty() ? "publish" : request.parameter("status")).split(",", -1));
            Set<String> slugs = Set.of(request.parameter("slug").split(",", -1));
            String[] words =
                    request.parameter("search").toLowerCase(Locale.ROOT).split(" ", -1);
            return page(
                    request,
                    posts.values().stream()
                            .filter(post -> states.contains(post.path("status").asText()))
                            .filter(post -> slugs.contains("")
                                    || slugs.contains(post.path("slug").asText()))
                            .filter(post ->
                                    Stream.of(words).allMatch(post.toString().toLowerCase(Locale.ROOT)::contains))
                            .filter(among(request, "include", "id"))
                            .filter(timed(request, "after", "date", true))
                            .filter(timed(request, "modified_after", "modified", true)),
                    edit);
        }
        if (parts.length == 1) {
            return makePost(json(request));
        }
        return change(posts, Long.parseLong(parts[1]), request, "rest_post_invalid_id");
    }

    private Reply makePost(JsonNode wanted) {
        if (!rights.contains("publish_posts") && wanted.path("status").asText().equals("publish")) {
            return error(403, "rest_cannot_publish", "Sorry, you are not allowed to publish posts in this post type.");
        }
        if (late) {
            late = false;
            makePost(wanted);
        }
        ObjectNode post = addPost(
                wanted.path("title").asText(),
                wanted.path("content").asText(),
                OURS,
                wanted.path("status").asText());
        String slug = wanted.path("slug").asText();
        boolean taken = posts.values().stream()
                .anyMatch(other -> other.path("slug").asText().equals(slug));
        post.put("slug", taken ? slug + "-2" : slug);
        for (String field : List.of("featured_media", "categories")) {
            if (wanted.has(field)) {
                post.set(field, wanted.path(field));
            }
        }
        return Reply.json(201, post.toString());
    }

    private Reply comments(Request request, String[] parts) {
        boolean moderates = rights.contains("moderate_comments");
        boolean edit = request.parameter("context").equals("edit");
        if (edit && !moderates) {
            return error(403, "rest_forbidden_context", "Sorry, you are not allowed to edit comments.");
        }
        if (request.isGet() && parts.length == 1) {
            String status = request.parameter("status");
            if (!status.isEmpty() && !rights.contains("edit_posts")) {
                return error(403, "rest_forbidden_param", "Query parameter not permitted: status");
            }
            String search = request.parameter("search").toLowerCase(Locale.ROOT);
            return page(
                    request,
                    comments.values().stream()
                            .filter(comment -> status.equals("any")
                                    || comment.path("status").asText().equals("approved"))
                            .filter(comment ->
                                    comment.toString().toLowerCase(Locale.ROOT).contains(search))
                            .filter(among(request, "include", "id"))
                            .filter(among(request, "post", "post"))
                            .filter(among(request, "parent", "parent"))
                            .filter(among(request, "author", "author"))
                            .filter(timed(request, "after", "date", true))
                            .filter(timed(request, "before", "date", false)),
                    edit);
        }
        if (parts.length == 1) {
            return makeComment(json(request), request);
        }
        return change(comments, Long.parseLong(parts[1]), request, "rest_comment_invalid_id");
    }

    private Reply makeComment(JsonNode wanted, Request request) {
        boolean twice = comments.values().stream()
                .anyMatch(other -> other.path("author").asLong() == OURS
                        && other.path("post").asLong() == wanted.path("post").asLong()
                        && other.path("parent").asLong()
                                == wanted.path("parent").asLong()
                        && other.path("content").path("raw").equals(wanted.path("content")));
        if (twice) {
            return error(409, "comment_duplicate", "Duplicate comment detected; it looks as though you said that.");
        }
        return Reply.json(
                201,
                addComment(
                                wanted.path("post").asLong(),
                                wanted.path("parent").asLong(),
                                OURS,
                                wanted.path("content").asText(),
                                "approved",
                                wanted.path("author_user_agent")
                                        .asText(request.header("User-Agent").orElse("")))
                        .toString());
    }

    private Reply change(Map<Long, ObjectNode> things, long number, Request request, String missing) {
        ObjectNode thing = things.get(number);
        if (thing == null) {
            return error(404, missing, "Invalid ID.");
        }
        if (request.isGet()) {
            return Reply.json(200, shown(thing, false).toString());
        }
        if (request.method().equals("DELETE")) {
            if (!request.parameter("force").equals("true")) {
                thing.put("status", "trash");
            } else {
                things.remove(number);
            }
            return Reply.json(200, "{\"deleted\":true,\"previous\":{}}");
        }
        JsonNode wanted = json(request);
        if (wanted.has("status")) {
            if (missing.contains("comment") && wanted.path("status").equals(thing.path("status"))) {
                return error(500, "rest_comment_failed_edit", "Updating comment status failed.");
            }
            thing.set("status", wanted.path("status"));
        }
        if (wanted.has("alt_text")) {
            thing.set("alt_text", wanted.path("alt_text"));
        }
        return Reply.json(200, thing.toString());
    }

    private Reply media(Request request, String[] parts) {
        if (request.isGet()) {
            return page(
                    request,
                    media.values().stream()
                            .filter(file -> file.path("slug").asText().equals(request.parameter("slug"))),
                    true);
        }
        if (parts.length > 1) {
            return change(media, Long.parseLong(parts[1]), request, "rest_post_invalid_id");
        }
        String type = request.header("Content-Type").orElse("");
        if (!type.startsWith("image/") && !type.startsWith("video/")) {
            return error(500, "rest_upload_sideload_error", "Sorry, you are not allowed to upload this file type.");
        }
        if (!request.header("Content-MD5").orElse("").equals(md5(request.body()))) {
            return error(412, "rest_upload_hash_mismatch", "Content hash did not match expected.");
        }
        String name = request.header("Content-Disposition").orElse("").replaceFirst(".*filename=\"(.*)\".*", "$1");
        ObjectNode file = JSON.createObjectNode().put("id", ++made).put("slug", request.parameter("slug"));
        file.put("alt_text", "").put("mime_type", type).put("source_url", address() + "/blog/files/" + name);
        file.putObject("content");
        file.putArray("missing_image_sizes");
        times(file, "date", Instant.now(), zone);
        media.put(made, file);
        return Reply.json(201, file.toString());
    }
}
