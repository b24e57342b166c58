package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** How WordPress answers: lists with their parameters, and failures with their codes. */
final class WordpressReplies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private WordpressReplies() {}

    static Reply error(int status, String code, String message) {
        ObjectNode error = JSON.createObjectNode().put("code", code).put("message", message);
        error.putObject("data").put("status", status);
        return Reply.json(status, error.toString());
    }

    static List<Long> numbers(String joined) {
        return Stream.of(joined.split(",", -1))
                .filter(one -> !one.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    static Predicate<ObjectNode> among(Request request, String parameter, String field) {
        List<Long> numbers = numbers(request.parameter(parameter));
        return thing -> numbers.isEmpty() || numbers.contains(thing.path(field).asLong());
    }

    static Predicate<ObjectNode> timed(Request request, String parameter, String field, boolean after) {
        String time = request.parameter(parameter);
        return thing -> time.isEmpty()
                || (after
                        ? thing.path(field).asText().compareTo(time) > 0
                        : thing.path(field).asText().compareTo(time) < 0);
    }

    static Reply page(Request request, Stream<ObjectNode> all, boolean edit) {
        List<ObjectNode> found = all.toList();
        String order = request.parameter("orderby");
        Comparator<ObjectNode> by = order.equals("id")
                ? Comparator.comparingLong(thing -> thing.path("id").asLong())
                : Comparator.<ObjectNode, String>comparing(thing ->
                                thing.path(order.isEmpty() ? "date" : order).asText())
                        .thenComparing(thing -> thing.path("id").asLong());
        int offset = request.parameter("offset").isEmpty() ? 0 : Integer.parseInt(request.parameter("offset"));
        int most = request.parameter("per_page").isEmpty() ? 10 : Integer.parseInt(request.parameter("per_page"));
        boolean times = Stream.of("after", "before", "modified_after")
                .map(request::parameter)
                .allMatch(time -> time.matches("|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"));
        if (most > 100 || !times) {
            return error(400, "rest_invalid_param", "Invalid parameter(s): per_page, after");
        }
        ArrayNode page = JSON.createArrayNode();
        found.stream()
                .sorted(request.parameter("order").equals("asc") ? by : by.reversed())
                .skip(offset)
                .limit(most)
                .map(thing -> shown(thing, edit))
                .forEach(page::add);
        return Reply.json(200, page.toString()).with("X-WP-Total", found.size());
    }

    static ObjectNode shown(ObjectNode thing, boolean edit) {
        ObjectNode copy = thing.deepCopy();
        if (!edit) {
            copy.remove(List.of("author_email", "author_user_agent"));
            ((ObjectNode) copy.path("content")).remove("raw");
        }
        return copy;
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static JsonNode json(Request request) {
        try {
            return JSON.readTree(request.text());
        } catch (JsonProcessingException noJson) {
            throw new IllegalStateException(noJson);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static void content(ObjectNode thing, String html) {
        thing.putObject("content").put("raw", html).put("rendered", "<p>" + html + "</p>\n");
    }

    /** The description of the interface. */
    static Reply index(String home, boolean offers) {
        ObjectNode index =
                JSON.createObjectNode().put("name", "Acme &amp; Sons").put("home", home);
        index.putArray("namespaces").add("oembed/1.0").add("wp/v2");
        if (offers) {
            index.putObject("authentication").putObject("application-passwords");
        } else {
            index.putArray("authentication");
        }
        return Reply.json(200, index.toString());
    }

    /** As WordPress tells times: in the zone of the site, and in UTC. */
    static void times(ObjectNode thing, String field, Instant when, ZoneId zone) {
        thing.put(field, TIME.format(LocalDateTime.ofInstant(when, zone)));
        thing.put(field + "_gmt", TIME.format(LocalDateTime.ofInstant(when, ZoneOffset.UTC)));
    }
}
