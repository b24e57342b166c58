package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkRelay;

/** The real WordPress on this machine ({@code itests/peers/wordpress/run}), emptied, behind a relay that can get into trouble. */
final class RealWordpress extends NetworkRelay implements PeopleOfTheSite {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode people;
    private final long first;
    private final Account account;

    /** @param role of the account that the connector uses */
    RealWordpress(String server, String role) throws IOException {
        super(server);
        JsonNode begun = call(null, "POST", "/peer/v1/begin", Map.of());
        this.people = begun.path("people");
        this.first = begun.path("post").asLong();
        this.account = new Account(
                address() + "/blog",
                people.path(role).path("user").asText(),
                people.path(role).path("password").asText());
    }

    /** Asks the real server, as somebody or as nobody. */
    JsonNode call(@Nullable String role, String method, String route, @Nullable Object content) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server() + "/blog/index.php?rest_route=" + route))
                .method(
                        method,
                        content == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        JSON.valueToTree(content).toString()))
                .header("X-Forwarded-Host", address().getAuthority());
        if (content != null) {
            request.header("Content-Type", "application/json");
        }
        if (role != null) {
            JsonNode who = people.path(role);
            String both = who.path("user").asText() + ":" + who.path("password").asText();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<byte[]> answer = send(request.build());
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() == 404 || answer.statusCode() == 410) {
                return JSON.createObjectNode().put("status", "gone");
            }
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(route + ": " + answer.statusCode() + " " + json);
            }
            return json;
        } catch (JsonProcessingException noJson) {
            throw new IllegalStateException(route + ": " + new String(answer.body(), StandardCharsets.UTF_8), noJson);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private JsonNode editor(String route) {
        return call("administrator", "GET", route, null);
    }

    private void change(String route, Map<String, ?> content) {
        call("administrator", "POST", route, content);
    }

    /** What else than words makes a site. */
    void options(Map<String, ?> options) {
        call(null, "POST", "/peer/v1/options", options);
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    protected boolean publishes(Request request) {
        return request.method().equals("POST") && request.target().matches(".*/wp/v2/(posts|comments)([?&].*)?");
    }

    @Override
    public String say(String text) {
        return Ids.comment(comment(text, "approved"));
    }

    @Override
    public long comment(String text, String status) {
        String state = Map.of("approved", "1", "hold", "0").getOrDefault(status, status);
        String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return call(null, "POST", "/peer/v1/comments", Map.of("post", first, "status", state, "texts", List.of(html)))
                .path(0)
                .asLong();
    }

    @Override
    public void become(long comment, String status) {
        change("/wp/v2/comments/" + comment, Map.of("status", status));
    }

    @Override
    public String statusOf(long comment) {
        return editor("/wp/v2/comments/" + comment).path("status").asText();
    }

    @Override
    public void edit(long comment, String text) {
        change("/wp/v2/comments/" + comment, Map.of("content", text));
    }

    /** Time that does not pass in a test is put between: WordPress sets the time of editing by itself. */
    @Override
    public void editPost(long post, String text) {
        LocalDateTime before = LocalDateTime.ofInstant(
                Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
        change("/wp/v2/posts/" + post, Map.of("content", text, "date_gmt", before.toString()));
    }

    @Override
    public JsonNode post(String networkId) {
        return editor("/wp/v2/posts/" + networkId.replaceAll("\\D", "") + "&context=edit");
    }

    @Override
    public List<JsonNode> files() {
        return list("/wp/v2/media&context=edit&orderby=id&order=asc&per_page=100");
    }

    private List<JsonNode> list(String route) {
        List<JsonNode> list = new ArrayList<>();
        editor(route).forEach(list::add);
        return list;
    }

    @Override
    public void like(String networkId, int times) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            texts.add("I like it " + i);
        }
        String post = networkId.replaceAll("\\D", "");
        call(null, "POST", "/peer/v1/comments", Map.of("post", post, "status", "1", "texts", texts));
        call(null, "POST", "/peer/v1/comments", Map.of("post", post, "status", "spam", "texts", List.of("Buy pills")));
    }

    @Override
    public List<Said> said() {
        long me = people.path("editor").path("id").asLong();
        List<JsonNode> things = list("/wp/v2/posts&context=edit&per_page=100&status=any&author=" + me);
        things.addAll(list("/wp/v2/comments&context=edit&per_page=100&status=any&author=" + me));
        things.sort(Comparator.comparingLong(thing -> thing.path("id").asLong()));
        return things.stream().map(RealWordpress::said).toList();
    }

    private static Said said(JsonNode thing) {
        String text = HtmlText.of(thing.path("content").path("raw").asText());
        long number = thing.path("id").asLong();
        if (!thing.has("parent")) {
            return new Said(Ids.post(number), text, null);
        }
        long parent = thing.path("parent").asLong();
        return new Said(
                Ids.comment(number),
                text,
                parent > 0 ? Ids.comment(parent) : Ids.post(thing.path("post").asLong()));
    }

    @Override
    public void revoke() {
        call(
                "administrator",
                "DELETE",
                "/wp/v2/users/" + people.path("editor").path("id").asLong() + "/application-passwords",
                null);
    }

    @Override
    public Set<String> secrets() {
        return account.secrets();
    }
}
