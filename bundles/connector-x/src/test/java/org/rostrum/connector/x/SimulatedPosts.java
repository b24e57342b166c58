package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People, posts and messages of {@link XSimulator}, by their ids; what was typed stands beside the text that X makes of it. */
final class SimulatedPosts {
    static final Pattern LINK = Pattern.compile("https?://\\S*[^\\s.,!?]");

    private static final long EPOCH = 1_288_834_974_657L;

    final NavigableMap<Long, ObjectNode> posts = new TreeMap<>();
    final NavigableMap<Long, ObjectNode> messages = new TreeMap<>();
    final Map<String, ObjectNode> people = new LinkedHashMap<>();
    private long last;

    SimulatedPosts() {
        person(XSimulator.ME, "acme", "Acme \u0141td");
        person(XSimulator.JANE, "jane", "Jane");
        person(XSimulator.BOB, "bob", "Bob");
    }

    static Instant time(long id) {
        return Instant.ofEpochMilli((id >> 22) + EPOCH);
    }

    /** Now, by us. */
    String publish(String said, @Nullable String inReplyTo, @Nullable String quoted, List<String> mediaIds) {
        return add(next(Instant.now()), XSimulator.ME, said, inReplyTo, quoted, mediaIds);
    }

    private void person(String id, String username, String name) {
        people.put(
                id,
                XSimulator.JSON
                        .createObjectNode()
                        .put("id", id)
                        .put("name", name)
                        .put("username", username));
    }

    String sayAs(String author, String text, @Nullable String inReplyTo, @Nullable String quoted) {
        return add(next(Instant.now()), author, text, inReplyTo, quoted, List.of());
    }

    /** Seen only now, though it was said before. */
    String sayLate(String text, Instant said) {
        return add((said.toEpochMilli() - EPOCH) << 22 | 7, XSimulator.JANE, "@acme " + text, null, null, List.of());
    }

    String message(String sender, String recipient, String text) {
        long id = next(Instant.now());
        String low = Long.parseLong(sender) < Long.parseLong(recipient) ? sender : recipient;
        messages.put(
                id,
                XSimulator.JSON
                        .createObjectNode()
                        .put("id", "" + id)
                        .put("event_type", "MessageCreate")
                        .put("text", text)
                        .put("sender_id", sender)
                        .put("recipient", recipient)
                        .put("dm_conversation_id", low + "-" + (low.equals(sender) ? recipient : sender))
                        .put("created_at", Instant.now().toString()));
        return "" + id;
    }

    private long next(Instant at) {
        last = Math.max(last + 1, (at.toEpochMilli() - EPOCH) << 22);
        return last;
    }

    /** Writes as X does: names whom it answers, short addresses, signs of HTML escaped. */
    private String add(
            long id,
            String author,
            String said,
            @Nullable String inReplyTo,
            @Nullable String quoted,
            List<String> mediaIds) {
        ObjectNode post = XSimulator.JSON
                .createObjectNode()
                .put("id", "" + id)
                .put("author_id", author)
                .put("said", said);
        ArrayNode urls = XSimulator.JSON.createArrayNode();
        StringBuilder text = new StringBuilder();
        ObjectNode parent = inReplyTo == null ? null : posts.get(Long.valueOf(inReplyTo));
        if (parent != null
                && author.equals(XSimulator.ME)
                && !parent.path("author_id").asText().equals(XSimulator.ME)) {
            text.append('@').append(username(parent.path("author_id").asText())).append(' ');
        }
        Matcher links =
                LINK.matcher(said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        while (links.find()) {
            links.appendReplacement(text, shortened(urls, id, links.group().replace("&amp;", "&")));
        }
        links.appendTail(text);
        if (quoted != null) {
            text.append(' ').append(shortened(urls, id, "https://x.com/someone/status/" + quoted));
        }
        if (!mediaIds.isEmpty()) {
            String link = shortened(urls, id, "https://x.com/acme/status/" + id + "/photo/1");
            text.append(text.length() == 0 ? "" : " ").append(link);
            ArrayNode keys = post.putObject("attachments").putArray("media_keys");
            mediaIds.forEach(one -> keys.add(SimulatedMedia.key(one)));
        }
        post.put("text", text.toString())
                .put("lang", "en")
                .put("created_at", time(id).toString())
                .put(
                        "conversation_id",
                        parent == null
                                ? "" + id
                                : parent.path("conversation_id").asText());
        post.putObject("entities").set("urls", urls);
        ArrayNode references = XSimulator.JSON.createArrayNode();
        if (inReplyTo != null) {
            references.addObject().put("type", "replied_to").put("id", inReplyTo);
        }
        if (quoted != null) {
            references.addObject().put("type", "quoted").put("id", quoted);
        }
        if (!references.isEmpty()) {
            post.set("referenced_tweets", references);
        }
        post.putObject("public_metrics")
                .put("retweet_count", 1)
                .put("reply_count", 2)
                .put("like_count", 0)
                .put("quote_count", 4)
                .put("bookmark_count", 5)
                .put("impression_count", 600);
        post.putObject("non_public_metrics").put("url_link_clicks", 7).put("user_profile_clicks", 8);
        posts.put(id, post);
        return "" + id;
    }

    private static String shortened(ArrayNode urls, long id, String link) {
        String address = "https://t.co/" + Long.toString(id, 36) + urls.size();
        urls.addObject().put("url", address).put("expanded_url", link).put("display_url", "somewhere\u2026");
        return address;
    }

    private String username(String id) {
        return Objects.requireNonNull(people.get(id)).path("username").asText();
    }

    static boolean namesMe(ObjectNode post) {
        return post.path("said").asText().contains("@acme");
    }

    /** A group in brackets of which one must be so, and what else must be so or, with a minus, not. */
    boolean matches(ObjectNode post, String query) {
        boolean grouped = query.startsWith("(");
        int end = grouped ? query.indexOf(')') : 0;
        boolean one =
                !grouped || Stream.of(query.substring(1, end).split(" OR ", -1)).anyMatch(term -> all(post, term));
        return one && all(post, query.substring(grouped ? end + 1 : 0));
    }

    private boolean all(ObjectNode post, String terms) {
        return Stream.of(terms.strip().split(" ", -1))
                .allMatch(term ->
                        term.isEmpty() || (term.startsWith("-") ? !is(post, term.substring(1)) : is(post, term)));
    }

    private boolean is(ObjectNode post, String term) {
        String[] parts = term.split(":", 2);
        String author = username(post.path("author_id").asText());
        return switch (parts[0]) {
            case "from" -> author.equals(parts[1]);
            case "to" -> answersTo(post, parts[1]);
            case "lang" -> post.path("lang").asText().equals(parts[1]);
            case "quotes_of_tweet_id" -> parts[1].equals(PostReader.referred(post, "quoted"));
            default -> post.path("said").asText().toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT));
        };
    }

    private boolean answersTo(ObjectNode post, String username) {
        String parent = PostReader.referred(post, "replied_to");
        ObjectNode answered = parent == null ? null : posts.get(Long.valueOf(parent));
        return answered != null && username(answered.path("author_id").asText()).equals(username);
    }
}
